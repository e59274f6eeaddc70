"""What people type: at the entrance, and about persons."""

from .entrance import EraseForm, SignUpForm
from .persons import (
    AccountForm,
    AskForm,
    DetailsForm,
    PersonForm,
    PurposeForm,
    ReasonForm,
    RoleForm,
    SearchForm,
    SeenForm,
)

__all__ = [
    "AccountForm",
    "AskForm",
    "DetailsForm",
    "EraseForm",
    "PersonForm",
    "PurposeForm",
    "ReasonForm",
    "RoleForm",
    "SearchForm",
    "SeenForm",
    "SignUpForm",
]
