"""On what each role hangs: a role held for anything else could never act, and is not accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from linli.base.actors import RoleKind
from linli.places.models import Community, Division, Level, Organisation, OrganisationKind, lasting

from .models import ROLE_NAMES, Role

KIND = OrganisationKind


@dataclass(frozen=True)
class HangsOn:
    """`levels` of a division, `kinds` of organisations; `choose`: what to choose, in words."""

    choose: str | Promise
    levels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


A_COMMUNITY = HangsOn(
    _("Choose a community that uses Linli, or its committee."),
    frozenset({Level.COMMUNITY}),
    frozenset({KIND.COMMITTEE, KIND.SUPERVISION, KIND.PARTY_BRANCH}),
)
ANY_DIVISION = HangsOn(_("Choose the division over which it is held."), frozenset(Level.values))
HANGS_ON: dict[str, HangsOn] = {
    **dict.fromkeys(RoleKind, A_COMMUNITY),
    RoleKind.MEDIATOR: HangsOn(
        A_COMMUNITY.choose, A_COMMUNITY.levels | {Level.STREET}, A_COMMUNITY.kinds | {KIND.STREET_OFFICE}
    ),
    RoleKind.STREET_OFFICER: HangsOn(
        _("Choose the street office (an organisation), not the street: add it first where it is missing."),
        kinds=frozenset({KIND.STREET_OFFICE}),
    ),
    RoleKind.DEPARTMENT_OFFICER: HangsOn(
        _("Choose the department (an organisation)."), kinds=frozenset({KIND.DEPARTMENT, KIND.DISTRICT_OFFICE})
    ),
    RoleKind.UNIT_CONTACT: HangsOn(
        _("Choose the unit, property manager or owners' committee (an organisation)."),
        kinds=frozenset({KIND.RESIDENT_UNIT, KIND.PROPERTY_MANAGER, KIND.OWNERS_COMMITTEE, KIND.PARTY_BRANCH}),
    ),
    RoleKind.DISTRICT_COORDINATOR: HangsOn(
        _("Choose the district or city, or its office."),
        frozenset({Level.COUNTY, Level.CITY, Level.PROVINCE}),
        frozenset({KIND.DISTRICT_OFFICE}),
    ),
    RoleKind.AUDITOR: ANY_DIVISION,
    RoleKind.ADMINISTRATOR: ANY_DIVISION,
}


def cannot_act(kind: str, division: Division | None, organisation: Organisation | None) -> str | Promise:
    """Why a role for this could never act, and what to choose instead; empty where it can."""
    wanted = HANGS_ON[kind]
    if organisation is not None:
        fits = organisation.kind in wanted.kinds
    else:
        fits = division is not None and division.level in wanted.levels
        if fits and wanted.levels == A_COMMUNITY.levels:
            fits = Community.objects.filter(pk=division.pk if division else None).exists()
    return (
        ""
        if fits
        else format_lazy(_("This role cannot act there: {role}. {choose}"), role=ROLE_NAMES[kind], choose=wanted.choose)
    )


def roles_that_cannot_act(*, on: date) -> Iterator[tuple[str, str]]:
    """(role, for what) of those that hold on that day and can do nothing: given before this was asked."""
    rows = Role.objects.filter(lasting(on), person__erased_at__isnull=True).select_related("division", "organisation")
    for role in rows.order_by("pk"):
        if cannot_act(role.kind, role.division, role.organisation):
            yield str(ROLE_NAMES[role.kind]), str(role.division or role.organisation)
