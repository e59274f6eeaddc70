"""Everything that can be done with a round of the participatory budget."""

from .answering import Item, Told, cost_idea, decline_idea, merge_ideas
from .carrying import add_step, ask_for_money, finish_project, finish_step, link_expenditure
from .going_on import go_on, go_on_by_itself
from .ideas import Wish, raise_at_desk, raise_idea, reply_to_costing, support_idea
from .photos import add_photo, remove_photo, show_photo
from .rounds import Days, begin_costing, call_off_round, close_round, draft_ballot_of_round, open_round, take_result

__all__ = [
    "Days",
    "Item",
    "Told",
    "Wish",
    "add_photo",
    "add_step",
    "ask_for_money",
    "begin_costing",
    "call_off_round",
    "close_round",
    "cost_idea",
    "decline_idea",
    "draft_ballot_of_round",
    "finish_project",
    "finish_step",
    "go_on",
    "go_on_by_itself",
    "link_expenditure",
    "merge_ideas",
    "open_round",
    "raise_at_desk",
    "raise_idea",
    "remove_photo",
    "reply_to_costing",
    "show_photo",
    "support_idea",
    "take_result",
]
