"""Sets of roles that several rooms mean: each is written down here once."""

from .actors import RoleKind

CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
COMMITTEE = CHAIR | {RoleKind.COMMUNITY_WORKER}
"""Those who work for a community in its committee's name."""
ADMINISTRATOR = frozenset({RoleKind.ADMINISTRATOR})
STREET = frozenset({RoleKind.STREET_OFFICER})
COORDINATOR = frozenset({RoleKind.DISTRICT_COORDINATOR})
WATCHERS = STREET | COORDINATOR | {RoleKind.AUDITOR}
"""Offices above a community that look at what it does."""
CHAIR_OR_ADMINISTRATOR = CHAIR | ADMINISTRATOR
ISSUERS = frozenset({RoleKind.DEPARTMENT_OFFICER, RoleKind.STREET_OFFICER})
"""Officers of offices that ask something of a community, or pay it."""
OFFICE_ALONE = frozenset({RoleKind.UNIT_CONTACT, RoleKind.DEPARTMENT_OFFICER})
"""Roles held for an organisation that do not reach over the place in which it sits."""
