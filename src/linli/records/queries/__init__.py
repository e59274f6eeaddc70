"""Every read of records. Values leave this room only for those who keep them, and for the person."""

from .fields import fields, register_of
from .rows import counts, rows

__all__ = ["counts", "fields", "register_of", "rows"]
