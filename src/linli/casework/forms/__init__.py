"""Forms of casework: they check shape and language; sense and rights are the actions' business."""

from .desk import ActForm, DeskFilter, ExtendForm, ResolveForm, WhistleForm
from .report import ContactForm, RateForm, ReportForm

__all__ = ["ActForm", "ContactForm", "DeskFilter", "ExtendForm", "RateForm", "ReportForm", "ResolveForm", "WhistleForm"]
