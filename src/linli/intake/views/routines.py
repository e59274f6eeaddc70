"""Meetings, rounds, inspections, platforms and chat groups of a community."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.requests import Request, read_key
from linli.places.queries import community_for, offices_above

from ..actions.routines import end_routine, write_down_routine
from ..forms import RoutineForm
from ..permissions import work_for
from ..queries import routines as found


def routines(request: Request) -> HttpResponse:
    """What comes back, whoever asks for it: written down once, counted each week."""
    otherwise = _("This is for those who work for the community.")
    request.community = community_for(request.actor, request.community, work_for, otherwise)
    community, on = request.community, localdate(request.now)
    if request.POST.get("do") == "end":
        key = read_key(request.POST.get("routine", "")) or 0
        end_routine(request.actor, found.routine_for(request.actor, community, key), now=request.now)
        return redirect("intake:routines")
    form = RoutineForm(
        request.POST or None,
        offices=offices_above(community),
        tasks=found.tasks_here(community, on=on),
        initial={"from_date": on},
    )
    if form.is_bound and form.is_valid():
        try:
            write_down_routine(request.actor, community, now=request.now, **form.given)
            return redirect("intake:routines")
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    rows = found.routines(request.actor, community, on=on)
    context = {"community": community, "rows": rows, "form": form, "minutes": sum(row.minutes_a_week for row in rows)}
    return render(request, "intake/routines.html", context)
