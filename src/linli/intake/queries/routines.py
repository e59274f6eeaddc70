"""What comes back in a community, and what of it each office asks for."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Community, lasting

from ..models import Application, Routine, State
from ..permissions import work_for


@dataclass(frozen=True)
class AskedBesides:
    """One kind of what an office asks for beside tasks and forms: its names, minutes a week and in how many communities."""

    kind: str
    titles: list[str]
    minutes_a_week: int
    communities: int


def routines(reader: Actor, community: Community, *, on: date) -> list[Routine]:
    """What comes back now or from a later day. Missing for who does not work there."""
    if not work_for.allows(reader, community):
        raise Missing(_("There is no such thing."))
    rows = Routine.objects.filter(community=community).exclude(to_date__lte=on)
    return list(rows.select_related("office", "application"))


def routine_for(reader: Actor, community: Community, key: int) -> Routine:
    found = Routine.objects.filter(community=community, pk=key).first()
    if found is None or not work_for.allows(reader, community):
        raise Missing(_("There is no such thing."))
    return found


def tasks_here(community: Community, *, on: date) -> list[Application]:
    """Admitted tasks that run in the community: what comes back may belong to one of them."""
    running = Application.objects.filter(lasting(on, "tasks__"), state=State.ADMITTED, tasks__community=community)
    return list(running.order_by("title", "pk"))


def minutes_of_routines(communities: Collection[int], monday: date) -> dict[int, dict[str, int]]:
    """Minutes of a week by community and kind. One query, however many communities."""
    running = Routine.objects.filter(community__in=communities, from_date__lt=monday + timedelta(days=7))
    rows = (
        running.exclude(to_date__lte=monday)
        .order_by()
        .values("community", "kind")
        .annotate(minutes=Sum("minutes_a_week"))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["community"]][row["kind"]] = row["minutes"]
    return found


def asked_besides(offices: Collection[int], *, on: date) -> dict[int, list[AskedBesides]]:
    """By office, in the order of the kinds. Two queries, however many offices."""
    running = Routine.objects.filter(lasting(on), office__in=offices).order_by()
    titles: dict[tuple[int, str], set[str]] = defaultdict(set)
    for office, kind, title in running.values_list("office", "kind", "title").distinct():
        titles[office, kind].add(title)
    sums = {
        (row["office"], row["kind"]): row
        for row in running.values("office", "kind").annotate(
            minutes=Sum("minutes_a_week"), communities=Count("community", distinct=True)
        )
    }
    found: dict[int, list[AskedBesides]] = defaultdict(list)
    for kind, name in Routine.Kind.choices:
        for office in offices:
            if row := sums.get((office, kind)):
                found[office].append(
                    AskedBesides(str(name), sorted(titles[office, kind]), row["minutes"], row["communities"])
                )
    return found
