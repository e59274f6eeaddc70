"""What is owed: closing a survey on its last day, and results to those who answered."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.rules import rule
from linli.notices.due import Due, Owed, Span, owes

from .models import Survey
from .notices import ENDS, RESULTS_DUE
from .permissions import run_survey


def _ends(within: Q, span: Span) -> Iterator[Owed]:
    rows = Survey.objects.filter(within, state=Survey.State.OPEN, to_date__lte=span.last)
    for survey in rows.select_related("community").order_by("pk"):
        values = {"title": survey.title, "due": survey.to_date.isoformat()}
        yield Owed(survey, survey, survey.to_date, f"/desk/surveys/{survey.pk}/", values)


def _results(within: Q, span: Span) -> Iterator[Owed]:
    days = timedelta(days=int(rule("surveys.results_days", on=span.today).value))
    rows = Survey.objects.filter(within, state=Survey.State.CLOSED, closed_at__date__lte=span.last - days)
    for survey in rows.select_related("community").order_by("pk"):
        day = localdate(survey.closed_at) + days
        values = {"title": survey.title, "due": day.isoformat()}
        yield Owed(survey, survey, day, f"/desk/surveys/{survey.pk}/", values)


owes(Due(ENDS, run_survey, _ends, page="/desk/surveys/"))
owes(Due(RESULTS_DUE, run_survey, _results, page="/desk/surveys/"))
