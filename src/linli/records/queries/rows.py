"""Rows and figures for forms: what counts now, for everybody who lives here, in the order of the address tree.

The number of queries does not depend on how many live here. Sealed fields are never among them: `actions.open_rows` opens those.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.places.models import Community

from ..models import Household, Resident
from ..register import RESIDENT
from ..values import age, fits, for_form
from .fields import readable, require_keeper


@dataclass(frozen=True)
class Line:
    """A record with all that follows from it: its household's values, its address, its age. `residents` are those it speaks of."""

    key: int
    person_id: int | None
    values: dict[str, Any]
    residents: tuple[int, ...]


def rows(
    by: Actor,
    community: Community,
    keys: Sequence[str],
    *,
    purpose: str,
    now: datetime,
    kind: str = RESIDENT,
    filters: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """What these fields hold, a row for each resident (with the household's values) or household. `filters` as in `values.fits`.

    Sealed fields that were asked for are left out. Choices come by their Chinese names, whole dates as dates. Invalid without
    a purpose, NotYours for who does not keep these records or may not read one of the fields. The caller's action records what
    was taken out, and for whom.
    """
    if not purpose.strip():
        raise Invalid(_("Say for what purpose you open these details."), field="purpose")
    wanted = [f for f in readable(by, community, keys) if not f.is_sealed]
    found = chosen(community, kind=kind, filters=filters or {}, on=timezone.localdate(now))
    return [{f.key: for_form(f, line.values.get(f.key)) for f in wanted} for line in found]


def tally(
    by: Actor, community: Community, questions: Mapping[str, tuple[str, Mapping[str, Any]]], *, now: datetime
) -> dict[str, int]:
    """Several counts in one pass: {"alone": (RESIDENT, {"lives_alone": True})} as in `counts`. NotYours for others."""
    require_keeper(by, community)
    readable(by, community, {key for _kind, where in questions.values() for key in where})
    found = dict.fromkeys(questions, 0)
    for kind in {kind for kind, _where in questions.values()}:
        of_kind = [(name, where) for name, (one, where) in questions.items() if one == kind]
        for line in chosen(community, kind=kind, filters={}, on=timezone.localdate(now)):
            for name, where in of_kind:
                found[name] += fits(line.values, where)
    return found


def names_known(community: Community, words: Collection[str]) -> frozenset[str]:
    """Of these words, those that are the name of a resident. For rooms that must not keep names: it asks for no right, and what
    it answers is shown to nobody."""
    found = Resident.objects.filter(community=community, name__in=list(words)).order_by()
    return frozenset(found.values_list("name", flat=True))


def counts(by: Actor, community: Community, *, where: Mapping[str, Any], now: datetime, kind: str = RESIDENT) -> int:
    """How many residents or households meet every condition, as {"age": {"from": 60}, "lives_alone": True}. NotYours for others."""
    require_keeper(by, community)
    readable(by, community, list(where))
    return len(chosen(community, kind=kind, filters=where, on=timezone.localdate(now)))


def chosen(community: Community, *, kind: str, filters: Mapping[str, Any], on: date) -> list[Line]:
    """Every record that meets the filters. For this room's own use: it asks for no right."""
    lines = residents_here(community, on=on) if kind == RESIDENT else households_here(community, on=on)
    return [line for line in lines if fits(line.values, filters)]


def residents_in(lines: Iterable[Line]) -> set[int]:
    return {resident for line in lines for resident in line.residents}


def residents_here(community: Community, *, on: date) -> Iterator[Line]:
    found = Resident.objects.filter(community=community, left_date__isnull=True).order_by(
        *by_address("household__"), "pk"
    )
    for key, person, values, *home in found.values_list("pk", "person_id", "values", *_home("household__")):
        whole = values | _place(*home) | {"age": age(values.get("birth_date") or "", on=on)}
        yield Line(key, person, whole, (key,))


def households_here(community: Community, *, on: date) -> Iterator[Line]:
    members: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    living = Resident.objects.filter(community=community, left_date__isnull=True, household__isnull=False)
    for household, resident, values in living.order_by("pk").values_list("household_id", "pk", "values"):
        members.setdefault(household, []).append((resident, values))
    found = Household.objects.filter(community=community).order_by(*by_address())
    for key, *home in found.values_list("pk", *_home("")):
        inside = [values for _key, values in members.get(key, [])]
        head = next((m["name"] for m in inside if m.get("relation") == "head"), inside[0]["name"] if inside else "")
        whole = _place(*home) | {"head": head, "members": len(inside)}
        yield Line(key, None, whole, tuple(resident for resident, _values in members.get(key, [])))


def by_address(prefix: str = "") -> list[OrderBy]:
    """The order of the address tree; who has no building here comes last, who has no address at the very end."""
    parts = ("building__position", "building_id", "door", "pk")
    return [F(f"{prefix}{part}").asc(nulls_last=True) for part in parts]


def _home(prefix: str) -> list[str]:
    return [f"{prefix}{name}" for name in ("values", "building__road", "building__name", "door")]


def _place(values: dict[str, Any] | None, road: str | None, building: str | None, door: str | None) -> dict[str, Any]:
    """A household's values and its address, whole and in parts. `unit` stands before the door, as 2单元301."""
    road, building, door = road or "", building or "", door or ""
    unit, parted, room = door.partition("单元")
    return (values or {}) | {
        "address": f"{road}{building}{door}",
        "road": road,
        "building": building,
        "unit": f"{unit}{parted}" if parted else "",
        "door": room if parted else door,
    }
