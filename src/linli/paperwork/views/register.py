"""Forms that offices ask for: the register, one form, its refusal."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request
from linli.base.roles import ISSUERS
from linli.look.templatetags.linli import day as in_words
from linli.places.queries import offices_above

from .. import queries
from ..actions import handing, register
from ..forms import AskedFormForm, EndForm, HandForm
from ..letter import form_letter
from ..marks import marks
from ..permissions import READERS, keep_form, keep_forms
from ..queries.templates import template_of

STATES = ("open", "refused", "ended")


def asked(request: Request) -> HttpResponse:
    """The register: what is to be filled now on top."""
    if not request.actor.holds(*READERS, *ISSUERS):
        raise NotYours(
            _("The register of forms is read by committees, by those over them and by the offices that ask.")
        )
    on = localdate(request.now)
    community = request.community if request.community and keep_forms.allows(request.actor, request.community) else None
    rows = queries.forms(
        request.actor, community, on=on, state=request.GET.get("state", ""), words=request.GET.get("q", "")[:60]
    )
    context = {
        "to_fill": [r for r in rows if r.is_to_fill],
        "rows": [r for r in rows if not r.is_to_fill],
        "community": community,
        "on": on,
        "state": request.GET.get("state", ""),
        "q": request.GET.get("q", ""),
        "states": queries.register.STATES,
        "hours": sum(r.form.minutes_each_time for r in rows if r.is_to_fill),
    }
    return render(request, "paperwork/asked.html", context)


def new(request: Request) -> HttpResponse:
    community = request.community
    if community is None or not keep_forms.allows(request.actor, community):
        raise NotYours(_("Forms are written down by those who work for the community."))
    form = AskedFormForm(
        request.POST or None, offices=offices_above(community), initial={"first_due_date": localdate(request.now)}
    )
    if form.is_bound and form.is_valid():
        try:
            made = register.register_form(request.actor, community, now=request.now, **form.given)
            return redirect("paperwork:form", key=made.pk)
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    return render(request, "paperwork/edit.html", {"form": form, "community": community})


def correct(request: Request, key: int) -> HttpResponse:
    found = queries.form_for(request.actor, key, on=localdate(request.now)).form
    keep_form.require(request.actor, found)
    initial = {name: getattr(found, name) for name in AskedFormForm.base_fields if name != "office"} | {
        "office": found.office_id
    }
    form = AskedFormForm(request.POST or None, offices=offices_above(found.community), initial=initial)
    if (
        form.is_bound
        and form.is_valid()
        and _done(form, lambda: register.correct_form(request.actor, found, now=request.now, **form.given))
    ):
        return redirect("paperwork:form", key=key)
    return render(request, "paperwork/edit.html", {"form": form, "asked": found, "community": found.community})


def form(request: Request, key: int) -> HttpResponse:
    """One form: what it asks, its marks, and what was given with it."""
    on = localdate(request.now)
    row = queries.form_for(request.actor, key, on=on)
    may_keep = keep_form.allows(request.actor, row.form) and row.form.state == "open"
    verb = request.POST.get("do", "")
    days = queries.register.days_to_hand_over(row, on=on)
    hand = HandForm(
        request.POST if verb == "hand" else None,
        days=[(d.isoformat(), in_words(d)) for d in days],
        initial={"purpose": row.form.purpose, "basis": row.form.basis},
    )
    end = EndForm(request.POST if verb == "end" else None, initial={"on": on})
    if verb and _pressed(request, verb, row.form, hand, end):
        return redirect("paperwork:form", key=key)
    context = {
        "row": row,
        "asked": row.form,
        "marks": marks(row.form, on=on),
        "may_keep": may_keep,
        "hand": hand if days else None,
        "end": end,
        "template": template_of(row.form),
        "handovers": queries.handovers(request.actor, row.form),
    }
    return render(request, "paperwork/form.html", context)


def letter(request: Request, key: int) -> HttpResponse:
    """The refusal as PDF, for whoever may read the form."""
    row = queries.form_for(request.actor, key, on=localdate(request.now))
    if row.form.state != "refused":
        raise Missing(_("There is no such letter."))
    return HttpResponse(form_letter(row.form), content_type="application/pdf")


def _pressed(request: Request, verb: str, asked: Any, hand: HandForm, end: EndForm) -> bool:
    if verb == "refuse":
        try:
            register.refuse_form(request.actor, asked, now=request.now)
            messages.success(request, _("Sent back. The office was told; print the letter here."))
        except (Missing, NotYours):
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
        return True
    if verb == "hand":
        return hand.is_valid() and _done(hand, lambda: _hand_over(request, asked, hand.cleaned_data))
    if verb == "end":
        return end.is_valid() and _done(
            end, lambda: register.end_form(request.actor, asked, on=end.cleaned_data["on"], now=request.now)
        )
    raise Missing(_("There is no such thing to do here."))


def _hand_over(request: Request, asked: Any, given: dict[str, Any]) -> None:
    handing.hand_over(
        request.actor,
        asked,
        due_date=date.fromisoformat(given["due_date"]),
        fields=given["fields_given"],
        people=given["people"],
        purpose=given["purpose"],
        basis=given["basis"],
        now=request.now,
    )


def _done(form: forms.Form, run: Any) -> bool:
    """Do it; False, with the reason on the form, where it was refused."""
    try:
        run()
    except (Missing, NotYours):
        raise
    except Refused as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    return True
