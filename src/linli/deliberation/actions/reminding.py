"""What is overdue is said to those who can do something about it."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.rules import rule
from linli.notices.actions import tell_who_must

from ..models import Step, Topic
from ..notices import ANSWER_DUE, STEP_DUE
from ..permissions import lead_topic


@action
def remind_of_topics(by: Actor, *, now: datetime) -> int:
    """The committee hears once a day which topics it owes an answer, and which steps are near or past their day. Safe: it changes nothing.

    Returns how many things it was reminded of.
    """
    today = localdate(now)
    ahead = today + timedelta(days=int(rule("deliberation.steps_ahead", on=today).value))
    due = [
        (ANSWER_DUE, topic, topic.answer_due_date)
        for topic in Topic.objects.filter(state=Topic.State.RAISED, answer_due_date__lt=ahead).select_related(
            "community"
        )
    ] + [
        (STEP_DUE, step.topic, step.due_date)
        for step in Step.objects.filter(finished_date__isnull=True, due_date__lt=ahead).select_related(
            "topic__community"
        )
    ]
    for kind, topic, day in due:
        values = {"title": topic.title, "due": day.isoformat() if day else ""}
        path = f"/desk/topics/{topic.pk}/"
        tell_who_must(by, kind, lead_topic, topic, values=values, path=path, now=now)
    return len(due)


def remind(now: datetime) -> None:
    remind_of_topics(HOUSE, now=now)
