"""Who may change places: the committee's chair its own community, administrators what lies in theirs."""

from collections.abc import Collection

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right

from .models import CalendarDay, Division, LocalRule, Organisation, lies_under, under

ADMINISTRATOR = frozenset({RoleKind.ADMINISTRATOR})
KEEPERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.ADMINISTRATOR})
LEVELS = 5  # province, city, county, street, community


def lies_in(division: Division | None, areas: Collection[int]) -> bool:
    """Whether the division, of any level, is one of these or lies below one."""
    while division is not None and areas:
        if division.pk in areas:
            return True
        division = division.parent
    return False


def in_area(areas: Collection[int], division: str = "") -> Q:
    """What `lies_in` answers, as a filter. `division` is the name of the field; without one the rows are divisions."""
    rows = NOTHING
    for above in range(LEVELS if areas else 0):
        path = "__".join([division] * bool(division) + ["parent"] * above) or "pk"
        rows |= Q(**{f"{path}__in": sorted(areas)})
    return rows


keep_community = Right(
    "places.keep_community",
    "places.Community",
    allows=lambda actor, community: actor.is_house or lies_under(community, actor.divisions(KEEPERS)),
    within=lambda actor: ~NOTHING if actor.is_house else under(actor.divisions(KEEPERS), ""),
)

# Which communities there are is decided above them: opening, renaming, merging and splitting is for administrators.

reshape_community = Right(
    "places.reshape_community",
    "places.Community",
    allows=lambda actor, community: actor.is_house or lies_under(community, actor.divisions(ADMINISTRATOR)),
    within=lambda actor: ~NOTHING if actor.is_house else under(actor.divisions(ADMINISTRATOR), ""),
)


# Without a division the whole country is meant: the imported table and the national calendar are every administrator's.


def _keeps_division(actor: Actor, division: Division | None) -> bool:
    if actor.is_house or division is None:
        return actor.is_house or actor.holds(RoleKind.ADMINISTRATOR)
    return lies_in(division, actor.divisions(ADMINISTRATOR))


keep_country = Right(
    "places.keep_country",
    "places.Division",
    allows=_keeps_division,
    within=lambda actor: ~NOTHING if actor.is_house else in_area(actor.divisions(ADMINISTRATOR)),
)


# Organisations of a community are its keepers'; offices above it are the administrators'.


def _keeps_organisation(actor: Actor, organisation: Organisation) -> bool:
    if organisation.community is not None:
        return keep_community.allows(actor, organisation.community)
    return _keeps_division(actor, organisation.division)


def _keeps_organisation_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    above = in_area(actor.divisions(ADMINISTRATOR), "division") & Q(community__isnull=True)
    return under(actor.divisions(KEEPERS)) | above


keep_organisation = Right(
    "places.keep_organisation",
    "places.Organisation",
    allows=_keeps_organisation,
    within=_keeps_organisation_within,
)


def _keeps_day(actor: Actor, day: CalendarDay) -> bool:
    return _keeps_division(actor, day.division)


def _keeps_day_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    national = Q(division__isnull=True) if actor.holds(RoleKind.ADMINISTRATOR) else NOTHING
    return national | in_area(actor.divisions(ADMINISTRATOR), "division")


keep_calendar = Right("places.keep_calendar", "places.CalendarDay", allows=_keeps_day, within=_keeps_day_within)


# The charter is the community's own; what a street or a province sets is written down by who administers it.

CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})


def _keeps_rule(actor: Actor, rule: LocalRule) -> bool:
    own = actor.is_house or rule.division_id in actor.divisions(CHAIR)
    return own or lies_in(rule.division, actor.divisions(ADMINISTRATOR))


def _keeps_rule_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    return Q(division__in=sorted(actor.divisions(CHAIR))) | in_area(actor.divisions(ADMINISTRATOR), "division")


keep_rule = Right("places.keep_rule", "places.LocalRule", allows=_keeps_rule, within=_keeps_rule_within)
