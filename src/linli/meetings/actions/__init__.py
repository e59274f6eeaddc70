"""Everything that can be done with a meeting."""

from .calling import add_seat, build_seats, call_meeting, call_off, draft_meeting, notice_days
from .deciding import ask_to_speak, count_hands, give_floor, move, note_item
from .demanding import back, begin_demand, count_paper
from .minutes import agree_step, finish_step, post_minutes, sign_minutes, write_minutes
from .presence import close_meeting, give_proxy, let_in, open_meeting, proxies_most, say_at_door, take_proxy_back
from .reminding import remind, remind_of_meetings

__all__ = [
    "add_seat", "agree_step", "ask_to_speak", "back", "begin_demand", "build_seats", "call_meeting", "call_off", "close_meeting", "count_hands",
    "count_paper", "draft_meeting", "finish_step", "give_floor", "give_proxy", "let_in", "move", "note_item", "notice_days", "open_meeting",
    "post_minutes", "proxies_most", "remind", "remind_of_meetings", "say_at_door", "sign_minutes", "take_proxy_back", "write_minutes",
]  # fmt: skip
