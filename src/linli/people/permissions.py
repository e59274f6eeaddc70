"""Who may keep other people's details, accounts and roles."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from linli.base.actors import SEES_OTHERS, Actor, RoleKind
from linli.base.rights import HOUSE_ITSELF, NOTHING, Right, Rule, is_me, through, when
from linli.base.roles import ADMINISTRATOR, CHAIR, COMMITTEE
from linli.places.models import lasting
from linli.places.rules import exactly_over, holding, over, over_area

from .known import is_known
from .models import KnownWish, Person, Role

CHAIR_MAY_GIVE = frozenset(
    {
        RoleKind.RESIDENT,
        RoleKind.VOLUNTEER,
        RoleKind.BUILDING_LEAD,
        RoleKind.REPRESENTATIVE,
        RoleKind.SUPERVISION,
        RoleKind.COMMUNITY_WORKER,
        RoleKind.MEDIATOR,
        RoleKind.UNIT_CONTACT,
    }
)
KEEPERS = COMMITTEE | ADMINISTRATOR
LEAD = frozenset({RoleKind.BUILDING_LEAD})


# An administrator gives every role within the own area; a chair those of the committee's people, in the own community.

GIVES = (
    HOUSE_ITSELF
    | over_area(ADMINISTRATOR, "division")
    | over_area(ADMINISTRATOR, "organisation__division")
    | (
        when("kind", *sorted(CHAIR_MAY_GIVE))
        & (exactly_over(CHAIR, "division") | exactly_over(CHAIR, "organisation__community"))
    )
)
give_role = Right("people.give_role", "people.Role", GIVES)


# Who lives in no community here (an officer of the street, say) is kept by administrators.

KEEPS = HOUSE_ITSELF | over(KEEPERS, "community") | (when("community", None) & holding(ADMINISTRATOR))
keep_person = Right("people.keep_person", "people.Person", KEEPS)


def keeps_people(actor: Actor) -> bool:
    """Whether the actor keeps the people of some community: for menus and the way into their list."""
    return bool(actor.divisions(KEEPERS))


def keeps_officers(actor: Actor) -> bool:
    """Whether the actor keeps those who belong to no community here."""
    return actor.is_house or actor.holds(RoleKind.ADMINISTRATOR)


# Whoever hands out a way into an account could walk in: so it is for those who could have given every role in it
# that sees other people's data. A right is asked without a time; roles count as they stand today.


def _beyond(actor: Actor, person: Any) -> Q:
    today = lasting(timezone.localdate())
    return today & Q(person=person, kind__in=sorted(SEES_OTHERS)) & ~Q(pk__in=Role.objects.filter(GIVES.within(actor)))


@dataclass(frozen=True)
class gives_all_roles_of(Rule):  # noqa: N801  "every row of another table" is no expression of bricks
    """Over accounts: who could have given every role in it that sees other people's data."""

    def allows(self, actor: Actor, account: Any) -> bool:
        return not Role.objects.filter(_beyond(actor, account.person_id)).exists()

    def within(self, actor: Actor) -> Q:
        return ~Q(Exists(Role.objects.filter(_beyond(actor, OuterRef("person")))))

    def people(self, account: Any, on: date) -> Q:
        held = Q()
        for role in Role.objects.filter(lasting(on), person=account.person_id, kind__in=sorted(SEES_OTHERS)):
            held &= GIVES.people(role, on)
        return held


keep_account = Right(
    "people.keep_account", "people.Account", through("person", "people.Person", KEEPS) & gives_all_roles_of()
)


# Sign-ins of those whom an administrator keeps, and tries under names that nobody has.

read_access = Right(
    "people.read_access",
    "people.AccessRecord",
    HOUSE_ITSELF
    | (when("account__person__community", None) & holding(ADMINISTRATOR))
    | over(ADMINISTRATOR, "account__person__community"),
)
reads_access = keeps_officers
"""Whether the actor reads the record of sign-ins: for menus and the way into it."""


# Who says that somebody is known: the staff who keep the people of the place, never of themselves; and the lead of a building,
# of those who asked, live in that building, and not behind the lead's own door.


def leads_wishes(actor: Actor) -> Q:
    """Wishes that a building lead answers, as a filter over them. A lead is known themselves, and their door is written down."""
    over_them = actor.divisions(LEAD)
    home = (
        Person.objects.filter(pk=actor.person_id, door__isnull=False).select_related("door").first()
        if over_them and actor.person_id
        else None
    )
    if (
        home is None
        or home.door is None
        or home.community_id not in over_them
        or not is_known(home.pk, home.community_id)
    ):
        return NOTHING
    own_door = Q(door=home.door.label) | Q(person__door=home.door_id) | Q(person=home.pk)
    return (
        Q(community=home.community_id, building=home.door.building_id, person__community=home.community_id) & ~own_door
    )


@dataclass(frozen=True)
class asked_the_lead(Rule):  # noqa: N801  the lead's own door is a row of a table, and not on the row that is asked about
    """Over persons: who leads the building in which they live, and answers their wish to be known."""

    def allows(self, actor: Actor, person: Any) -> bool:
        return KnownWish.objects.filter(leads_wishes(actor), person=person).exists()

    def within(self, actor: Actor) -> Q:
        wishes = leads_wishes(actor)
        return wishes if wishes == NOTHING else Q(pk__in=KnownWish.objects.filter(wishes).values("person"))

    def people(self, person: Any, on: date) -> Q:
        wishes = KnownWish.objects.filter(person=person, community=person.community_id, building__isnull=False)
        behind = {wish.building_id: wish.door for wish in wishes}
        leads = Person.objects.filter(
            exactly_over(LEAD, "community").people(person, on), community=person.community_id, door__building__in=behind
        )
        others = (
            leads.exclude(pk=person.pk).exclude(door=person.door_id) if person.door_id else leads.exclude(pk=person.pk)
        )
        keys = [
            key
            for key, door, building in others.values_list("pk", "door__label", "door__building")
            if door != behind[building] and is_known(key, person.community_id)
        ]
        return Q(pk__in=keys)


confirm_neighbour = Right(
    "people.confirm_neighbour",
    "people.Person",
    ~when("community", None)
    & when("erased_at", None)
    & ~is_me("")
    & (HOUSE_ITSELF | over(KEEPERS, "community") | asked_the_lead()),
)


def leads_a_building(actor: Actor) -> bool:
    return actor.holds(RoleKind.BUILDING_LEAD)


keep_programme = Right("people.keep_programme", "people.Programme", HOUSE_ITSELF | over_area(ADMINISTRATOR, "division"))
