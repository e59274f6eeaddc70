"""Cases and categories as GeoReport v2 names their parts. What is unknown is null in JSON and an empty element in XML."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.base.text import mask_personal
from linli.facts.kinds import GOOD_NAMES, Good

from .media import apart

if TYPE_CHECKING:
    from linli.places.models import Community

    from ...models import Case, Category, Question

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery(url: str, changeset: datetime, *, is_production: bool) -> dict[str, Any]:
    changed = _moment(changeset)
    endpoint = {
        "specification": SPECIFICATION,
        "url": url,
        "changeset": changed,
        "type": "production" if is_production else "test",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": changed,
        "contact": _("Ask the residents' committee of your community, or the administrator of this installation."),
        "key_service": _("Ask the administrator of this installation for an api_key."),
        "endpoints": [endpoint],
    }


def service(category: "Category") -> dict[str, Any]:
    return {
        "service_code": category.key,
        "service_name": category.label,
        "description": _own(category.description, category.description_en) or category.label,
        "metadata": bool(category.asked),
        "type": "realtime",
        "keywords": ", ".join(filter(None, map(str.strip, category.words.splitlines()))) or None,
        "group": _own(category.group, category.group_en) or str(GOOD_NAMES[Good(category.good)]),
    }


def definition(category: "Category") -> dict[str, Any]:
    questions = enumerate(category.asked, start=1)
    return {
        "service_code": category.key,
        "attributes": [_attribute(question, place) for place, question in questions],
    }


def received(case: "Case") -> dict[str, Any]:
    """What the one who posted is told. account_id stays null: reporters of a programme have no account here."""
    notice = None
    if case.answer_due_at and case.resolve_due_at:
        notice = _("You will be answered by %(answered)s; it is to be done by %(done)s.") % {
            "answered": f"{localtime(case.answer_due_at):%Y-%m-%d %H:%M}",
            "done": f"{localtime(case.resolve_due_at):%Y-%m-%d %H:%M}",
        }
    return {"service_request_id": str(case.pk), "service_notice": notice, "account_id": None}


@dataclass(frozen=True)
class Around:
    """What is the same for every request of an answer: the area it lies in, who answers for it, the address of this server."""

    area: tuple[str, ...]
    agency: str
    root: str


def around(community: "Community", *, agency: str, root: str) -> Around:
    above = (community, community.street, community.county, community.city)
    return Around(tuple(place.label for place in above if place is not None), agency, root)


def request(row: dict[str, Any], common: Around) -> dict[str, Any]:
    text, media_url = apart(mask_personal(row["text"]))
    agency = _own(row["assigned_organisation__name"], row["assigned_organisation__name_en"])
    picture = row["picture"] and common.root + reverse("casework:photo", args=[row["picture"]])
    return {
        "service_request_id": str(row["pk"]),
        "status": "open" if row["is_open"] else "closed",
        "status_notes": mask_personal(row["words"] or "") or row["state_name"],
        "service_name": _own(row["category__name"], row["category__name_en"]),
        "service_code": row["category__key"],
        "description": text,
        "agency_responsible": agency or common.agency,
        "service_notice": None,
        "requested_datetime": _moment(row["reported_at"]),
        "updated_datetime": _moment(_last_change(row)),
        "expected_datetime": _moment(row["resolve_due_at"]),
        "address": _address(row, common.area),
        "address_id": str(row["building_id"]) if row["building_id"] else None,
        "zipcode": None,
        "lat": row["latitude"],
        "long": row["longitude"],
        "media_url": picture or media_url,
    }


def _attribute(question: "Question", place: int) -> dict[str, Any]:
    return {
        "variable": question.is_variable,
        "code": question.code,
        "datatype": question.datatype,
        "required": question.is_variable and question.is_required,
        "datatype_description": _own(question.hint, question.hint_en) or question.get_datatype_display(),
        "order": place,
        "description": _own(question.text, question.text_en),
        "values": [
            {"key": str(value["key"]), "name": _own(value["name"], value.get("name_en", ""))}
            for value in question.values
        ],
    }


def _last_change(row: dict[str, Any]) -> datetime:
    """For what is closed, by the specification, when it was closed: a note written later is no change of it."""
    ended = None if row["is_open"] else row["resolved_at"] or row["closed_at"]
    return ended or row["changed_at"]


def _address(row: dict[str, Any], area: tuple[str, ...]) -> str:
    """From the most specific to the most general, as the specification wants it; never the door."""
    building = _own(row["building__name"], row["building__name_en"])
    return ", ".join(filter(None, (mask_personal(row["place_text"]), building, row["building__road"], *area)))


def _own(name: str | None, name_en: str | None) -> str:
    """The reader's name of a thing."""
    english = (get_language() or "").startswith("en")
    return (name_en if english and name_en else name) or ""


def _moment(at: datetime | None) -> str | None:
    """W3C date and time in UTC: 2026-11-23T01:00:00Z."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None
