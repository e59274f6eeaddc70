"""Figures of the community as they stand now, in words and as a table to paste into a chat."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request

from ..permissions import keep_forms
from ..queries.figures import figures_now


def figures(request: Request) -> HttpResponse:
    """Nobody's details: counts alone."""
    community = request.community
    if community is None or not keep_forms.allows(request.actor, community):
        raise NotYours(_("These figures are for those who work for the community."))
    found = figures_now(request.actor, community, now=request.now)
    return render(
        request, "paperwork/figures.html", {"community": community, "found": found, "on": localdate(request.now)}
    )
