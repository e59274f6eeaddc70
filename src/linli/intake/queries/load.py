"""Load (负担): the hours asked of a committee in a week against the hours that its people have.

Asked: admitted tasks, forms that are due, requests received in the week, meetings, rounds and what else comes back.
Where nobody wrote down who works there, the load is unknown, and said to be.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Sum
from django.utils.timezone import make_aware

from linli.base.actors import Actor
from linli.base.rules import rule
from linli.facts.models import Fact
from linli.paperwork.queries import minutes_by_week
from linli.places.models import Community, lasting
from linli.team.queries import hours

from ..completeness import minutes_a_week
from ..models import Application, Routine, State, Task
from ..permissions import see_load
from .routines import minutes_of_routines

RECEIVED = "casework.case.reported"


@dataclass(frozen=True)
class Week:
    """Minutes asked of one community in one week, by what asks, and minutes that its people have (None: nobody wrote it down)."""

    community: int
    monday: date
    tasks: int = 0
    forms: int = 0
    cases: int = 0
    meetings: int = 0
    rounds: int = 0
    besides: int = 0
    has: int | None = None

    @property
    def asked(self) -> int:
        return self.tasks + self.forms + self.cases + self.meetings + self.rounds + self.besides

    @property
    def share(self) -> float | None:
        """1.0 is all the time there is."""
        return self.asked / self.has if self.has else None

    @property
    def is_over(self) -> bool:
        return self.has is not None and self.asked > self.has


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def load_of(communities: Collection[int], monday: date) -> dict[int, Week]:
    """The load of each community in the week that begins on `monday`: the same few queries for one community and for five hundred."""
    tasks, cases = _tasks(communities, monday), _cases(communities, monday)
    forms, routines, has = (
        minutes_by_week(communities, monday),
        minutes_of_routines(communities, monday),
        _has(communities, monday),
    )
    return {
        key: Week(
            key,
            monday,
            tasks.get(key, 0),
            forms.get(key, 0),
            cases.get(key, 0),
            has=has.get(key),
            **_by_sort(routines.get(key, {})),
        )
        for key in communities
    }


def _by_sort(minutes: Mapping[str, int]) -> dict[str, int]:
    meetings, rounds = minutes.get(Routine.Kind.MEETING, 0), minutes.get(Routine.Kind.ROUND, 0)
    return {"meetings": meetings, "rounds": rounds, "besides": sum(minutes.values()) - meetings - rounds}


def pushed_over(application: Application, communities: Collection[int], monday: date) -> list[tuple[Week, float]]:
    """The communities that an application would bring above all the time they have, with the share after it; the reader decides knowing them."""
    added = minutes_a_week(
        application.minutes_each_time or 0, application.frequency, application.from_date or monday, application.to_date
    )
    weeks = load_of(communities, max(monday, monday_of(application.from_date or monday)))
    after = [(week, (week.asked + added) / week.has) for week in weeks.values() if week.has]
    return [(week, share) for week, share in after if share > 1]


def _tasks(communities: Collection[int], monday: date) -> dict[int, int]:
    until = monday + timedelta(days=7)
    running = Task.objects.filter(community__in=communities, from_date__lt=until).exclude(to_date__lte=monday)
    rows = (
        running.filter(application__state=State.ADMITTED)
        .order_by()
        .values("community")
        .annotate(minutes=Sum("minutes_a_week"))
    )
    return {row["community"]: row["minutes"] for row in rows}


def _cases(communities: Collection[int], monday: date) -> dict[int, int]:
    """Requests received in the week, each with the minutes of the rule."""
    begins = make_aware(datetime.combine(monday, time()))
    rows = Fact.objects.filter(
        kind=RECEIVED, community__in=communities, happened_at__gte=begins, happened_at__lt=begins + timedelta(days=7)
    )
    counted = rows.order_by().values("community").annotate(count=Count("pk"))
    each = rule("intake.case_minutes", on=monday).value
    return {row["community"]: row["count"] * each for row in counted}


def _has(communities: Collection[int], monday: date) -> dict[int, int]:
    there = hours(Community.objects.filter(pk__in=communities), [monday])
    return {community: minutes for (community, _monday), minutes in there.items()}


@dataclass(frozen=True)
class Asks:
    """What one office asks of communities now: how many tasks, of which kinds, and hours a week over all communities."""

    tasks: int
    minutes_a_week: int
    communities: int
    kinds: Counter[str]


def asks_of(offices: Collection[int], *, on: date) -> dict[int, Asks]:
    """By office. Three queries, however many offices and communities."""
    running = Application.objects.filter(applicant__in=offices, state=State.ADMITTED)
    kinds: dict[int, Counter[str]] = {key: Counter() for key in offices}
    for row in running.order_by().values("applicant", "kind").annotate(count=Count("pk")):
        kinds[row["applicant"]][row["kind"]] = row["count"]
    tasks = (
        Task.objects.filter(lasting(on), application__in=running).order_by().values(office=F("application__applicant"))
    )
    sums = {
        row["office"]: row
        for row in tasks.annotate(minutes=Sum("minutes_a_week"), communities=Count("community", distinct=True))
    }
    none = {"minutes": 0, "communities": 0}
    return {
        key: Asks(
            sum(kinds[key].values()), sums.get(key, none)["minutes"], sums.get(key, none)["communities"], kinds[key]
        )
        for key in offices
    }


def communities_under_eyes(reader: Actor) -> list[Community]:
    """The communities whose load the reader may see, by name."""
    return list(Community.objects.filter(see_load.within(reader)).order_by("name", "pk"))
