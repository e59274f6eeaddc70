"""Forms of casework: they check shape and language; sense and rights are the actions' business."""

from .desk import (
    ActForm,
    CategoryForm,
    DeskFilter,
    DraftForm,
    ExtendForm,
    FollowUpForm,
    MergeForm,
    PasteForm,
    PublicFilter,
    ResolveForm,
    SeenForm,
    WallForm,
    WhistleForm,
)
from .report import ContactForm, RateForm, ReportForm, building_choices
from .settings import CategorySettings, ClockForm, NewCategory, QuestionSettings, TemplateForm

__all__ = [
    "ActForm",
    "CategoryForm",
    "CategorySettings",
    "ClockForm",
    "ContactForm",
    "DeskFilter",
    "DraftForm",
    "ExtendForm",
    "FollowUpForm",
    "MergeForm",
    "NewCategory",
    "PasteForm",
    "PublicFilter",
    "QuestionSettings",
    "RateForm",
    "ReportForm",
    "ResolveForm",
    "SeenForm",
    "TemplateForm",
    "WallForm",
    "WhistleForm",
    "building_choices",
]
