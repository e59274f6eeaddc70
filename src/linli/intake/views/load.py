"""The load of one's communities in a week."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request, read_day

from ..permissions import work_for
from ..queries.load import communities_under_eyes, load_of, monday_of


def load(request: Request) -> HttpResponse:
    """By name, in no order of merit: it judges what is asked, not who works."""
    communities = communities_under_eyes(request.actor)
    if not communities:
        raise NotYours(_("The load is seen by committees and by those who are over them."))
    monday = monday_of(read_day(request.GET.get("week", "")) or localdate(request.now))
    weeks = load_of([c.pk for c in communities], monday)
    context = {
        "rows": [(c, weeks[c.pk]) for c in communities],
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "over": sum(week.is_over for week in weeks.values()),
        "may_write": request.community is not None and work_for.allows(request.actor, request.community),
        "unknown": sum(week.has is None for week in weeks.values()),
    }
    return render(request, "intake/load.html", context)
