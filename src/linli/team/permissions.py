"""Who sees and keeps a team: the chair keeps it, who works there sees it, those above see figures without names."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import lies_under, under

from .models import Handover

CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
WATCHERS = frozenset({RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.AUDITOR})


def _leaves(by: Actor, row: Handover) -> bool:
    return by.person_id is not None and row.holding.person_id == by.person_id


def _own(by: Actor) -> Q:
    return Q(holding__person=by.person_id) if by.person_id else NOTHING


keep_team = Right(
    "team.keep_team",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(CHAIR)),
    within=lambda by: under(by.divisions(CHAIR), ""),
)
STAFF = COMMITTEE | {RoleKind.MEDIATOR}
"""Those who can be given a post, a duty or something that is handed over."""

hand_over = Right(
    "team.hand_over",
    "team.Handover",
    allows=lambda by, row: lies_under(row.community, by.divisions(CHAIR)) or _leaves(by, row),
    within=lambda by: under(by.divisions(CHAIR)) | _own(by),
)
"""The chair, and who leaves."""

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
