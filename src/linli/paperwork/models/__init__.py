"""The tables of paperwork."""

from .asked import AskedForm, Handover
from .templates import FormTemplate, KnownHeading

FOLDER = "paperwork"
"""Where the files lie inside the uploads folder."""

__all__ = ["FOLDER", "AskedForm", "FormTemplate", "Handover", "KnownHeading"]
