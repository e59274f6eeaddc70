"""Everything that can be done with a meeting."""

from .calling import call_meeting, call_off
from .deciding import ask_to_speak, count_hands, give_floor, move, note_item, put_off
from .demanding import back, begin_demand, count_paper, note_signers_seen, strike_paper, take_back
from .forgetting import forget_signatures
from .minutes import agree_step, correct_posted, finish_step, post_minutes, sign_minutes, write_minutes
from .preparing import add_seat, build_seats, change_draft, discard_draft, draft_meeting
from .presence import close_meeting, give_proxy, let_in, note_roll_seen, open_meeting, say_at_door, take_proxy_back

__all__ = [
    "add_seat",
    "agree_step",
    "ask_to_speak",
    "back",
    "begin_demand",
    "build_seats",
    "call_meeting",
    "call_off",
    "change_draft",
    "close_meeting",
    "correct_posted",
    "count_hands",
    "count_paper",
    "discard_draft",
    "draft_meeting",
    "finish_step",
    "forget_signatures",
    "give_floor",
    "give_proxy",
    "let_in",
    "move",
    "note_item",
    "note_roll_seen",
    "note_signers_seen",
    "open_meeting",
    "post_minutes",
    "put_off",
    "say_at_door",
    "sign_minutes",
    "strike_paper",
    "take_back",
    "take_proxy_back",
    "write_minutes",
]
