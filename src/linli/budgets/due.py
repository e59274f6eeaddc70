"""What is owed: an answer to every idea, and projects by their day."""

from collections.abc import Iterator

from django.db.models import Q

from linli.notices.due import Due, Owed, Span, owes

from .models import Idea, Project, Round
from .notices import COSTING_DUE, PROJECT_DUE
from .permissions import run_round

State = Round.State


def _costings(within: Q, span: Span) -> Iterator[Owed]:
    """A round with an idea that nobody has costed or declined."""
    waiting = Idea.objects.filter(state=Idea.State.RAISED).values("round")
    rows = Round.objects.filter(
        within, pk__in=waiting, state__in=[State.IDEAS, State.COSTING], costing_to_date__lte=span.last
    )
    for found in rows.select_related("community").order_by("pk"):
        values = {"title": found.title, "due": found.costing_to_date.isoformat()}
        yield Owed(found, found, found.costing_to_date, f"/desk/budgets/{found.pk}/", values)


def _projects(within: Q, span: Span) -> Iterator[Owed]:
    rounds = Round.objects.filter(within)
    rows = Project.objects.filter(round__in=rounds, finished_date__isnull=True, due_date__lte=span.last)
    for one in rows.select_related("round__community").order_by("pk"):
        values = {"title": one.text, "due": one.due_date.isoformat()}
        yield Owed(one, one.round, one.due_date, f"/desk/budgets/projects/{one.pk}/", values)


owes(Due(COSTING_DUE, run_round, _costings, page="/desk/budgets/"))
owes(Due(PROJECT_DUE, run_round, _projects, page="/desk/budgets/"))
