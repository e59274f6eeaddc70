"""When each of the seven kinds is due: so many months after the time that was told of last, and days of grace."""

from dataclasses import dataclass
from datetime import date, timedelta

from linli.base.rules import Rule, rule
from linli.places.models import Community

from ..models import Kind, Publication


@dataclass(frozen=True)
class Due:
    """`last`: the publication that holds now. `from_date` to `to_date`: the time to tell of next; `by_date`: by when, by which rule."""

    kind: str
    name: str
    last: Publication | None
    rule: Rule
    from_date: date
    to_date: date
    by_date: date
    is_late: bool

    @property
    def months(self) -> int:
        return int(self.rule.value)


def due_of(community: Community, *, on: date) -> list[Due]:
    """All seven, in the order of the law. One query, and the community's rules."""
    posted = Publication.objects.filter(community=community, state=Publication.State.POSTED).order_by("to_date", "pk")
    last = {one.kind: one for one in posted}
    grace = int(rule("publication.grace_days", on=on, community=community).value)
    return [_due(kind, last.get(kind.value), rhythm_of(kind.value, community, on=on), grace, on) for kind in Kind]


def rhythm_of(kind: str, community: Community, *, on: date) -> Rule:
    """In how many months a kind is posted once at least."""
    return rule(f"publication.rhythm_months_{kind}", on=on, community=community)


def _due(kind: Kind, last: Publication | None, asked: Rule, grace: int, on: date) -> Due:
    begin = last.to_date + timedelta(days=1) if last else _quarter_before(on)
    end = _months_later(begin, int(asked.value)) - timedelta(days=1)
    by_date = end + timedelta(days=grace)
    return Due(kind.value, str(kind.label), last, asked, begin, min(end, on), by_date, on > by_date)


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
