"""The tables of paperwork."""

from .asked import AskedForm, Handover
from .templates import FormTemplate, KnownHeading

__all__ = ["AskedForm", "FormTemplate", "Handover", "KnownHeading"]
