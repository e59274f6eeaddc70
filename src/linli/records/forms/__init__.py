"""Forms of records: they check shape and language; sense and rights are the actions' business."""

from .records import AnswerForm, ExportForm, ListFilter, PurposeForm, ValuesForm, WishForm
from .settings import OwnFieldForm, SwitchForm
from .wizard import ColumnsForm, UploadForm

__all__ = [
    "AnswerForm",
    "ColumnsForm",
    "ExportForm",
    "ListFilter",
    "OwnFieldForm",
    "PurposeForm",
    "SwitchForm",
    "UploadForm",
    "ValuesForm",
    "WishForm",
]
