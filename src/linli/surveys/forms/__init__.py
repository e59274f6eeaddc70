"""What is written of surveys: by who draws them up, and by who answers."""

from .answering import BeginForm, PaperForm, QuestionForm, SignForm
from .drafting import (
    CodesForm,
    Crosses,
    ExtendForm,
    FindingForm,
    PlanForm,
    PurposeForm,
    TextsForm,
    WhyForm,
    WordingForm,
)

__all__ = [
    "BeginForm",
    "CodesForm",
    "Crosses",
    "ExtendForm",
    "FindingForm",
    "PaperForm",
    "PlanForm",
    "PurposeForm",
    "QuestionForm",
    "SignForm",
    "TextsForm",
    "WhyForm",
    "WordingForm",
]
