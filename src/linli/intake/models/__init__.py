"""The tables of the gate."""

from ..states import State
from .applications import Application, DataAsked, Event, Include, PlannedStep
from .duties import Duty
from .routines import Routine
from .tasks import Step, Task
from .voices import Comment, Gap, OfficeRating, RefusedWork, Say

__all__ = [
    "Application",
    "Comment",
    "DataAsked",
    "Duty",
    "Event",
    "Gap",
    "Include",
    "OfficeRating",
    "PlannedStep",
    "RefusedWork",
    "Routine",
    "Say",
    "State",
    "Step",
    "Task",
]
