"""Who takes a topic up and leads it, who speaks in it, who rules on an appeal. Everybody reads."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import lies_under, under

from .models import Hiding, Topic

COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
RULERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.STREET_OFFICER})


def _lives_there(by: Actor, row: Topic) -> bool:
    return by.kind == "person" and by.community_id == row.community_id


def _rules(by: Actor, row: Hiding) -> bool:
    return lies_under(row.topic.community, by.divisions(RULERS)) and row.hidden_by_id != by.person_id


def _ruling(by: Actor) -> Q:
    return under(by.divisions(RULERS), "topic__community__") & ~Q(hidden_by=by.person_id)


lead_topics = Right(
    "deliberation.lead_topics",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
set_threshold = Right(
    "deliberation.set_threshold",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(CHAIR)),
    within=lambda by: under(by.divisions(CHAIR), ""),
)
lead_topic = Right(
    "deliberation.lead_topic",
    "deliberation.Topic",
    allows=lambda by, row: lies_under(row.community, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE)),
)
speak = Right(
    "deliberation.speak",
    "deliberation.Topic",
    allows=_lives_there,
    within=lambda by: Q(community=by.community_id) if by.kind == "person" and by.community_id else NOTHING,
)
"""Support, comment, amend, take a stand: who lives there."""

rule_on_appeal = Right("deliberation.rule_on_appeal", "deliberation.Hiding", allows=_rules, within=_ruling)
"""The chair or the street office, but never whoever hid it."""
