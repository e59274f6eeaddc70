"""Everything that can be done with a topic."""

from .leading import (
    Intended,
    add_step,
    close_topic,
    decide_topic,
    end_stage,
    finish_step,
    move_stage,
    prepare_ballot,
    report_back,
)
from .mapping import close_map, draw_map_of, draw_stale_maps, state, state_for_committee, take_stand
from .meeting import prepare_meeting
from .moderating import appeal, hide_words, rule_on
from .raising import Plan, decline_topic, raise_for_committee, raise_topic, set_support_needed, support_topic, take_up
from .talking import comment_at_desk, comment_on_topic, support_comment, take_comment_back
from .wording import amend, answer_amendment, support_amendment, write_wording

__all__ = [
    "Intended",
    "Plan",
    "add_step",
    "amend",
    "answer_amendment",
    "appeal",
    "close_map",
    "close_topic",
    "comment_at_desk",
    "comment_on_topic",
    "decide_topic",
    "decline_topic",
    "draw_map_of",
    "draw_stale_maps",
    "end_stage",
    "finish_step",
    "hide_words",
    "move_stage",
    "prepare_ballot",
    "prepare_meeting",
    "raise_for_committee",
    "raise_topic",
    "report_back",
    "rule_on",
    "set_support_needed",
    "state",
    "state_for_committee",
    "support_amendment",
    "support_comment",
    "support_topic",
    "take_comment_back",
    "take_stand",
    "take_up",
    "write_wording",
]
