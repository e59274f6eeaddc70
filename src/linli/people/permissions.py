"""Who may keep other people's accounts and roles."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import under

from .models import Person, Role

CHAIR_MAY_GIVE = frozenset({
    RoleKind.RESIDENT, RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD, RoleKind.REPRESENTATIVE, RoleKind.SUPERVISION,
    RoleKind.COMMUNITY_WORKER, RoleKind.MEDIATOR, RoleKind.UNIT_CONTACT,
})  # fmt: skip
KEEPERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})


def _gives(actor: Actor, role: Role) -> bool:
    if actor.is_house or actor.holds(RoleKind.ADMINISTRATOR):
        return True
    chair_of = actor.divisions({RoleKind.COMMITTEE_CHAIR})
    place = role.division_id or (role.organisation.community_id if role.organisation else None)
    return role.kind in CHAIR_MAY_GIVE and place in chair_of


def _chairs_roles(actor: Actor) -> Q:
    chair_of = sorted(actor.divisions({RoleKind.COMMITTEE_CHAIR}))
    return Q(kind__in=sorted(CHAIR_MAY_GIVE)) & (Q(division__in=chair_of) | Q(organisation__community__in=chair_of))


give_role = Right(
    "people.give_role",
    "people.Role",
    allows=_gives,
    within=lambda actor: ~NOTHING if actor.is_house or actor.holds(RoleKind.ADMINISTRATOR) else _chairs_roles(actor),
)


def _keeps(actor: Actor, person: Person) -> bool:
    return actor.is_house or actor.holds(RoleKind.ADMINISTRATOR) or person.community_id in actor.divisions(KEEPERS)


keep_person = Right(
    "people.keep_person",
    "people.Person",
    allows=_keeps,
    within=lambda actor: (
        ~NOTHING if actor.is_house or actor.holds(RoleKind.ADMINISTRATOR) else under(actor.divisions(KEEPERS))
    ),
)
