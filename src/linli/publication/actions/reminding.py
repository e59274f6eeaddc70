"""What is due is said: to the committee what it has to publish, answer and put right, to the street office what it has to rule on."""

from datetime import date, datetime

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, RoleKind
from linli.base.roles import COMMITTEE, STREET
from linli.base.tracked import is_day_to_say
from linli.notices.actions import tell_who_must
from linli.places.models import Community
from linli.places.rules import over

from ..models import Complaint, Kind, Publication, Question
from ..notices import DUE, QUESTION_DUE, RIGHT_DUE, RULING_DUE
from ..queries.rhythm import due_of

AHEAD = 3
"""Days before an answer, a ruling or a correction is due."""

Said = tuple[str, Community, frozenset[RoleKind], dict[str, str], str]
"""The notice, where, to which roles, its values, its page."""


@action
def remind_of_affairs(by: Actor, *, now: datetime) -> int:
    """Each is said ahead, on the day after, and then once a week. Safe: it changes nothing. Returns how many things were said."""
    today = localdate(now)
    said = [*_affairs(today), *_questions(today), *_rulings(today), *_corrections(today)]
    for kind, community, roles, values, path in said:
        tell_who_must(by, kind, over(roles), community, values=values, path=path, now=now)
    return len(said)


def _affairs(today: date) -> list[Said]:
    """Of every committee that has begun to publish."""
    return [
        (DUE, community, COMMITTEE, {"affair": due.name, "due": due.by_date.isoformat()}, "/desk/publication/")
        for community in Community.objects.filter(pk__in=Publication.objects.values("community"))
        for due in due_of(community, on=today)
        if is_day_to_say(due.by_date, today, ahead=AHEAD)
    ]


def _questions(today: date) -> list[Said]:
    rows = Question.objects.filter(answered_at__isnull=True).select_related("publication__community")
    return [
        (QUESTION_DUE, one.publication.community, COMMITTEE, {"title": one.publication.title, "due": one.due_date.isoformat()}, f"/publication/{one.publication_id}/")
        for one in rows
        if is_day_to_say(one.due_date, today, ahead=AHEAD)
    ]  # fmt: skip


def _rulings(today: date) -> list[Said]:
    rows = Complaint.objects.filter(ruled_at__isnull=True).select_related("community")
    return [
        (RULING_DUE, one.community, STREET, {"community": one.community.name, "due": one.due_date.isoformat()}, "/publication/complaints/")
        for one in rows
        if is_day_to_say(one.due_date, today, ahead=AHEAD)
    ]  # fmt: skip


def _corrections(today: date) -> list[Said]:
    """The committee hears it, and once the day is over the street office as well."""
    rows = Complaint.objects.filter(is_right=True, put_right_date__isnull=True).select_related("community")
    return [
        (RIGHT_DUE, one.community, COMMITTEE | STREET if one.correct_by_date < today else COMMITTEE,
         {"affair": str(Kind(one.kind).label), "due": one.correct_by_date.isoformat()}, "/publication/")
        for one in rows
        if one.correct_by_date and is_day_to_say(one.correct_by_date, today, ahead=AHEAD)
    ]  # fmt: skip


def remind(now: datetime) -> None:
    remind_of_affairs(HOUSE, now=now)
