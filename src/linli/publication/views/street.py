"""Where the street office looks into complaints about publication."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request, read_key
from linli.base.roles import STREET
from linli.look.acting import asked, sent

from .. import actions, forms
from ..permissions import write_complaint_down
from ..queries import voices


def complaints(request: Request) -> HttpResponse:
    if not request.actor.holds(*STREET):
        raise NotYours(_("The street office looks into complaints about publication."))
    row = read_key(request.POST.get("row", "")) or 0
    form = forms.RulingForm(asked(request, "rule"), auto_id=f"ruling_{row}_%s")

    def rule_on(told: dict[str, Any]) -> None:
        actions.rule_on(request.actor, voices.complaint_for(request.actor, row), now=request.now, **told)

    if sent(request, form, rule_on):
        return redirect("publication:complaints")
    rows = [
        (one, form if one.pk == row else forms.RulingForm(auto_id=f"ruling_{one.pk}_%s"))
        for one in voices.complaints(request.actor)
    ]
    here = request.community
    may_write = here is not None and write_complaint_down.allows(request.actor, here)
    context = {"rows": rows, "today": localdate(request.now), "community": here, "may_write": may_write}
    return render(request, "publication/complaints.html", context)
