"""What is published of the committee's affairs, and what residents ask and complain about it."""

from .affairs import BoardPosting, Kind, Publication
from .voices import Complaint, Question

__all__ = ["BoardPosting", "Complaint", "Kind", "Publication", "Question"]
