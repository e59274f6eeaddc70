"""Every write of a team."""

from .handover import add_handover_line, finish_handover, open_handover, pass_handover_line
from .posts import close_post, leave_post, note_absence, open_post, take_up_post
from .rota import offer_duty, propose_rota, set_duty, take_duty, take_off_duty
from .training import call_off_training, hold_training, plan_training

__all__ = [
    "add_handover_line",
    "call_off_training",
    "close_post",
    "finish_handover",
    "hold_training",
    "leave_post",
    "note_absence",
    "offer_duty",
    "open_handover",
    "open_post",
    "pass_handover_line",
    "plan_training",
    "propose_rota",
    "set_duty",
    "take_duty",
    "take_off_duty",
    "take_up_post",
]
