"""The six halls on a community's home: what goes on in each of the six goods."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from linli.base.actors import Actor
from linli.casework.models import Case
from linli.casework.queries.cases import latest_by_good
from linli.facts.going_on import Going, going_on
from linli.facts.kinds import GOOD_NAMES
from linli.places.models import Community

MOST = 4


@dataclass(frozen=True)
class Hall:
    key: str
    name: str | Promise
    goings: list[Going]
    cases: list[Case]


def halls_of(reader: Actor, community: Community, *, now: datetime) -> list[Hall]:
    """What goes on first, and requests as far as there is room: one at least."""
    goings, latest = going_on(community, now=now), latest_by_good(reader, community)
    halls = []
    for good, name in GOOD_NAMES.items():
        shown = [going for going in goings if going.good == good][:MOST]
        room = max(MOST - len(shown), 1)
        halls.append(Hall(good.value, name, shown, latest.get(good, [])[:room]))
    return halls
