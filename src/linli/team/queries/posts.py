"""Who works for a community, and how much time there is."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rules import Rule, rule
from linli.places.models import Community, lasting
from linli.places.queries import figures, working_days

from ..models import Absence, Holding, Post
from ..permissions import see_team

WORKING_DAYS = 5
COUNTED = (Post.Kind.ELECTED, Post.Kind.WORKER, Post.Kind.GRID)


def hours(communities: Iterable[Community], weeks: Collection[date]) -> dict[tuple[int, date], int]:
    """Minutes of work that people have, by community and Monday. A community without posts is left out: nobody wrote them down.

    A fifth of the post's week for each working day on which it is held, without the days away. Four queries, however many
    communities and weeks.
    """
    around = {c.pk: c for c in communities}
    if not around or not weeks:
        return {}
    first, after = min(weeks), max(weeks) + timedelta(days=7)
    standing = Post.objects.filter(community__in=around, from_date__lt=after).exclude(to_date__lte=first)
    with_posts = set(standing.values_list("community", flat=True))
    worked = working_days((around[key] for key in with_posts), first, after)
    away = _away(with_posts, first, after)
    found = {(key, monday): 0 for key in with_posts for monday in weeks}
    held = Holding.objects.filter(post__community__in=with_posts, from_date__lt=after).exclude(to_date__lte=first)
    for holding in held.select_related("post"):
        for day in worked[holding.post.community_id]:
            monday = day - timedelta(days=day.weekday())
            if (
                monday in weeks
                and _counts(holding, day)
                and day not in away[holding.post.community_id, holding.person_id]
            ):
                found[holding.post.community_id, monday] += holding.post.minutes_a_week
    return {key: minutes // WORKING_DAYS for key, minutes in found.items()}


def _counts(holding: Holding, day: date) -> bool:
    return holding.from_date <= day and (holding.to_date is None or day < holding.to_date)


def _away(communities: Collection[int], first: date, after: date) -> dict[tuple[int, int], set[date]]:
    days: dict[tuple[int, int], set[date]] = defaultdict(set)
    rows = Absence.objects.filter(community__in=communities, from_date__lt=after, to_date__gt=first)
    for row in rows:
        days[row.community_id, row.person_id] |= {
            row.from_date + timedelta(days=n) for n in range((row.to_date - row.from_date).days)
        }
    return days


def posts(reader: Actor, community: Community, *, on: date) -> list[Post]:
    """The posts of today, each with who holds it (`held`), for who works there. Missing for others."""
    if not see_team.allows(reader, community):
        raise Missing(_("There is no such team."))
    holders = Prefetch("holdings", Holding.objects.filter(lasting(on)).select_related("person"), to_attr="held")
    return list(Post.objects.filter(lasting(on), community=community).prefetch_related(holders))


def people_of(posts: Iterable[Post]) -> list[tuple[int, str]]:
    """Who holds any of them, each once: key and name."""
    return sorted({(h.person_id, h.person.name) for post in posts for h in vars(post)["held"]})


def post_to_keep(reader: Actor, community: Community, key: int) -> Post:
    found = Post.objects.filter(community=community, pk=key).first()
    if found is None or not see_team.allows(reader, community):
        raise Missing(_("There is no such post."))
    return found


def holding_of(post: Post, *, on: date) -> Holding | None:
    return post.holdings.filter(lasting(on)).first()


def absences(reader: Actor, community: Community, *, since: date) -> list[Absence]:
    if not see_team.allows(reader, community):
        return []
    return list(Absence.objects.filter(community=community, to_date__gt=since).select_related("person"))


@dataclass(frozen=True)
class Standard:
    """Workers there are against those that the plan's figure asks for; `living` is the figure it is reckoned from, None if nobody wrote it down."""

    rule: Rule
    there: int
    living: int | None
    living_date: date | None

    @property
    def wanted(self) -> float | None:
        return None if self.living is None else self.living * self.rule.value / 10_000


def standard(community: Community, *, on: date) -> Standard:
    living = figures(community).get("living")
    counted = Holding.objects.filter(lasting(on), post__community=community, post__kind__in=COUNTED)
    there = counted.aggregate(people=Count("person", distinct=True))["people"]
    asked = rule("team.workers_per_ten_thousand", on=on)
    return Standard(asked, there, living.value, living.as_of_date) if living else Standard(asked, there, None, None)
