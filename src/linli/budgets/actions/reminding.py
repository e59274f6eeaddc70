"""What a round does by itself on its days, and what is overdue is said to those who can do something about it."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.ballots.models import Ballot
from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.rules import rule
from linli.notices.actions import tell_who_must

from ..models import Idea, Project, Round
from ..notices import COSTING_DUE, PROJECT_DUE
from ..permissions import run_round
from .rounds import begin_costing, take_result

State = Round.State


@action
def go_on_by_itself(by: Actor, *, now: datetime) -> int:
    """Rounds whose last day for ideas is over are costed, those whose ballot is counted are carried out. Safe by the lock on each.

    Returns how many went on.
    """
    ended = Round.objects.filter(state=State.IDEAS, ideas_to_date__lt=localdate(now)).order_by("pk")
    counted = Round.objects.filter(state=State.VOTING, ballot__state=Ballot.State.COUNTED).order_by("pk")
    return len([begin_costing(by, found, now=now) for found in ended]) + len(
        [take_result(by, found, now=now) for found in counted]
    )


@action
def remind_of_rounds(by: Actor, *, now: datetime) -> int:
    """The committee hears once a day of ideas without an answer and of projects near or past their day. Safe: it changes nothing.

    Returns of how many things.
    """
    today = localdate(now)
    ahead = today + timedelta(days=int(rule("budgets.ahead_days", on=today).value))
    waiting = Round.objects.filter(state__in=[State.IDEAS, State.COSTING], costing_to_date__lt=ahead, ideas__state=Idea.State.RAISED)  # fmt: skip
    running = Project.objects.filter(finished_date__isnull=True, due_date__lt=ahead).order_by("pk")
    due = [
        (COSTING_DUE, found, found.title, found.costing_to_date, f"/desk/budgets/{found.pk}/")
        for found in waiting.distinct().order_by("pk").select_related("community")
    ] + [
        (PROJECT_DUE, one.round, one.text, one.due_date, f"/desk/budgets/projects/{one.pk}/")
        for one in running.select_related("round__community")
    ]
    for kind, found, title, day, path in due:
        values = {"title": title, "due": day.isoformat()}
        tell_who_must(by, kind, run_round, found, values=values, path=path, now=now)
    return len(due)


def go_on(now: datetime) -> None:
    go_on_by_itself(HOUSE, now=now)


def remind(now: datetime) -> None:
    remind_of_rounds(HOUSE, now=now)
