"""What is owed: an answer to topics that enough residents support, and the steps that were decided."""

from collections.abc import Iterator

from django.db.models import Q

from linli.notices.due import Due, Owed, Span, owes

from .models import Step, Topic
from .notices import ANSWER_DUE, STEP_DUE
from .permissions import lead_topic


def _answers(within: Q, span: Span) -> Iterator[Owed]:
    rows = Topic.objects.filter(within, state=Topic.State.RAISED, answer_due_date__lte=span.last)
    for topic in rows.select_related("community").order_by("pk"):
        if topic.answer_due_date:
            values = {"title": topic.title, "due": topic.answer_due_date.isoformat()}
            yield Owed(topic, topic, topic.answer_due_date, f"/desk/topics/{topic.pk}/", values)


def _steps(within: Q, span: Span) -> Iterator[Owed]:
    topics = Topic.objects.filter(within)
    rows = Step.objects.filter(topic__in=topics, finished_date__isnull=True, due_date__lte=span.last)
    for step in rows.select_related("topic__community").order_by("pk"):
        values = {"title": step.topic.title, "due": step.due_date.isoformat()}
        yield Owed(step, step.topic, step.due_date, f"/desk/topics/{step.topic_id}/", values)


owes(Due(ANSWER_DUE, lead_topic, _answers, page="/desk/topics/"))
owes(Due(STEP_DUE, lead_topic, _steps, page="/desk/topics/"))
