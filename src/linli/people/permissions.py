"""Who may keep other people's details, accounts and roles."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from linli.base.actors import SEES_OTHERS, Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import Division, lasting, lies_under, under

from .known import is_known
from .models import AccessRecord, Account, KnownWish, Person, Role

CHAIR_MAY_GIVE = frozenset({
    RoleKind.RESIDENT, RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD, RoleKind.REPRESENTATIVE, RoleKind.SUPERVISION,
    RoleKind.COMMUNITY_WORKER, RoleKind.MEDIATOR, RoleKind.UNIT_CONTACT,
})  # fmt: skip
KEEPERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
ADMINISTRATOR = frozenset({RoleKind.ADMINISTRATOR})
PARENTS = ("", "__parent", "__parent__parent", "__parent__parent__parent", "__parent__parent__parent__parent")


def _lies_in(division: Division | None, areas: Collection[int]) -> bool:
    while division is not None:
        if division.pk in areas:
            return True
        division = division.parent
    return False


def _in_area(areas: Collection[int], division: str) -> Q:
    """What `_lies_in` answers, as a filter: a division of any level below one of these."""
    rows = NOTHING
    for parents in PARENTS if areas else ():
        rows |= Q(**{f"{division}{parents}__in": sorted(areas)})
    return rows


# An administrator gives every role within the own area; a chair those of the committee's people, in the own community.


def _gives(actor: Actor, role: Role) -> bool:
    place = role.division or (role.organisation.division if role.organisation else None)
    if actor.is_house or _lies_in(place, actor.divisions(ADMINISTRATOR)):
        return True
    own = role.division_id or (role.organisation.community_id if role.organisation else None)
    return role.kind in CHAIR_MAY_GIVE and own in actor.divisions(CHAIR)


def _gives_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    area = actor.divisions(ADMINISTRATOR)
    chair_of = sorted(actor.divisions(CHAIR))
    committees = Q(division__in=chair_of) | Q(organisation__community__in=chair_of)
    return (
        _in_area(area, "division")
        | _in_area(area, "organisation__division")
        | (Q(kind__in=sorted(CHAIR_MAY_GIVE)) & committees)
    )


give_role = Right("people.give_role", "people.Role", allows=_gives, within=_gives_within)


# Who lives in no community here (an officer of the street, say) is kept by administrators.


def _keeps(actor: Actor, person: Person) -> bool:
    if actor.is_house:
        return True
    if person.community is None:
        return keeps_officers(actor)
    return lies_under(person.community, actor.divisions(KEEPERS | ADMINISTRATOR))


def _keeps_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    nowhere = Q(community__isnull=True) if keeps_officers(actor) else NOTHING
    return under(actor.divisions(KEEPERS | ADMINISTRATOR)) | nowhere


def keeps_people(actor: Actor) -> bool:
    """Whether the actor keeps the people of some community: for menus and the way into their list."""
    return bool(actor.divisions(KEEPERS | ADMINISTRATOR))


def keeps_officers(actor: Actor) -> bool:
    """Whether the actor keeps those who belong to no community here."""
    return actor.is_house or actor.holds(RoleKind.ADMINISTRATOR)


keep_person = Right("people.keep_person", "people.Person", allows=_keeps, within=_keeps_within)


# Whoever hands out a way into an account could walk in: so it is for those who could have given every role in it
# that sees other people's data. A right is asked without a time; roles count as they stand today.


def _beyond(actor: Actor, person: Person | OuterRef) -> Q:
    today = lasting(timezone.localdate())
    return today & Q(person=person, kind__in=sorted(SEES_OTHERS)) & ~Q(pk__in=Role.objects.filter(_gives_within(actor)))


def _keeps_account(actor: Actor, account: Account) -> bool:
    return _keeps(actor, account.person) and not Role.objects.filter(_beyond(actor, account.person)).exists()


keep_account = Right(
    "people.keep_account",
    "people.Account",
    allows=_keeps_account,
    within=lambda actor: (
        Q(person__in=Person.objects.filter(_keeps_within(actor)))
        & ~Q(Exists(Role.objects.filter(_beyond(actor, OuterRef("person")))))
    ),
)


# Sign-ins of those whom an administrator keeps, and tries under names that nobody has.


def _reads_access(actor: Actor, record: AccessRecord) -> bool:
    if not actor.is_house and not actor.holds(RoleKind.ADMINISTRATOR):
        return False
    home = record.account.person.community if record.account else None
    return actor.is_house or home is None or lies_under(home, actor.divisions(ADMINISTRATOR))


def _reads_access_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    if not actor.holds(RoleKind.ADMINISTRATOR):
        return NOTHING
    theirs = Person.objects.filter(under(actor.divisions(ADMINISTRATOR)) | Q(community__isnull=True))
    return Q(account__isnull=True) | Q(account__person__in=theirs)


def reads_access(actor: Actor) -> bool:
    """Whether the actor reads the record of sign-ins: for menus and the way into it."""
    return actor.is_house or actor.holds(RoleKind.ADMINISTRATOR)


read_access = Right("people.read_access", "people.AccessRecord", allows=_reads_access, within=_reads_access_within)


# Who says that somebody is known: the staff who keep the people of the place, never of themselves; and the lead of a building,
# of those who asked, live in that building, and not behind the lead's own door.


def leads_wishes(actor: Actor) -> Q:
    """Wishes that a building lead answers, as a filter over them. A lead is known themselves, and their door is written down."""
    over = actor.divisions(frozenset({RoleKind.BUILDING_LEAD}))
    home = (
        Person.objects.filter(pk=actor.person_id, door__isnull=False).select_related("door").first()
        if over and actor.person_id
        else None
    )
    if home is None or home.door is None or home.community_id not in over or not is_known(home.pk, home.community_id):
        return NOTHING
    own_door = Q(door=home.door.label) | Q(person__door=home.door_id) | Q(person=home.pk)
    return (
        Q(community=home.community_id, building=home.door.building_id, person__community=home.community_id) & ~own_door
    )


def _confirms(actor: Actor, person: Person) -> bool:
    if person.community is None or person.erased_at or actor.person_id == person.pk:
        return False
    if actor.is_house or lies_under(person.community, actor.divisions(KEEPERS | ADMINISTRATOR)):
        return True
    return KnownWish.objects.filter(leads_wishes(actor), person=person).exists()


def _confirms_within(actor: Actor) -> Q:
    lives_here = Q(community__isnull=False, erased_at__isnull=True)
    if actor.is_house:
        return lives_here
    asked = Q(pk__in=KnownWish.objects.filter(leads_wishes(actor)).values("person"))
    return lives_here & (under(actor.divisions(KEEPERS | ADMINISTRATOR)) | asked) & ~Q(pk=actor.person_id)


confirm_neighbour = Right("people.confirm_neighbour", "people.Person", allows=_confirms, within=_confirms_within)


def leads_a_building(actor: Actor) -> bool:
    return actor.holds(RoleKind.BUILDING_LEAD)


keep_programme = Right(
    "people.keep_programme",
    "people.Programme",
    allows=lambda actor, programme: actor.is_house or _lies_in(programme.division, actor.divisions(ADMINISTRATOR)),
    within=lambda actor: ~NOTHING if actor.is_house else _in_area(actor.divisions(ADMINISTRATOR), "division"),
)
