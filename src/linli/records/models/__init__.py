"""What a committee keeps of households and residents, and how it came in."""

from .imports import ImportRun, RememberedMapping
from .looks import Correction, Opening
from .records import Entry, Household, KeptApart, Resident
from .register import OwnField, Switch

__all__ = [
    "Correction",
    "Entry",
    "Household",
    "ImportRun",
    "KeptApart",
    "Opening",
    "OwnField",
    "RememberedMapping",
    "Resident",
    "Switch",
]
