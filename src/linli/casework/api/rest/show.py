"""Cases and calls as the API shows them to this reader."""

from typing import Any

from linli.base.actors import Actor
from linli.base.text import mask_personal

from ...permissions import is_own, read_case, see_case
from ...queries.cases import merged_requests
from ...queries.history import answered_questions, story
from ...transitions import possible


def short(case: Any, *, insider: bool, sees: bool = True) -> dict[str, Any]:
    """`sees` is false for who may follow how it goes and read nothing of it."""
    place = case.building.address if case.building else case.place_text
    if not sees:
        return short(case, insider=False) | {"text": "", "place": "", "latitude": None, "longitude": None}
    return {
        "id": case.pk,
        "number": case.number,
        "version": case.version,
        "community": case.community.slug,
        "category": case.category.key,
        "good": case.category.good,
        "text": _said(case.text, insider),
        "place": _said(place, insider),
        "state": case.state,
        "outcome": case.outcome,
        "is_public": case.is_public,
        "reported_at": case.reported_at,
        "resolve_due_at": case.resolve_due_at,
        "resolved_at": case.resolved_at,
        "latitude": case.latitude,
        "longitude": case.longitude,
    }


def whole(reader: Actor, case: Any) -> dict[str, Any]:
    insider, sees = read_case.allows(reader, case), see_case.allows(reader, case)
    own = [r for r in case.reporters.all() if is_own(reader, r)]
    return short(case, insider=insider, sees=sees) | {
        "own_words": " ".join(r.words for r in own if r.words),
        "merged": [_merged(c) for c in merged_requests(reader, case)],
        "merged_into": case.merged_into_id,
        "reporters": len(case.reporters.all()),
        "answers": [{"question": q, "answer": a} for q, a in answered_questions(case)] if insider else [],
        "story": lines(story(reader, case)),
        "calls": [call_of(c, insider=insider) for c in case.whistle_calls if sees],
        "pictures": [f"/photos/{p.file}" for p in case.photos.all() if insider or (sees and p.is_public)],
        "can": possible(reader, case),
    }


def _merged(case: Any) -> dict[str, Any]:
    return {
        "number": case.number,
        "reported_at": case.reported_at,
        "text": case.text,
        "place": case.building.address if case.building else case.place_text,
    }


def lines(found: Any) -> list[dict[str, Any]]:
    return [
        {
            "key": line.key,
            "what": str(line.what),
            "at": line.at,
            "role": str(line.role),
            "organisation": line.organisation,
            "words": line.words,
            "stars": line.stars,
            "is_solved": line.is_solved,
        }
        for line in found
    ]


def call_of(call: Any, *, insider: bool = True) -> dict[str, Any]:
    return {
        "id": call.pk,
        "organisation": call.organisation.label,
        "state": call.state,
        "called_at": call.called_at,
        "due_at": call.due_at,
        "is_due_provisional": call.is_due_provisional,
        "who": _said(call.who, insider),
        "what": _said(call.what, insider),
        "by_date": call.by_date,
        "ground": _said(call.ground, insider),
    }


def call_to_answer(call: Any) -> dict[str, Any]:
    case = call.whistle.case
    return call_of(call) | {"case": case.pk, "number": case.number, "why": call.whistle.text}


def _said(words: str, insider: bool) -> str:
    return words if insider else mask_personal(words)
