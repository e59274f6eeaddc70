"""Who calls and runs meetings: those who work for the community. Everybody reads what was called; a roll is for those who run it."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import lies_under, under

from .models import Meeting

COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})


def _runs(by: Actor, row: Meeting) -> bool:
    return lies_under(row.community, by.divisions(COMMITTEE))


hold_meetings = Right(
    "meetings.hold_meetings",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
run_meeting = Right(
    "meetings.run_meeting", "meetings.Meeting", allows=_runs, within=lambda by: under(by.divisions(COMMITTEE))
)
see_meeting = Right(
    "meetings.see_meeting",
    "meetings.Meeting",
    allows=lambda by, row: row.state != Meeting.State.DRAFT or _runs(by, row),
    within=lambda by: ~Q(state=Meeting.State.DRAFT) | under(by.divisions(COMMITTEE)),
)
back_demand = Right(
    "meetings.back_demand",
    "meetings.Demand",
    allows=lambda by, row: by.kind == "person" and by.community_id == row.community_id,
    within=lambda by: Q(community=by.community_id) if by.kind == "person" and by.community_id else NOTHING,
)
"""Who lives there; whether they stand in the records, and so count, is seen when they do."""

count_signatures = Right(
    "meetings.count_signatures",
    "meetings.Demand",
    allows=lambda by, row: lies_under(row.community, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE)),
)

hear_of_demands = Right(
    "meetings.hear_of_demands",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions({RoleKind.STREET_OFFICER})),
    within=lambda by: under(by.divisions({RoleKind.STREET_OFFICER}), ""),
)
"""Hear of a demanded meeting that was not called in time: the street office."""
