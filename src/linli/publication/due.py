"""What is owed: by the committee what it has to publish, answer and put right, by the street office what it has to rule on."""

from collections.abc import Iterator

from django.db.models import Q

from linli.notices.due import Due, Owed, Span, owes
from linli.places.models import Community

from .models import Complaint, Kind, Publication, Question
from .notices import DUE, QUESTION_DUE, RIGHT_DUE, RULING_DUE
from .permissions import publish_for, rule_on_complaint, write_complaint_down
from .queries.rhythm import due_of


def _affairs(within: Q, span: Span) -> Iterator[Owed]:
    """Of every committee that has begun to publish."""
    for community in Community.objects.filter(within, pk__in=Publication.objects.values("community")).order_by("pk"):
        for due in due_of(community, on=span.today):
            if due.by_date <= span.last:
                values = {"affair": due.name, "due": due.by_date.isoformat()}
                yield Owed(community, community, due.by_date, "/desk/publication/", values, part=due.kind)


def _questions(within: Q, span: Span) -> Iterator[Owed]:
    communities = Community.objects.filter(within)
    rows = Question.objects.filter(
        publication__community__in=communities, answered_at__isnull=True, due_date__lte=span.last
    )
    for one in rows.select_related("publication__community").order_by("pk"):
        values = {"title": one.publication.title, "due": one.due_date.isoformat()}
        path = f"/publication/{one.publication_id}/"
        yield Owed(one, one.publication.community, one.due_date, path, values)


def _rulings(within: Q, span: Span) -> Iterator[Owed]:
    rows = Complaint.objects.filter(within, ruled_at__isnull=True, due_date__lte=span.last)
    for one in rows.select_related("community").order_by("pk"):
        values = {"community": one.community.name, "due": one.due_date.isoformat()}
        mine = [one.person_id] if one.person_id else []
        yield Owed(one, one, one.due_date, "/publication/complaints/", values, but_not=mine)


def _corrections(within: Q, span: Span) -> Iterator[Owed]:
    rows = Complaint.objects.filter(
        community__in=Community.objects.filter(within),
        is_right=True,
        put_right_date__isnull=True,
        correct_by_date__lte=span.last,
    )
    for one in rows.select_related("community").order_by("pk"):
        if one.correct_by_date:
            values = {"affair": str(Kind(one.kind).label), "due": one.correct_by_date.isoformat()}
            yield Owed(one, one.community, one.correct_by_date, "/publication/", values)


owes(Due(DUE, publish_for, _affairs, page="/desk/publication/"))
owes(Due(QUESTION_DUE, publish_for, _questions, page="/desk/publication/"))
owes(Due(RULING_DUE, rule_on_complaint, _rulings, page="/publication/complaints/"))
owes(Due(RIGHT_DUE, publish_for, _corrections, page="/publication/", above=write_complaint_down))
