"""Who keeps the register of forms, and who reads it.

The committee keeps it; offices above read it, and an office reads what it asks for itself. What was handed over is read by
the committee, its supervision and the auditors.
"""

from django.db.models import Q

from linli.base.actors import RoleKind
from linli.base.rights import Right
from linli.places.models import lies_under, under

KEEPERS = frozenset({RoleKind.COMMUNITY_WORKER, RoleKind.COMMITTEE_CHAIR})
DECIDERS = frozenset({RoleKind.DISTRICT_COORDINATOR})
ISSUERS = frozenset({RoleKind.DEPARTMENT_OFFICER, RoleKind.STREET_OFFICER})
OVERSEERS = KEEPERS | {RoleKind.SUPERVISION, RoleKind.AUDITOR}
READERS = OVERSEERS | {RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR}

keep_forms = Right(
    "paperwork.keep_forms",
    "places.Community",
    allows=lambda actor, community: lies_under(community, actor.divisions(KEEPERS)),
    within=lambda actor: under(actor.divisions(KEEPERS), ""),
)
keep_form = Right(
    "paperwork.keep_form",
    "paperwork.AskedForm",
    allows=lambda actor, form: lies_under(form.community, actor.divisions(KEEPERS)),
    within=lambda actor: under(actor.divisions(KEEPERS)),
)
read_form = Right(
    "paperwork.read_form",
    "paperwork.AskedForm",
    allows=lambda actor, form: (
        lies_under(form.community, actor.divisions(READERS)) or form.office_id in actor.organisations(ISSUERS)
    ),
    within=lambda actor: under(actor.divisions(READERS)) | Q(office__in=sorted(actor.organisations(ISSUERS))),
)
file_return = Right(
    "paperwork.file_return",
    "paperwork.Handover",
    allows=lambda actor, handed: lies_under(handed.community, actor.divisions(KEEPERS)),
    within=lambda actor: under(actor.divisions(KEEPERS)),
)
"""File the signed return, and read it: it holds what was given, which those who oversee have no need of."""

read_handover = Right(
    "paperwork.read_handover",
    "paperwork.Handover",
    allows=lambda actor, handed: lies_under(handed.community, actor.divisions(OVERSEERS)),
    within=lambda actor: under(actor.divisions(OVERSEERS)),
)
