"""What ends soon, and what is owed to those who answered, is said to the committee."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.rules import rule
from linli.notices.actions import tell_who_must

from ..models import Survey
from ..notices import ENDS, RESULTS_DUE
from ..permissions import run_survey


@action
def remind_of_surveys(by: Actor, *, now: datetime) -> int:
    """The committee hears on the day that is as many days ahead as the rule says, and on the day itself: two times, not each day.

    Safe: it changes nothing. Returns how many surveys it was reminded of.
    """
    today = localdate(now)
    ahead, results = (int(rule(f"surveys.{name}", on=today).value) for name in ("days_ahead", "results_days"))
    days = (today, today + timedelta(days=ahead))
    due = [(ENDS, survey, survey.to_date) for survey in _rows(Survey.State.OPEN) if survey.to_date in days]
    for survey in _rows(Survey.State.CLOSED):
        day = localdate(survey.closed_at) + timedelta(days=results) if survey.closed_at else today
        if day in days:
            due.append((RESULTS_DUE, survey, day))
    for kind, survey, day in due:
        values = {"title": survey.title, "due": day.isoformat()}
        path = f"/desk/surveys/{survey.pk}/"
        tell_who_must(by, kind, run_survey, survey, values=values, path=path, now=now)
    return len(due)


def remind(now: datetime) -> None:
    remind_of_surveys(HOUSE, now=now)


def _rows(state: str) -> list[Survey]:
    return list(Survey.objects.filter(state=state).select_related("community"))
