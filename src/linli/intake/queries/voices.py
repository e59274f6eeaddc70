"""What those below said: refusals, gaps in the law, ratings; and who can be rated for what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.roles import COMMITTEE, WATCHERS
from linli.base.rules import rule
from linli.facts.models import Fact
from linli.places.models import Community, Organisation, OrganisationKind, under

from ..models import Gap, OfficeRating, RefusedWork, State, Task
from ..permissions import answer_gap

OFFICES = (OrganisationKind.DEPARTMENT, OrganisationKind.STREET_OFFICE, OrganisationKind.DISTRICT_OFFICE)
CALLED = "casework.whistle.office_called"
ANSWERS = (
    "casework.whistle.accepted",
    "casework.whistle.reported",
    "casework.whistle.refused",
    "casework.whistle.done",
)
MOST = 200


def offices_over(community: Community) -> list[Organisation]:
    """Every office that may ask something of the community: those of its street, district, city and province."""
    places = [
        key for key in (community.street_id, community.county_id, community.city_id, community.province_id) if key
    ]
    return list(Organisation.objects.filter(division__in=places, kind__in=OFFICES).order_by("name", "pk"))


def office_named(key: int) -> Organisation:
    found = Organisation.objects.filter(pk=key, kind__in=OFFICES).select_related("division").first()
    if found is None:
        raise Missing(_("There is no such office."))
    return found


def refusals(reader: Actor, *, office: int | None = None) -> list[RefusedWork]:
    """The refusals of the reader's communities, newest first."""
    seen = under(reader.divisions(COMMITTEE | WATCHERS))
    rows = RefusedWork.objects.filter(seen).select_related("community", "office")
    return list((rows.filter(office=office) if office else rows).order_by("-refused_at", "-pk")[:MOST])


def refusal(reader: Actor, key: int) -> RefusedWork:
    found = (
        RefusedWork.objects.filter(under(reader.divisions(COMMITTEE | WATCHERS)), pk=key)
        .select_related("community", "office")
        .first()
    )
    if found is None:
        raise Missing(_("There is no such letter."))
    return found


def gaps(reader: Actor) -> list[Gap]:
    """What was reported up: the reader's communities, newest first."""
    seen = under(reader.divisions(COMMITTEE | WATCHERS))
    return list(Gap.objects.filter(seen).select_related("community")[:MOST])


def gaps_to_answer(reader: Actor) -> set[int]:
    return set(Gap.objects.filter(answer_gap.within(reader), answered_at__isnull=True).values_list("pk", flat=True))


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """The first day of a quarter and the first day after it."""
    return date(year, quarter * 3 - 2, 1), date(year + quarter // 4, quarter % 4 * 3 + 1, 1)


@dataclass(frozen=True)
class Ratable:
    """An office that had to do with a community in a quarter: through how many tasks and whistles; and whether it was rated."""

    office: Organisation
    tasks: int
    whistles: int
    is_rated: bool


def ratable(community: Community, year: int, quarter: int) -> list[Ratable]:
    """The offices that a committee can rate for a quarter: those whose tasks it carried out, and those it whistled."""
    first, after = quarter_days(year, quarter)
    running = Task.objects.filter(community=community, from_date__lt=after).exclude(to_date__lte=first)
    tasks = dict(
        running.exclude(application__state=State.WITHDRAWN)
        .order_by()
        .values_list("application__applicant")
        .annotate(Count("pk"))
    )
    whistles = whistles_of(None, first, after, community=community)
    rated = set(
        OfficeRating.objects.filter(community=community, year=year, quarter=quarter).values_list("office", flat=True)
    )
    offices = Organisation.objects.filter(pk__in={*tasks, *whistles}, kind__in=OFFICES).order_by("name", "pk")
    return [Ratable(o, tasks.get(o.pk, 0), whistles.get(o.pk, 0), o.pk in rated) for o in offices]


def whistles_of(
    offices: Collection[int] | None, first: date, after: date, *, community: Community | None = None
) -> dict[int, int]:
    """How often each office was whistled between two days."""
    return _count((CALLED,), first, after, offices, community)


def answers_in_time(offices: Collection[int], first: date, after: date) -> dict[int, int]:
    """How often each office's first answer to a whistle came in time."""
    begin, end = _moments(first, after)
    rows = Fact.objects.filter(
        kind__in=ANSWERS[:3], happened_at__gte=begin, happened_at__lt=end, attributes__in_time=True
    )
    firsts: dict[tuple[int, int], None] = {}
    for office, call in rows.values_list("attributes__organisation", "subject_id"):
        firsts.setdefault((office, call))
    counted: dict[int, int] = {}
    for office, _call in firsts:
        if office in offices:
            counted[office] = counted.get(office, 0) + 1
    return counted


def _count(
    kinds: Collection[str], first: date, after: date, offices: Collection[int] | None, community: Community | None
) -> dict[int, int]:
    begin, end = _moments(first, after)
    rows = Fact.objects.filter(kind__in=kinds, happened_at__gte=begin, happened_at__lt=end)
    if community:
        rows = rows.filter(community=community)
    counted = rows.order_by().values_list("attributes__organisation").annotate(Count("pk"))
    return {office: count for office, count in counted if offices is None or office in offices}


def _moments(first: date, after: date) -> tuple[datetime, datetime]:
    return make_aware(datetime.combine(first, time())), make_aware(datetime.combine(after, time()))


@dataclass(frozen=True)
class Judged:
    """What communities said of an office for one quarter: of how many that answered, how many said yes. Too few: only their number."""

    year: int
    quarter: int
    communities: int
    in_time: tuple[int, int] | None
    helped: tuple[int, int] | None
    money_arrived: tuple[int, int] | None


def judged(office: Organisation, *, on: date) -> list[Judged]:
    """By quarter, the latest first; nothing that shows who rated, and no figure of fewer than the rule's communities."""
    least = rule("intake.rating_least", on=on).value
    asked = ("in_time", "helped", "money_arrived")
    sums = {f"{name}_yes": Count("pk", filter=Q(**{name: True})) for name in asked}
    sums |= {f"{name}_all": Count("pk", filter=Q(**{f"{name}__isnull": False})) for name in asked}
    of_office = OfficeRating.objects.filter(office=office).order_by()
    rows = of_office.values("year", "quarter").annotate(communities=Count("pk"), **sums).order_by("-year", "-quarter")
    return [_judged(dict(row), least) for row in rows[:12]]


def _judged(row: dict[str, Any], least: int) -> Judged:
    def part(name: str) -> tuple[int, int] | None:
        yes, every = row[f"{name}_yes"], row[f"{name}_all"]
        return (yes, every) if every >= least else None

    return Judged(
        row["year"], row["quarter"], row["communities"], part("in_time"), part("helped"), part("money_arrived")
    )
