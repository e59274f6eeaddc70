"""Who is known in a community: one expression, used by every right and every count that asks. Which rows count stands here alone.

An account says of itself where it lives. Known is whom somebody else has confirmed (`Known`), as long as that row is open
and they have not moved or been erased.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from linli.places.models import lasting

from .models import Known, Role


def known_rows() -> QuerySet[Known]:
    """The rows that count now: of who is still written down in that community, or lives elsewhere and still has a role there."""
    role_there = Role.objects.filter(lasting(localdate()), person=OuterRef("person"), division=OuterRef("community"))
    still_there = Q(person__community=F("community")) | (Q(how=Known.How.ROLE) & Q(Exists(role_there)))
    return Known.objects.filter(still_there, until_at__isnull=True, person__erased_at__isnull=True)


def is_known(person_id: int | None, community_id: int | None) -> bool:
    """Whether the community knows this person. One query."""
    if person_id is None or community_id is None:
        return False
    return known_rows().filter(person=person_id, community=community_id).exists()


def known_people(community_id: int) -> QuerySet[Known, Any]:
    """Keys of persons, as a subquery."""
    return known_rows().filter(community=community_id).values("person")


def of_known(person: str = "person", community: str = "community") -> Q:
    """Rows whose person is known in the row's community, by the paths to both."""
    return Q(Exists(known_rows().filter(person=OuterRef(person), community=OuterRef(community))))
