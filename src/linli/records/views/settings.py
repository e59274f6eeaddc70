"""Which fields are kept here, on what basis and for what; sealed fields for a county."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.base.errors import Invalid, NotYours
from linli.base.requests import Request
from linli.places.queries import community_for

from .. import actions
from ..forms import OwnFieldForm, SwitchForm
from ..permissions import choose_fields
from ..queries.settings import counties, division_to_switch, fields_to_choose, require_chooser


@login_required
def overview(request: Request) -> HttpResponse:
    """Every field with basis, purpose and term, on or off; and a field of one's own."""
    with suppress(NotYours):
        request.community = community_for(request.actor, request.community, choose_fields, "")
    require_chooser(request.actor, request.community)
    chosen = fields_to_choose(request.actor, request.community)
    form = OwnFieldForm(request.POST or None)
    if request.method == "POST" and chosen and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_own_field(
                request.actor, request.community, **given | {"choices": given["choices"].splitlines()}, now=request.now
            )
            messages.success(request, _("The field is kept from now on."))
            return redirect("records:settings")
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    context = {
        "community": request.community,
        "fields": chosen,
        "counties": counties(request.actor),
        "form": form if chosen else None,
        "switch_form": SwitchForm(auto_id=False),
    }
    return render(request, "records/settings.html", context)


@login_required
@require_POST
def field(request: Request, place: int, key: str) -> HttpResponse:
    """Switch one field on or off in a place."""
    division = division_to_switch(request.actor, place)
    form = SwitchForm(request.POST)
    try:
        basis = form.cleaned_data["basis"] if form.is_valid() else ""
        actions.switch_field(
            request.actor, division, key, is_on=request.POST.get("do") == "on", basis=basis, now=request.now
        )
        messages.success(request, _("Kept."))
    except Invalid as wrong:
        messages.error(request, str(wrong))
    return redirect("records:settings")
