"""Who runs a round, who takes part in it. Everybody reads."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import lies_under, under

from .models import Idea, Round

COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})


def _lives_there(by: Actor, row: Round) -> bool:
    return by.kind == "person" and by.community_id == row.community_id


def _raised_it(by: Actor, row: Idea) -> bool:
    return by.person_id is not None and row.raised_by_id == by.person_id


open_rounds = Right(
    "budgets.open_rounds",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
run_round = Right(
    "budgets.run_round",
    "budgets.Round",
    allows=lambda by, row: lies_under(row.community, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE)),
)
take_part = Right(
    "budgets.take_part",
    "budgets.Round",
    allows=_lives_there,
    within=lambda by: Q(community=by.community_id) if by.kind == "person" and by.community_id else NOTHING,
)
"""Raise ideas, support them, send pictures: who lives there."""

reply_to_costing = Right(
    "budgets.reply_to_costing",
    "budgets.Idea",
    allows=_raised_it,
    within=lambda by: Q(raised_by=by.person_id) if by.person_id else NOTHING,
)
"""Whoever raised the idea."""
