"""What Open311 shows: only what everybody may see, in a number of queries that does not grow with the page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, NotYours
from linli.base.remembered import remembered
from linli.people.models import Programme
from linli.people.queries import programme_behind
from linli.places.models import Community, OrganisationKind, lasting, lies_under
from linli.places.queries import organisations

from ..models import Case, Category, Event, Message, Photo, Question, State
from ..models.cases import OPEN_STATES
from .cases import line_of_heirs
from .categories import categories

OF_THE_HEIR = ("state", "changed_at", "resolved_at", "closed_at", "resolve_due_at")
MOST = 1000
"""As many requests as the specification returns at once."""

COLUMNS = (
    "pk",
    "state",
    "text",
    "reported_at",
    "changed_at",
    "resolved_at",
    "closed_at",
    "resolve_due_at",
    "place_text",
    "latitude",
    "longitude",
    "category__key",
    "category__name",
    "category__name_en",
    "building_id",
    "building__name",
    "building__name_en",
    "building__road",
    "assigned_organisation__name",
    "assigned_organisation__name_en",
)


@dataclass(frozen=True)
class Asked:
    """What a list of requests is narrowed to. `keys`, where given, overrides the rest; a set that is None does not narrow."""

    keys: frozenset[int] | None = None
    codes: frozenset[str] | None = None
    is_open: frozenset[bool] | None = None
    since: datetime | None = None
    until: datetime | None = None
    page: int = 1
    size: int = MOST


def jurisdiction(reader: Actor, slug: str, *, on: date) -> Community:
    """The community named, or the only one served. Missing for an unknown one; Invalid if none is named and several are served."""
    del reader  # communities are public
    found = _meant(slug, on)
    if slug and not found:
        raise Missing(_("jurisdiction_id was not found."))
    if len(found) != 1:
        raise Invalid(_("jurisdiction_id was not provided."), field="jurisdiction_id")
    return found[0]


@remembered("places_community", "places_division")
def _meant(slug: str, on: date) -> list[Community]:
    which = Q(slug=slug) if slug else lasting(on)
    return list(Community.objects.filter(which).select_related("street", "county", "city").order_by("pk")[:2])


def services(reader: Actor, community: Community | None) -> list[Category]:
    """The services of a community, or those of every one, with their questions. Confidential categories are none."""
    del reader
    return [category for category in categories(community) if not category.is_confidential]


def service_named(reader: Actor, community: Community, code: str) -> Category:
    """One service. Invalid without a code, Missing for an unknown or confidential one."""
    if not code:
        raise Invalid(_("service_code was not provided."), field="service_code")
    found = next((c for c in services(reader, community) if c.key == code), None)
    if found is None:
        raise Missing(_("service_code was not found."))
    return found


def public_requests(reader: Actor, community: Community, asked: Asked) -> list[dict[str, Any]]:
    """A page of requests in plain values, newest first, each with the last words said in public and its first public picture."""
    del reader  # confidential or hidden cases are never here, whoever reads
    first = (asked.page - 1) * asked.size
    rows = _plain(Case.objects.filter(_narrowed(asked), community=community, is_public=True))
    found = [_told(row) for row in rows.order_by("-reported_at", "-pk")[first : first + asked.size]]
    return [*found, *_merged(community, asked.keys - {row["pk"] for row in found})] if asked.keys else found


def public_request(reader: Actor, community: Community, key: int | None) -> dict[str, Any]:
    """One request. Missing if there is none, or if it is not everybody's to see."""
    found = public_requests(reader, community, Asked(keys=frozenset({key}))) if key is not None else []
    if not found:
        raise Missing(_("service_request_id was not found."))
    return found[0]


def responsible(community: Community) -> str:
    """The body that answers for requests which are given to no other: the residents' committee."""
    return next((o.label for o in organisations(community, OrganisationKind.COMMITTEE)), community.label)


def serves_for_real() -> bool:
    """Whether what is reported here is acted upon: a community that is no demonstration is served."""
    return Community.objects.filter(is_demonstration=False).exists()


_definitions: tuple[int, datetime] | None = None


def definitions_changed_at(reader: Actor, *, now: datetime) -> datetime:
    """When this process first saw the services as they stand. A restart counts as a change: clients then read them once more."""
    global _definitions  # noqa: PLW0603
    del reader
    open_ones = Q(is_active=True, is_confidential=False)
    offered = Category.objects.filter(open_ones).order_by("position", "pk")
    asked = Question.objects.filter(category__in=offered).order_by("category", "position", "pk")
    stand = hash(repr((list(offered.values_list()), list(asked.values_list()))))
    if _definitions is None or _definitions[0] != stand:
        _definitions = stand, now
    return _definitions[1]


def programme_of(key: str) -> Programme:
    """The programme with this api_key. NotYours without a key or with a wrong one."""
    found = programme_behind(key) if key else None
    if found is None:
        raise NotYours(_("api_key is missing or not valid. The administrator of this installation gives keys."))
    return found


def caller(programme: Programme, community: Community) -> Actor:
    """Who posts for this community. NotYours outside the place that the key was given for."""
    if not lies_under(community, {programme.division_id}):
        raise NotYours(_("This api_key is not valid for this jurisdiction_id."))
    return Actor(kind="client", name=programme.name, community_id=community.pk)


def _narrowed(asked: Asked) -> Q:
    if asked.keys is not None:
        return Q(pk__in=sorted(asked.keys))
    rows = Q()
    if asked.since:
        rows &= Q(reported_at__gte=asked.since)
    if asked.until:
        rows &= Q(reported_at__lte=asked.until)
    if asked.codes is not None:
        rows &= Q(category__in=list(Category.objects.filter(key__in=sorted(asked.codes)).values_list("pk", flat=True)))
    if asked.is_open is not None and len(asked.is_open) == 1:
        still_open = Q(state__in=OPEN_STATES)
        rows &= still_open if True in asked.is_open else ~still_open
    return rows


def _merged(community: Community, keys: frozenset[int]) -> list[dict[str, Any]]:
    """Requests asked for by number that were merged into others since: as they were reported, with the state of their heir.

    Whoever posted one learns its end by the number they were given. Not if it, or its heir, is hidden or confidential.
    """
    open_ones = Q(is_confidential=False, hidden_reason="")
    rows = Case.objects.filter(open_ones, community=community, pk__in=keys, state=State.MERGED, wants_public=True)
    told = []
    for row in _plain(rows).order_by("-reported_at", "-pk"):
        heirs = Case.objects.filter(open_ones, pk=line_of_heirs(row["pk"])[-1])
        heir = _plain(heirs).first()
        if heir is not None:
            said = heir["words"] if heirs.filter(is_public=True).exists() else None
            told.append(_told(row | {name: heir[name] for name in OF_THE_HEIR} | {"words": said, "picture": None}))
    return told


def _plain(rows: QuerySet[Case]) -> QuerySet[Case, dict[str, Any]]:
    said = (
        Event.objects.filter(
            case=OuterRef("pk"), is_public=True, message__isnull=False, message__erased_at__isnull=True
        )
        .exclude(message__kind=Message.Kind.NOTE)
        .order_by("-at", "-pk")
    )
    shown = Photo.objects.filter(case=OuterRef("pk"), is_public=True).order_by("pk")
    return rows.values(
        *COLUMNS, words=Subquery(said.values("message__text")[:1]), picture=Subquery(shown.values("file")[:1])
    )


def _told(row: dict[str, Any]) -> dict[str, Any]:
    state = State(row["state"])
    return row | {"state_name": str(state.label), "is_open": state in OPEN_STATES}
