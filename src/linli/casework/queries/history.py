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

from ..models import Case, Event, Message
from ..permissions import handle_case, read_case

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


def story(reader: Actor, case: Case) -> list[Line]:
    """Public lines for everybody; questions and replies for those who read the case; notes for those who handle it."""
    return _told(reader, case)


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
    rows = Event.objects.filter(case=case, **narrowed).select_related("message", "by_organisation").order_by("at", "pk")
    return [_line(e, masked=not insider) for e in rows if _is_shown(e, staff, insider)]


def _is_shown(event: Event, staff: bool, insider: bool) -> bool:
    if staff:
        return True
    if event.message and event.message.kind in AMONG_STAFF:
        return False
    return event.is_public or (
        insider and (event.message is None or event.message.kind in BETWEEN_US | {Message.Kind.REASON})
    )


def _line(event: Event, *, masked: bool) -> Line:
    words = "" if event.message is None or event.message.erased_at else event.message.text
    kind = KINDS.get(event.key)
    return Line(
        what=kind.name if kind else event.key,
        at=event.at,
        role=acted_as(event.by_role),
        organisation=event.by_organisation.label if event.by_organisation else "",
        words=mask_personal(words) if masked else words,
        is_note=bool(event.message and event.message.kind in AMONG_STAFF),
        key=event.key,
    )
