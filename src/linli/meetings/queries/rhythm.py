"""Representatives meet at least once in each half-year (Organic Law art. 28)."""

from dataclasses import dataclass
from datetime import date, timedelta

from linli.base.rules import rule
from linli.places.models import Community

from ..models import Meeting


@dataclass(frozen=True)
class Assembly:
    """The part of the year that runs: whether an assembly was opened in it, and by when one has to be."""

    from_date: date
    due_date: date
    is_held: bool
    law: str


def assembly_of(community: Community, *, on: date) -> Assembly:
    """One query."""
    asked = rule("meetings.assembly_months", on=on, community=community)
    months = max(int(asked.value), 1)
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    following = first.month - 1 + months
    last = date(first.year + following // 12, following % 12 + 1, 1) - timedelta(days=1)
    held = Meeting.objects.filter(
        community=community, kind=Meeting.Kind.REPRESENTATIVES, opened_at__date__gte=first, opened_at__date__lte=last
    )
    return Assembly(first, last, held.exists(), asked.law)
