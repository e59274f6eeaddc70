"""Who sees and keeps a team: the chair keeps it, who works there sees it, those above see figures without names."""

from linli.base.actors import RoleKind
from linli.base.rights import Right
from linli.places.models import lies_under, under

CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
WATCHERS = frozenset({RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.AUDITOR})

keep_team = Right(
    "team.keep_team",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(CHAIR)),
    within=lambda by: under(by.divisions(CHAIR), ""),
)
see_team = Right(
    "team.see_team",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
see_figures = Right(
    "team.see_figures",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE | WATCHERS)),
    within=lambda by: under(by.divisions(COMMITTEE | WATCHERS), ""),
)
