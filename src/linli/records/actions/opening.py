"""Opening records: no purpose, no look; each one is written down and shown to the person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing
from linli.base.text import clean, words
from linli.facts.actions import record
from linli.places.models import Community

from .. import facts
from ..models import Household, Opening, Resident
from ..permissions import keep_household, keep_records, keep_resident
from ..queries.fields import fields, readable
from ..queries.rows import chosen, residents_in
from ..register import RESIDENT, Field
from ..seals import unseal
from ..values import for_form

ROOM_FOR_FIELDS = 500


@dataclass(frozen=True)
class OpenedRows:
    """The rows of a list by field, and the line that says who read it."""

    rows: list[dict[str, Any]]
    opening: Opening


@action
def open_resident(by: Actor, resident: Resident, *, purpose: str, now: datetime) -> Opening:
    """Open somebody's record for a purpose: written down here, and for the person among the looks at their details.

    Safe without a lock: a new row. Invalid without a purpose.
    """
    keep_resident.require(by, resident)
    return _note_opening(by, resident, _keys(by, resident.community), purpose=purpose, now=now)


@action
def open_household(by: Actor, household: Household, *, purpose: str, now: datetime) -> Opening:
    """Open what is kept of a household, for a purpose. Safe without a lock: a new row."""
    keep_household.require(by, household)
    keys = [f.key for f in fields(by, household.community) if f.belongs_to == "household" and not f.is_computed]
    opening = _opening(by, household.community, keys, purpose=purpose, now=now, household=household)
    opening.save()
    return opening


@action
def unseal_field(by: Actor, resident: Resident, key: str, *, purpose: str, now: datetime) -> str:
    """Open one sealed field of one person. Recorded, and shown to the person. Missing where there is nothing under the seal."""
    keep_resident.require(by, resident)
    field = readable(by, resident.community, [key])[0]
    sealed = resident.values.get(key)
    if not field.is_sealed or not sealed:
        raise Missing(_("There is nothing under this seal."))
    _note_opening(by, resident, [key], purpose=purpose, now=now, is_unsealed=True)
    record(by, facts.UNSEALED.key, resident, now=now, community_id=resident.community_id, value=1, field=key)
    return unseal(sealed)


@action
def note_list_read(
    by: Actor,
    community: Community,
    keys: Sequence[str],
    residents: Collection[int],
    *,
    purpose: str,
    count: int,
    now: datetime,
    passed_to: str = "",
    basis: str = "",
) -> Opening:
    """Write down that a list with these fields was read, for a form or as a file; everybody who stands in it sees the line.

    `residents` are the records in it, `count` its rows; `passed_to` is the office that gets it, on a `basis`. Safe without a
    lock: new rows alone. Invalid without a purpose, or where it is passed on without a basis.
    """
    keep_records.require(by, community)
    opening = _opening(
        by,
        community,
        keys,
        purpose=purpose,
        now=now,
        count=count,
        passed_to=clean(passed_to).strip()[:120],
        basis=words(basis, field="basis", longest=200, required=bool(passed_to)),
    )
    opening.save()
    opening.residents.add(*residents)
    return opening


@action
def note_list_seen(
    by: Actor,
    community: Community,
    keys: Sequence[str],
    residents: Collection[int],
    *,
    purpose: str,
    since: datetime,
    now: datetime,
) -> int:
    """Write down that these residents stood in a list that was looked through: once for the purpose since the task began.

    `keys` are the fields shown or asked about. Returns how many are new. Safe without a lock: two pages read at once leave two
    lines at worst, never none. NotYours for who does not keep the records, Invalid without a purpose.
    """
    keep_records.require(by, community)
    opening = _opening(by, community, keys, purpose=purpose, now=now)
    told = Opening.objects.filter(
        community=community, by=opening.by_id, purpose=opening.purpose, fields=opening.fields, at__gte=since
    )
    new = {*residents} - {*Resident.objects.filter(pk__in=residents, listed__in=told).values_list("pk", flat=True)}
    if new:
        opening.count = len(new)
        opening.save()
        opening.residents.add(*new)
    return len(new)


@action
def note_roll_read(
    by: Actor,
    community: Community,
    *,
    residents: Collection[int],
    households: Collection[int],
    purpose: str,
    now: datetime,
) -> int:
    """Write down that a roll of residents, or of households, was read: with everybody in it, once a day for the same purpose.

    The keys are those of the records; of a household everybody who lives there reads it. Safe as `note_list_seen`, which it is.
    """
    there = Q(pk__in=residents) | Q(household__in=households, left_date__isnull=True)
    found = Resident.objects.filter(there, community=community).values_list("pk", flat=True)
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return note_list_seen(by, community, ("name", "address"), list(found), purpose=purpose, since=day, now=now)


@action
def open_rows(
    by: Actor,
    community: Community,
    keys: Sequence[str],
    *,
    purpose: str,
    now: datetime,
    kind: str = RESIDENT,
    filters: Mapping[str, Any] | None = None,
    passed_to: str = "",
    basis: str = "",
) -> OpenedRows:
    """What `queries.rows` gives, with sealed fields opened; each person whose seal was opened has it written down.

    Who stands in the list sees that it was read, and to which office it was passed on what basis.

    NotYours for who may not read one of the fields, Invalid without a purpose. Safe without a lock: new rows alone.
    """
    keep_records.require(by, community)
    wanted = readable(by, community, keys)
    found = chosen(community, kind=kind, filters=filters or {}, on=timezone.localdate(now))
    sealed = [f for f in wanted if f.is_sealed]
    listed = note_list_read(
        by,
        community,
        keys,
        residents_in(found),
        purpose=purpose,
        count=len(found),
        now=now,
        passed_to=passed_to,
        basis=basis,
    )
    opened = [
        _opening(
            by,
            community,
            [f.key for f in sealed if line.values.get(f.key)],
            purpose=purpose,
            now=now,
            resident_id=line.key,
            is_unsealed=True,
        )
        for line in found
        if any(line.values.get(f.key) for f in sealed)
    ]
    Opening.objects.bulk_create(opened)
    for field in sealed:
        count = sum(1 for line in found if line.values.get(field.key))
        record(by, facts.UNSEALED.key, community, now=now, community_id=community.pk, value=count, field=field.key)
    return OpenedRows([{f.key: _opened(f, line.values.get(f.key)) for f in wanted} for line in found], listed)


def _opened(field: Field, kept: Any) -> Any:
    return unseal(kept) if field.is_sealed and kept else for_form(field, kept)


def _keys(by: Actor, community: Community) -> list[str]:
    return [f.key for f in fields(by, community) if f.belongs_to == RESIDENT and not f.is_sealed and not f.is_computed]


def _note_opening(
    by: Actor, resident: Resident, keys: Sequence[str], *, purpose: str, now: datetime, is_unsealed: bool = False
) -> Opening:
    opening = _opening(
        by, resident.community, keys, purpose=purpose, now=now, resident=resident, is_unsealed=is_unsealed
    )
    opening.save()
    record(by, facts.OPENED.key, resident, now=now, community_id=resident.community_id, value=1)
    return opening


def _opening(
    by: Actor, community: Community, keys: Sequence[str], *, purpose: str, now: datetime, **of: Any
) -> Opening:
    said = clean(purpose).strip()[:200]
    if not said:
        raise Invalid(_("Say for what purpose you open these details."), field="purpose")
    return Opening(
        community=community,
        by_id=me(by),
        by_role=by.acts_as,
        purpose=said,
        fields=",".join(keys)[:ROOM_FOR_FIELDS],
        at=now,
        **of,
    )
