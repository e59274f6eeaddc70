"""The tables of a team."""

from .handover import Handover, HandoverLine
from .posts import Absence, Holding, Post
from .rota import Duty
from .training import Attendance, Training

__all__ = ["Absence", "Attendance", "Duty", "Handover", "HandoverLine", "Holding", "Post", "Training"]
