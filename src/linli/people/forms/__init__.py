"""What people type: at the entrance, and about persons."""

from .entrance import EraseForm, SignUpForm
from .persons import AccountForm, DetailsForm, PersonForm, PurposeForm, ReasonForm, RoleForm, SearchForm

__all__ = [
    "AccountForm",
    "DetailsForm",
    "EraseForm",
    "PersonForm",
    "PurposeForm",
    "ReasonForm",
    "RoleForm",
    "SearchForm",
    "SignUpForm",
]
