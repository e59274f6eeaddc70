"""The tables of paperwork."""

from .asked import AskedForm, Handover

__all__ = ["AskedForm", "Handover"]
