"""Publications as the reader may see them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rules import Rule, rule
from linli.places.models import Community

from ..models import BoardPosting, Kind, Publication
from ..permissions import see_publication

MOST = 200


def publications(reader: Actor, community: Community, *, kind: str = "") -> list[Publication]:
    """The latest first; corrected versions stand behind their corrections."""
    rows = Publication.objects.filter(see_publication.within(reader), community=community, corrected_by__isnull=True)
    rows = rows.filter(kind=kind) if kind in Kind.values else rows
    return list(rows.select_related("corrects")[:MOST])


def publication_for(reader: Actor, key: int) -> Publication:
    """Missing where there is none, or none that the reader may see."""
    rows = Publication.objects.filter(see_publication.within(reader), pk=key).select_related(
        "community__division", "corrects", "corrected_by"
    )
    found = rows.first()
    if found is None:
        raise Missing(_("There is no such publication."))
    return found


def posting_of(publication: Publication, key: int) -> BoardPosting:
    found = publication.boards.filter(pk=key).select_related("publication").first()
    if found is None:
        raise Missing(_("It does not hang there any more."))
    return found


def boards_of(publication: Publication, *, today: date) -> list[Any]:
    """Each with `hung`, whole days, and `missing`, those that lack to what the rule asks."""
    asked = int(posted_rule(publication.community, on=today).value)
    found: list[Any] = list(publication.boards.all())
    for posting in found:
        posting.hung = posting.days(today)
        posting.missing = max(asked - posting.hung, 0)
    return found


def posted_rule(community: Community, *, on: date) -> Rule:
    """How many days a publication stays at least (Organic Law art. 34)."""
    return rule("publication.posted_days", on=on, community=community)
