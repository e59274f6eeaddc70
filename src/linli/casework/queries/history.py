"""The story of a case, as far as the reader may hear it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from linli.base.actors import Actor
from linli.base.text import mask_personal
from linli.facts.kinds import KINDS
from linli.people.queries import acted_as

from .. import facts
from ..models import Case, Event, Message, State
from ..permissions import handle_case, is_own, read_case

ENDED = frozenset({State.RESOLVED, State.CLOSED})
AMONG_STAFF = frozenset({Message.Kind.NOTE})
BETWEEN_US = frozenset({Message.Kind.QUESTION, Message.Kind.REPLY})


@dataclass(frozen=True)
class Line:
    """One line of history: what, when, as what role, and the words that go with it."""

    what: str | Promise
    at: datetime
    role: str | Promise
    organisation: str
    words: str
    is_note: bool
    key: str
    stars: int | None = None  # of a rating
    is_solved: bool | None = None


def story(reader: Actor, case: Case) -> list[Line]:
    """Public lines for everybody; questions and replies for those who read the case; notes for those who handle it.

    Of a rating everybody sees the stars and whether it is solved; the words are for who wrote them and who handles the case.
    What is hidden or confidential tells nothing to others than those who read it.
    """
    return _told(reader, case)


@dataclass(frozen=True)
class Judgement:
    """What somebody says of the result."""

    at: datetime
    is_solved: bool
    stars: int
    words: str
    is_first: bool
    is_of_last_result: bool


def judgements(reader: Actor, case: Case) -> list[Judgement]:
    """What was said of the results, the latest first: for those who handle the case, and each for their own."""
    staff = handle_case.allows(reader, case)
    rows = sorted(case.judgements, key=lambda r: (r.at, r.pk), reverse=True)
    of = {reporter.pk: reporter for reporter in case.reporters.all()} if rows else {}
    last = case.reopened_count if case.state in ENDED else max(case.reopened_count - 1, 0)
    return [
        Judgement(r.at, r.is_solved, r.stars, r.words, of[r.reporter_id].is_first, r.round == last)
        for r in rows
        if staff or is_own(reader, of[r.reporter_id])
    ]


def answered_questions(case: Case) -> list[tuple[str, str]]:
    """What was answered to the category's own questions, in words."""
    english = (get_language() or "").startswith("en")
    lines = []
    for question in case.category.questions.all() if case.answers else ():
        if question.code in case.answers:
            given = case.answers[question.code]
            named = {str(v["key"]): (english and v.get("name_en")) or v["name"] for v in question.values}
            values = [named.get(str(v), str(v)) for v in (given if isinstance(given, list) else [given])]
            lines.append(((english and question.text_en) or question.text, "、".join(values)))
    return lines


def changes_since(reader: Actor, case: Case, version: int) -> list[Line]:
    """The part of the story that is younger than a version: shown to somebody who was about to overwrite it."""
    return _told(reader, case, version__gt=version)


def _told(reader: Actor, case: Case, **narrowed: Any) -> list[Line]:
    staff, insider = handle_case.allows(reader, case), read_case.allows(reader, case)
    if not insider and (case.is_confidential or case.hidden_reason):
        return []
    ratings = {r.at: r for r in judgements(reader, case)}
    rows = Event.objects.filter(case=case, **narrowed).select_related("message", "by_organisation").order_by("at", "pk")
    return [_line(e, ratings, masked=not insider) for e in rows if _is_shown(e, staff, insider)]


def _is_shown(event: Event, staff: bool, insider: bool) -> bool:
    if staff:
        return True
    if event.message and event.message.kind in AMONG_STAFF:
        return False
    return event.is_public or (
        insider and (event.message is None or event.message.kind in BETWEEN_US | {Message.Kind.REASON})
    )


def _line(event: Event, ratings: dict[datetime, Judgement], *, masked: bool) -> Line:
    words = "" if event.message is None or event.message.erased_at else event.message.text
    is_rating = event.key == facts.RATED.key
    if is_rating and event.at in ratings:
        words, masked = ratings[event.at].words, False
    kind = KINDS.get(event.key)
    return Line(
        what=kind.name if kind else event.key,
        at=event.at,
        role=acted_as(event.by_role),
        organisation=event.by_organisation.label if event.by_organisation else "",
        words=mask_personal(words) if masked else words,
        is_note=bool(event.message and event.message.kind in AMONG_STAFF),
        key=event.key,
        stars=event.data.get("stars") if is_rating else None,
        is_solved=event.data.get("solved") if is_rating else None,
    )
