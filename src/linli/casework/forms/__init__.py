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
    WhistleForm,
)
from .report import ContactForm, RateForm, ReportForm, building_choices

__all__ = [
    "ActForm",
    "CategoryForm",
    "ContactForm",
    "DeskFilter",
    "DraftForm",
    "ExtendForm",
    "FollowUpForm",
    "MergeForm",
    "PasteForm",
    "PublicFilter",
    "RateForm",
    "ReportForm",
    "ResolveForm",
    "SeenForm",
    "WhistleForm",
    "building_choices",
]
