"""Where the street office looks into complaints about publication."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import asked, sent

from .. import actions, forms
from ..permissions import STREET
from ..queries import voices


def complaints(request: Request) -> HttpResponse:
    if not request.actor.holds(*STREET):
        raise NotYours(_("The street office looks into complaints about publication."))
    form = forms.RulingForm(asked(request, "rule"))
    row = read_key(request.POST.get("row", "")) or 0
    if sent(
        request,
        form,
        lambda told: actions.rule_on(request.actor, voices.complaint_for(request.actor, row), now=request.now, **told),
    ):
        return redirect("publication:complaints")
    return render(request, "publication/complaints.html", {"rows": voices.complaints(request.actor), "form": form})
