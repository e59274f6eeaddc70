"""What is true of a community's money. Every table of money grows and never changes: see guards.py."""

from .ledger import Entry, Kind
from .lines import Line, Promise, Reminder, Source
from .spending import Attachment, Decision, Expenditure
from .statements import Question, Statement, StatementLine

__all__ = [
    "Attachment",
    "Decision",
    "Entry",
    "Expenditure",
    "Kind",
    "Line",
    "Promise",
    "Question",
    "Reminder",
    "Source",
    "Statement",
    "StatementLine",
]
