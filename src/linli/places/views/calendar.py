"""The official calendar as a year of days; administrators set single days."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import RoleKind
from linli.base.errors import Missing
from linli.base.requests import Request, read_day, read_key

from ..actions.tree import seed_calendar, set_calendar_day, unset_calendar_day
from ..forms import DayForm
from ..queries import calendar_scopes, year_of_days
from .common import done, posted

FIRST_YEAR, LAST_YEAR = 2000, 2100


def calendar(request: Request) -> HttpResponse:
    """Everybody may look; it decides when an answer is owed."""
    written = read_key(request.GET.get("year", ""))
    year = timezone.localdate(request.now).year if written is None else written
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Missing(_("There is no calendar of this year here."))
    found = year_of_days(request.community, year)
    may_set = request.actor.holds(RoleKind.ADMINISTRATOR)
    scopes = {str(d.pk): d for d in calendar_scopes(request.actor, request.community)} if may_set else {}
    form = DayForm(posted(request, "set"), scopes=list(scopes.values()), initial=_start(request, year))
    if request.method == "POST" and _changed(request, form, scopes, year):
        return redirect(f"/settings/calendar/?year={year}")
    context = {
        "year": found,
        "years": [year - 1, year, year + 1],
        "may_set": may_set,
        "form": form,
        "chosen": form.initial.get("day"),
        "hours": " · ".join(f"{start}–{end}" for start, end in found.hours),
    }
    return render(request, "places/calendar.html", context)


def _changed(request: Request, form: DayForm, scopes: dict[str, Any], year: int) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do")
    if verb == "seed":
        count = seed_calendar(by, [year], now=now)
        messages.success(request, _("%(count)d days were written down.") % {"count": count})
        return True
    scope = request.POST.get("scope", "")
    if scope and scope not in scopes:
        raise Missing(_("There is no such place here."))
    if verb == "unset":
        day = read_day(request.POST.get("day", "")) or date.min
        unset_calendar_day(by, day=day, division=scopes.get(scope), now=now)
        messages.success(request, _("The day follows the week again."))
        return True
    if not form.is_valid():
        return False
    given = dict(form.cleaned_data) | {"division": scopes.get(form.cleaned_data["scope"])}
    del given["scope"]
    return done(request, form, lambda: set_calendar_day(by, **given, now=now), _("Written down. Deadlines follow it."))


def _start(request: Request, year: int) -> dict[str, Any]:
    """The day that was clicked, with what is set there."""
    day = read_day(request.GET.get("day", ""))
    if day is None or day.year != year:
        return {}
    known = next((d for d in year_of_days(request.community, year).set_days if d.day == day), None)
    if known is None:
        return {"day": day, "is_working": "no" if day.weekday() < 5 else "yes"}
    return {
        "day": day,
        "is_working": "yes" if known.is_working else "no",
        "name": known.name,
        "source": known.source,
        "is_provisional": known.is_provisional,
        "scope": known.place_key,
    }
