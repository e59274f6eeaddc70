"""Who publishes, who asks, who complains, who rules on it. Everybody reads what is posted."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import lies_under, under

from .models import Complaint, Publication

COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
STREET = frozenset({RoleKind.STREET_OFFICER})


def _own(by: Actor, row: Complaint) -> bool:
    return by.person_id is not None and row.person_id == by.person_id


publish_for = Right(
    "publication.publish_for",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
see_publication = Right(
    "publication.see_publication",
    "publication.Publication",
    allows=lambda by, row: row.state == Publication.State.POSTED or lies_under(row.community, by.divisions(COMMITTEE)),
    within=lambda by: Q(state=Publication.State.POSTED) | under(by.divisions(COMMITTEE)),
)
speak_up = Right(
    "publication.speak_up",
    "places.Community",
    allows=lambda by, row: by.kind == "person" and by.community_id == row.pk,
    within=lambda by: Q(pk=by.community_id) if by.kind == "person" and by.community_id else NOTHING,
)
"""Ask and complain: who lives there."""

see_complaint = Right(
    "publication.see_complaint",
    "publication.Complaint",
    allows=lambda by, row: _own(by, row) or lies_under(row.community, by.divisions(STREET)),
    within=lambda by: (Q(person=by.person_id) if by.person_id else NOTHING) | under(by.divisions(STREET)),
)
"""Who complained, and the street office over the community. Never the committee."""

write_complaint_down = Right(
    "publication.write_complaint_down",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(STREET)),
    within=lambda by: under(by.divisions(STREET), ""),
)
"""For somebody who came by, telephoned or wrote: the street office, not the committee."""

rule_on_complaint = Right(
    "publication.rule_on_complaint",
    "publication.Complaint",
    allows=lambda by, row: lies_under(row.community, by.divisions(STREET)) and not _own(by, row),
    within=lambda by: under(by.divisions(STREET)) & (~Q(person=by.person_id) | Q(person__isnull=True)),
)
