"""Meetings, who is there, what is decided, and who demanded one."""

from .demands import Demand, DemandBacking
from .meetings import Correction, Item, Meeting, NextStep, Signature
from .presence import Motion, Seat, Speech

__all__ = [
    "Correction",
    "Demand",
    "DemandBacking",
    "Item",
    "Meeting",
    "Motion",
    "NextStep",
    "Seat",
    "Signature",
    "Speech",
]
