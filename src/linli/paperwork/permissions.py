"""Who keeps the register of forms, and who reads it.

The committee keeps it; offices above read it, and an office reads what it asks for itself. What was handed over is read by
the committee, its supervision and the auditors.
"""

from linli.base.actors import RoleKind
from linli.base.rights import Right
from linli.base.roles import COMMITTEE, COORDINATOR, ISSUERS, WATCHERS
from linli.places.rules import for_office, over

DECIDERS = COORDINATOR
OVERSEERS = COMMITTEE | {RoleKind.SUPERVISION, RoleKind.AUDITOR}
READERS = OVERSEERS | WATCHERS

keep_forms = Right("paperwork.keep_forms", "places.Community", over(COMMITTEE))
keep_form = Right("paperwork.keep_form", "paperwork.AskedForm", over(COMMITTEE, "community"))
read_form = Right(
    "paperwork.read_form", "paperwork.AskedForm", over(READERS, "community") | for_office(ISSUERS, "office")
)
file_return = Right("paperwork.file_return", "paperwork.Handover", over(COMMITTEE, "community"))
"""File the signed return, and read it: it holds what was given, which those who oversee have no need of."""

read_handover = Right("paperwork.read_handover", "paperwork.Handover", over(OVERSEERS, "community"))
