"""When each of the seven kinds is due: so many months after the time that was told of last, and days of grace."""

from dataclasses import dataclass
from datetime import date, timedelta

from linli.base.rules import rule
from linli.places.models import Community

from ..models import Kind, Publication


@dataclass(frozen=True)
class Due:
    """`last`: the publication that holds now. `from_date` to `to_date`: the time to tell of next; `by_date`: by when."""

    kind: str
    name: str
    last: Publication | None
    months: int
    from_date: date
    to_date: date
    by_date: date
    is_late: bool


def due_of(community: Community, *, on: date) -> list[Due]:
    """All seven, in the order of the law. One query."""
    posted = (
        Publication.objects.filter(community=community, state=Publication.State.POSTED)
        .select_related("community")
        .order_by("to_date", "pk")
    )
    last = {one.kind: one for one in posted}
    rhythm, grace = rule("publication.rhythm_months", on=on).value, int(rule("publication.grace_days", on=on).value)
    return [_due(kind, last.get(kind.value), int(rhythm[kind.value]), grace, on) for kind in Kind]


def _due(kind: Kind, last: Publication | None, months: int, grace: int, on: date) -> Due:
    begin = last.to_date + timedelta(days=1) if last else _quarter_before(on)
    end = _months_later(begin, months) - timedelta(days=1)
    by_date = end + timedelta(days=grace)
    return Due(kind.value, str(kind.label), last, months, begin, min(end, on), by_date, on > by_date)


def _quarter_before(on: date) -> date:
    """Where nothing was published yet: the first day of the quarter before this one."""
    first = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    return _months_later(first, -3)


def _months_later(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1) if day.day == 1 else _clipped(whole // 12, whole % 12 + 1, day.day)


def _clipped(year: int, month: int, day: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))
