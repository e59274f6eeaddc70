"""Cases and calls as the API shows them to this reader."""

from typing import Any

from linli.base.actors import Actor
from linli.base.text import mask_personal

from ...permissions import read_case
from ...queries.history import answered_questions, story
from ...transitions import possible


def short(case: Any, *, insider: bool) -> dict[str, Any]:
    place = case.building.address if case.building else case.place_text
    return {
        "id": case.pk, "number": case.number, "version": case.version, "community": case.community.slug, "category": case.category.key,
        "good": case.category.good, "text": _said(case.text, insider), "place": _said(place, insider), "state": case.state,
        "outcome": case.outcome, "is_public": case.is_public, "reported_at": case.reported_at, "resolve_due_at": case.resolve_due_at,
        "resolved_at": case.resolved_at, "latitude": case.latitude, "longitude": case.longitude,
    }  # fmt: skip


def whole(reader: Actor, case: Any) -> dict[str, Any]:
    insider = read_case.allows(reader, case)
    return short(case, insider=insider) | {
        "merged_into": case.merged_into_id,
        "reporters": len(case.reporters.all()),
        "answers": [{"question": q, "answer": a} for q, a in answered_questions(case)] if insider else [],
        "story": lines(story(reader, case)),
        "calls": [call_of(c, insider=insider) for c in case.whistle_calls],
        "pictures": [f"/photos/{p.file}" for p in case.photos.all() if insider or p.is_public],
        "can": possible(reader, case),
    }


def lines(found: Any) -> list[dict[str, Any]]:
    return [
        {"key": line.key, "what": str(line.what), "at": line.at, "role": str(line.role), "organisation": line.organisation, "words": line.words}
        for line in found
    ]  # fmt: skip


def call_of(call: Any, *, insider: bool = True) -> dict[str, Any]:
    return {
        "id": call.pk, "organisation": call.organisation.label, "state": call.state, "called_at": call.called_at, "due_at": call.due_at,
        "is_due_provisional": call.is_due_provisional, "who": _said(call.who, insider), "what": _said(call.what, insider), "by_date": call.by_date,
        "ground": _said(call.ground, insider),
    }  # fmt: skip


def call_to_answer(call: Any) -> dict[str, Any]:
    case = call.whistle.case
    return call_of(call) | {"case": case.pk, "number": case.number, "why": call.whistle.text}


def _said(words: str, insider: bool) -> str:
    return words if insider else mask_personal(words)
