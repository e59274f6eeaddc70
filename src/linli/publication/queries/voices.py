"""Questions, which everybody reads; complaints, which the street office reads, and everybody once they are ruled on, without who complained."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.roles import STREET
from linli.base.text import hidden_name
from linli.places.models import Community

from ..models import Complaint, Publication, Question
from ..permissions import publish_for, rule_on_complaint, see_complaint


@dataclass(frozen=True)
class Asked:
    question: Question
    who: str


def questions_of(publication: Publication) -> list[Asked]:
    """Each with who asked, as everybody reads it."""
    return [Asked(row, _who(row)) for row in publication.questions.select_related("person")]


def question_of(publication: Publication, key: int) -> Question:
    found = publication.questions.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such question."))
    return found


def _who(row: Question) -> str:
    if row.is_from_desk:
        return _("somebody at the desk")
    return hidden_name(row.person.name) if row.person else _("somebody who has left")


def waiting(community: Community) -> list[Question]:
    """Questions that wait for an answer, the earliest due first."""
    rows = Question.objects.filter(publication__community=community, answered_at__isnull=True)
    return list(rows.select_related("publication").order_by("due_date", "pk")[:50])


@dataclass(frozen=True)
class Asking:
    """How questions about a community's publications stand."""

    asked: int
    answered: int
    late: int


def asking(community: Community, *, today: date) -> Asking:
    """`late`: not answered, and the day is over. One query."""
    waits = Q(answered_at__isnull=True)
    return Asking(
        **Question.objects.filter(publication__community=community).aggregate(
            asked=Count("pk"),
            answered=Count("pk", filter=~waits),
            late=Count("pk", filter=waits & Q(due_date__lt=today)),
        )
    )


@dataclass(frozen=True)
class Ruled:
    """A ruling as everybody reads it: nothing of who complained, nor in which words."""

    kind: str
    about: str
    is_right: bool
    ruling: str
    ruled_at: datetime
    correct_by_date: date | None
    put_right_date: date | None

    def is_late_on(self, today: date) -> bool:
        """Whether it was not put right by the day that was set."""
        return self.correct_by_date is not None and (self.put_right_date or today) > self.correct_by_date


def rulings(community: Community) -> list[Ruled]:
    """The latest twenty."""
    rows = Complaint.objects.filter(community=community, ruled_at__isnull=False).order_by("-ruled_at")[:20]
    return [
        Ruled(
            row.get_kind_display(),
            row.get_about_display(),
            bool(row.is_right),
            row.ruling,
            row.ruled_at,
            row.correct_by_date,
            row.put_right_date,
        )
        for row in rows
        if row.ruled_at
    ]


def complaints(reader: Actor) -> list[Complaint]:
    """What the street office has to look into, the oldest first."""
    rows = Complaint.objects.filter(rule_on_complaint.within(reader), ruled_at__isnull=True)
    return list(rows.select_related("community__division", "publication")[:200])


def complaints_waiting(reader: Actor) -> int:
    if not reader.holds(*STREET):
        return 0
    return Complaint.objects.filter(rule_on_complaint.within(reader), ruled_at__isnull=True).count()


def complaint_for(reader: Actor, key: int) -> Complaint:
    """Missing for everybody but who complained and the street office."""
    found = Complaint.objects.filter(see_complaint.within(reader), pk=key).first()
    if found is None:
        raise Missing(_("There is no such complaint."))
    return found


def my_complaints(reader: Actor) -> list[Complaint]:
    return (
        list(Complaint.objects.filter(person=reader.person_id).order_by("-raised_at")[:20]) if reader.person_id else []
    )


def questions_waiting(reader: Actor) -> int:
    """How many questions about what was published wait for an answer."""
    here = Community.objects.filter(publish_for.within(reader))
    return Question.objects.filter(publication__community__in=here, answered_at__isnull=True).count()
