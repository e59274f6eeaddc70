"""Places in the JSON API: the communities that are served, their figures, their streets and buildings."""

from datetime import date
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import StringConstraints

from linli.base.api import READING
from linli.base.requests import Request

from . import queries
from .queries.rules import rooms_of_rules

router = Router(tags=["places"])
Slug = Annotated[str, StringConstraints(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]


class Community(Schema):
    """A neighbourhood with its committee. Points are WGS84 degrees."""

    slug: str
    name: str
    name_en: str
    committee_address: str
    committee_telephone: str
    latitude: float | None
    longitude: float | None


class Figure(Schema):
    kind: str
    value: int
    as_of_date: date
    confirmed_by: str


class CommunityDetail(Community):
    """The latest figure of each kind. `lives_on_in` names the community that one which was merged or split goes on in."""

    from_date: date | None
    to_date: date | None
    figures: list[Figure]
    lives_on_in: str | None


class RuleInForce(Schema):
    """A rule that holds today. `place`: whose stricter rule it is, empty for everybody's; `confirmed_by`: who stands for it, empty where nobody has here.

    `rank`: L law in force, P policy, H example of others, O our default, C charter. `stricter`: more or less, where a place may go beyond it.
    """

    key: str
    name: str
    value: Any
    source: str
    article: str
    rank: str
    valid_from: date | None
    valid_to: date | None
    place: str
    confirmed_by: str
    stricter: str


class Building(Schema):
    id: int
    name: str
    name_en: str
    floors: int | None
    has_lift: bool | None
    latitude: float | None
    longitude: float | None


class Street(Schema):
    road: str
    buildings: list[Building]


@router.get(
    "/communities",
    response={200: list[Community], **READING},
    summary=gettext_noop("The communities that are served here"),
)
def communities(request: Request) -> Any:
    return queries.communities(on=localdate(request.now))


@router.get(
    "/communities/{slug}",
    response={200: CommunityDetail, **READING},
    summary=gettext_noop("One community with its latest figures"),
)
def community_named(request: Request, slug: Slug) -> Any:
    community = queries.community_named(slug)
    heir = queries.successor(community)
    own = {field: getattr(community, field) for field in (*Community.model_fields, "from_date", "to_date")}
    return own | {"figures": list(queries.figures(community).values()), "lives_on_in": heir and heir.slug}


@router.get(
    "/communities/{slug}/addresses",
    response={200: list[Street], **READING},
    summary=gettext_noop("The streets and buildings of a community"),
)
def address_tree(request: Request, slug: Slug) -> Any:
    return queries.address_tree(queries.community_named(slug))


@router.get(
    "/communities/{slug}/rules",
    response={200: list[RuleInForce], **READING},
    summary=gettext_noop("The rules that hold in a community, and where each stands"),
)
def rules(request: Request, slug: Slug) -> Any:
    rooms = rooms_of_rules(queries.community_named(slug), on=localdate(request.now))
    return [_rule(line) for room in rooms for line in room.lines]


def _rule(line: Any) -> dict[str, Any]:
    names = ("key", "value", "source", "article", "rank", "valid_from", "valid_to", "place", "stricter")
    checked = line.check.checked_by if line.check else ""
    told = {"name": line.rule.label, "confirmed_by": line.rule.confirmed_by or checked}
    return {name: getattr(line.rule, name) for name in names} | told
