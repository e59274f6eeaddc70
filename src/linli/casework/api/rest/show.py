"""Cases and calls as the API shows them to this reader."""

from typing import Any

from linli.base.actors import Actor
from linli.base.text import mask_personal

from ...permissions import read_case
from ...queries.history import story
from ...transitions import possible


def short(case: Any, *, insider: bool) -> dict[str, Any]:
    said = case.text if insider else mask_personal(case.text)
    place = case.building.address if case.building else case.place_text
    return {
        "id": case.pk, "number": case.number, "version": case.version, "community": case.community.slug, "category": case.category.key,
        "good": case.category.good, "text": said, "place": place if insider else mask_personal(place), "state": case.state, "outcome": case.outcome,
        "is_public": case.is_public, "reported_at": case.reported_at, "resolve_due_at": case.resolve_due_at, "resolved_at": case.resolved_at,
        "latitude": case.latitude, "longitude": case.longitude,
    }  # fmt: skip


def whole(reader: Actor, case: Any) -> dict[str, Any]:
    insider = read_case.allows(reader, case)
    lines = [
        {"key": line.key, "what": str(line.what), "at": line.at, "role": str(line.role), "organisation": line.organisation, "words": line.words}
        for line in story(reader, case)
    ]  # fmt: skip
    return short(case, insider=insider) | {
        "story": lines,
        "calls": [call_of(c) for c in case.whistle_calls],
        "pictures": [f"/photos/{p.file}" for p in case.photos.all() if insider or p.is_public],
        "can": possible(reader, case),
    }


def call_of(call: Any) -> dict[str, Any]:
    return {
        "id": call.pk, "organisation": call.organisation.label, "state": call.state, "called_at": call.called_at, "due_at": call.due_at,
        "is_due_provisional": call.is_due_provisional, "who": call.who, "what": call.what, "by_date": call.by_date, "ground": call.ground,
    }  # fmt: skip
