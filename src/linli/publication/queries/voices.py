"""Questions, which everybody reads; complaints, which the street office reads, and everybody once they are ruled on, without who complained."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.text import hidden_name
from linli.places.models import Community

from ..models import Complaint, Publication, Question
from ..permissions import STREET, rule_on_complaint, see_complaint


@dataclass(frozen=True)
class Asked:
    question: Question
    who: str


def questions_of(publication: Publication) -> list[Asked]:
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


@dataclass(frozen=True)
class Ruled:
    """A ruling as everybody reads it: nothing of who complained, nor in which words."""

    kind: str
    about: str
    is_right: bool
    ruling: str
    ruled_at: datetime
    correct_by_date: object


def rulings(community: Community) -> list[Ruled]:
    rows = Complaint.objects.filter(community=community, ruled_at__isnull=False).order_by("-ruled_at")[:20]
    return [
        Ruled(
            row.get_kind_display(),
            row.get_about_display(),
            bool(row.is_right),
            row.ruling,
            row.ruled_at,
            row.correct_by_date,
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
