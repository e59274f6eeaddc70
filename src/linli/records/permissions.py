"""Who keeps records, who decides what may be kept, and who sees that somebody looked.

The committee's workers and its chair see and change their own community's records; residents see their own. Nobody above
sees a value: an auditor sees who looked, a coordinator decides which sealed fields there are.
"""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import Community, lies_under, under
from linli.places.permissions import in_area, lies_in

from .models import Resident

KEEPERS = frozenset({RoleKind.COMMUNITY_WORKER, RoleKind.COMMITTEE_CHAIR})
AUDITORS = frozenset({RoleKind.AUDITOR, RoleKind.COMMITTEE_CHAIR})
CHOOSERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.ADMINISTRATOR})
UNSEALERS = frozenset({RoleKind.DISTRICT_COORDINATOR, RoleKind.ADMINISTRATOR})


def keeps(actor: Actor, community: Community) -> bool:
    return lies_under(community, actor.divisions(KEEPERS))


keep_records = Right(
    "records.keep_records",
    "places.Community",
    allows=keeps,
    within=lambda actor: under(actor.divisions(KEEPERS), ""),
)
keep_resident = Right(
    "records.keep_resident",
    "records.Resident",
    allows=lambda actor, resident: keeps(actor, resident.community),
    within=lambda actor: under(actor.divisions(KEEPERS)),
)
keep_household = Right(
    "records.keep_household",
    "records.Household",
    allows=lambda actor, household: keeps(actor, household.community),
    within=lambda actor: under(actor.divisions(KEEPERS)),
)


def _is_own(actor: Actor, resident: Resident) -> bool:
    return actor.person_id is not None and resident.person_id == actor.person_id


read_own_record = Right(
    "records.read_own_record",
    "records.Resident",
    allows=_is_own,
    within=lambda actor: Q(person=actor.person_id) if actor.person_id else NOTHING,
)
see_openings = Right(
    "records.see_openings",
    "places.Community",
    allows=lambda actor, community: lies_under(community, actor.divisions(AUDITORS)),
    within=lambda actor: under(actor.divisions(AUDITORS), ""),
)
choose_fields = Right(
    "records.choose_fields",
    "places.Community",
    allows=lambda actor, community: lies_under(community, actor.divisions(CHOOSERS)),
    within=lambda actor: under(actor.divisions(CHOOSERS), ""),
)
allow_sealed_fields = Right(
    "records.allow_sealed_fields",
    "places.Division",
    allows=lambda actor, division: lies_in(division, actor.divisions(UNSEALERS)),
    within=lambda actor: in_area(actor.divisions(UNSEALERS)),
)


def reads_openings(actor: Actor) -> bool:
    """Whether the actor may see who looked, somewhere: for menus."""
    return actor.holds(*AUDITORS)


def keeps_somewhere(actor: Actor) -> bool:
    return actor.holds(*KEEPERS)


def sets_fields_somewhere(actor: Actor) -> bool:
    return actor.holds(*CHOOSERS, *UNSEALERS)
