"""What was handed over with a form: its record, a cover sheet to print, the signed return."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, Refused
from linli.base.papers import serve_paper
from linli.base.requests import Request

from .. import queries
from ..actions import returning
from ..forms import LookForm, SignedForm
from ..letter import cover_sheet
from ..permissions import file_return

FOLDER = "paperwork"


def handed(request: Request, key: int) -> HttpResponse | FileResponse:
    """One record of what was given. Whoever keeps the form files the signed return here, and opens it for a purpose."""
    found = queries.handover_for(request.actor, key)
    may_file = file_return.allows(request.actor, found)
    verb = request.POST.get("do", "")
    signed = SignedForm(request.POST if verb == "file" else None, request.FILES if verb == "file" else None)
    look = LookForm(request.POST if verb == "open" else None)
    if verb and not may_file:
        raise Missing(_("There is no such record."))
    if signed.is_bound and signed.is_valid():
        try:
            returning.file_return(request.actor, found, paper=signed.cleaned_data["paper"], now=request.now)
            return redirect("paperwork:handed", key=key)
        except Refused as refusal:
            messages.error(request, str(refusal))
    if look.is_bound and look.is_valid():
        try:
            name = returning.open_return(request.actor, found, purpose=look.cleaned_data["purpose"], now=request.now)
            return serve_paper(FOLDER, name, title=found.signed_title)
        except Invalid as wrong:
            look.add_error("purpose", str(wrong))
    context = {"handed": found, "asked": found.form, "may_file": may_file, "signed": signed, "look": look}
    return render(request, "paperwork/handed.html", context)


def cover(request: Request, key: int) -> HttpResponse:
    """The sheet that goes with the return: what is given, why, and where three people sign."""
    found = queries.handover_for(request.actor, key)
    return HttpResponse(cover_sheet(found), content_type="application/pdf")
