"""Every read of paperwork."""

from .register import AskedRow, form_for, forms, handover_for, handovers
from .sums import FormsAsked, forms_of, minutes_by_week

__all__ = ["AskedRow", "FormsAsked", "form_for", "forms", "forms_of", "handover_for", "handovers", "minutes_by_week"]
