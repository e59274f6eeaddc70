"""Who acts: a person with the roles held now, the bearer of a link, a programme with a key, the house itself, or anyone."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from .errors import NotYours


class RoleKind(StrEnum):
    """Roles are held over a place or an organisation for a period (terms.md)."""

    RESIDENT = "resident"
    VOLUNTEER = "volunteer"
    BUILDING_LEAD = "building_lead"
    REPRESENTATIVE = "representative"
    SUPERVISION = "supervision"
    COMMUNITY_WORKER = "community_worker"
    MEDIATOR = "mediator"
    COMMITTEE_CHAIR = "committee_chair"
    UNIT_CONTACT = "unit_contact"
    STREET_OFFICER = "street_officer"
    DEPARTMENT_OFFICER = "department_officer"
    DISTRICT_COORDINATOR = "district_coordinator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


SEES_OTHERS = frozenset(RoleKind) - {
    RoleKind.RESIDENT,
    RoleKind.VOLUNTEER,
    RoleKind.BUILDING_LEAD,
    RoleKind.REPRESENTATIVE,
}
"""Roles that see other people's data: they sleep until the session has shown a second factor."""


@dataclass(frozen=True)
class Held:
    """One role held now, over a division or for an organisation; an officer's office also gives the division it is over."""

    kind: RoleKind
    division_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """Rights and actions know who acts through this alone; it is built once a request and never stored."""

    kind: str = "anyone"  # anyone | person | link | client | house
    person_id: int | None = None
    community_id: int | None = None
    name: str = ""
    roles: tuple[Held, ...] = ()
    link: tuple[str, int] | None = None  # what a link opens: ("casework.reporter", 17)
    sleeping: tuple[Held, ...] = field(default=(), compare=False)  # roles that wait for a second factor

    @property
    def is_house(self) -> bool:
        return self.kind == "house"

    def holds(self, *kinds: str) -> bool:
        return any(role.kind in kinds for role in self.roles)

    def divisions(self, kinds: Collection[str]) -> frozenset[int]:
        """The divisions over which one of these roles is held."""
        return frozenset(r.division_id for r in self.roles if r.kind in kinds and r.division_id is not None)

    def organisations(self, kinds: Collection[str]) -> frozenset[int]:
        """The organisations for which one of these roles is held."""
        return frozenset(r.organisation_id for r in self.roles if r.kind in kinds and r.organisation_id is not None)

    def opens(self, purpose: str) -> int | None:
        """The key of the thing that this actor's link opens, if it is a link for that purpose."""
        return self.link[1] if self.link and self.link[0] == purpose else None

    def bearing(self, purpose: str, key: int) -> "Actor":
        """The same actor with a link in hand; somebody unknown acts as its bearer."""
        return replace(self, kind=self.kind if self.kind == "person" else "link", link=(purpose, key))

    @property
    def acts_as(self) -> str:
        """The role to write into the record: the most responsible one held, or how the actor came in."""
        held = {role.kind for role in self.roles}
        for kind in reversed(RoleKind):
            if kind in held:
                return kind.value
        return {"person": RoleKind.RESIDENT.value, "anyone": RoleKind.RESIDENT.value}.get(self.kind, self.kind)


ANYONE = Actor()
HOUSE = Actor(kind="house")


def me(by: Actor) -> int:
    """The key of the person who acts. NotYours where it is nobody known."""
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    return by.person_id
