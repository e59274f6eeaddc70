"""Who takes a topic up and leads it, who speaks in it, who rules on an appeal. Everybody reads."""

from linli.base.rights import Right, is_me
from linli.base.roles import CHAIR, COMMITTEE, STREET
from linli.places.rules import lives_in, over

RULERS = CHAIR | STREET

lead_topics = Right("deliberation.lead_topics", "places.Community", over(COMMITTEE))
set_threshold = Right("deliberation.set_threshold", "places.Community", over(CHAIR))
lead_topic = Right("deliberation.lead_topic", "deliberation.Topic", over(COMMITTEE, "community"))
speak = Right("deliberation.speak", "deliberation.Topic", lives_in("community"))
"""Support, comment, amend, take a stand: who lives there."""

rule_on_appeal = Right(
    "deliberation.rule_on_appeal", "deliberation.Hiding", over(RULERS, "topic__community") & ~is_me("hidden_by")
)
"""The chair or the street office, but never whoever hid it."""
