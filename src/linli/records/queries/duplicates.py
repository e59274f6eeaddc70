"""Records that may be one person: found by name, by sound and by door, until somebody has decided about them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from linli.base.actors import Actor
from linli.places.models import Community

from ..imports.comparing import ALIKE, Known, agree, born_apart
from ..models import KeptApart
from .fields import require_keeper
from .imports import ground_of, known_here

MOST = 100


@dataclass(frozen=True)
class Pair:
    one: Known
    other: Known


def pairs_alike(by: Actor, community: Community) -> list[Pair]:
    """Pairs to decide about, in the order of their sound. NotYours for who does not keep these records."""
    require_keeper(by, community)
    known = known_here(community, ground_of(community).addresses)
    apart = set(KeptApart.objects.filter(one__community=community).values_list("one", "other"))
    found = {(a.key, b.key): Pair(a, b) for a, b in _alike(known) if (a.key, b.key) not in apart}
    return sorted(found.values(), key=lambda p: (p.one.sound, p.one.key, p.other.key))[:MOST]


def _alike(known: list[Known]) -> Iterator[tuple[Known, Known]]:
    """By sound: the same door, day of birth or telephone, or nothing that tells them apart. By door: nearly the same name."""
    sounds: dict[str, list[Known]] = defaultdict(list)
    homes: dict[object, list[Known]] = defaultdict(list)
    for one in known:
        sounds[one.sound].append(one)
        if one.home:
            homes[one.home].append(one)
    for group in sounds.values():
        for a, b in combinations(group, 2):
            if not born_apart(a, b) and (agree(a, b) or (a.name == b.name and None in (a.home, b.home))):
                yield a, b
    for group in homes.values():
        for a, b in combinations(group, 2):
            if a.sound != b.sound and fuzz.ratio(a.name, b.name) >= ALIKE and not born_apart(a, b):
                yield a, b
