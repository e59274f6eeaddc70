"""What the keepers of places fill in."""

from .changes import MergeForm, OpenForm, RenameForm, SplitForm
from .community import BoundaryForm, DayForm, DetailsForm, FigureForm, OrganisationForm
from .rules import CheckForm, RuleForm
from .tree import BuildingForm, DoorsForm, MarkerForm, PinForm, PlanForm

__all__ = [
    "BoundaryForm",
    "BuildingForm",
    "CheckForm",
    "DayForm",
    "DetailsForm",
    "DoorsForm",
    "FigureForm",
    "MarkerForm",
    "MergeForm",
    "OpenForm",
    "OrganisationForm",
    "PinForm",
    "PlanForm",
    "RenameForm",
    "RuleForm",
    "SplitForm",
]
