"""Who opened records: for auditors without a value, for residents about themselves; and what waits for an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.people.queries import LookLine, role_names
from linli.places.models import Community

from ..models import Correction, Opening, Resident
from ..permissions import keep_resident, read_own_record, see_openings
from ..register import ADDRESS, AGE, Field
from .fields import register_of, require_keeper

MOST = 200
PAGE = 60


@dataclass(frozen=True)
class OpeningLine:
    """`what` says whose: a record, a household, a list; an auditor reads no name."""

    who: str
    role: str
    at: datetime
    purpose: str
    fields: list[str]
    is_unsealed: bool
    is_list: bool
    count: int
    subject: str
    passed_to: str
    basis: str


@dataclass(frozen=True)
class CorrectionLine:
    key: int
    resident: int
    field: str
    words: str
    state: str
    state_name: str
    is_waiting: bool
    answer: str
    asked_at: datetime


def openings(by: Actor, community: Community, *, offset: int) -> tuple[list[OpeningLine], int | None]:
    """Who looked, the latest first, and where the next page begins. It holds record numbers, no names and no values."""
    see_openings.require(by, community)
    found = Opening.objects.filter(community=community).select_related("by").order_by("-at", "-pk")
    page = list(found[offset : offset + PAGE + 1])
    return _lines(page[:PAGE], register_of(community).values()), offset + PAGE if len(page) > PAGE else None


def openings_of(resident: Resident, known: Iterable[Field]) -> list[OpeningLine]:
    """Who opened this record, or a list in which it stood. For this room's own use: it asks for no right."""
    own = Q(resident=resident) | Q(pk__in=resident.listed.values("pk"))
    if resident.household_id:
        own |= Q(household=resident.household_id)
    found = Opening.objects.filter(own).select_related("by").order_by("-at", "-pk")[:MOST]
    return _lines(found, known)


def looks_at_my_records(reader: Actor) -> list[LookLine]:
    """Who opened the reader's own records or a list with them, for the one list of people.queries."""
    found = Resident.objects.filter(read_own_record.within(reader)).select_related("community")
    return [
        LookLine(o.who, o.role, o.at, o.purpose, "", o.fields, o.passed_to, o.basis)
        for resident in found
        for o in openings_of(resident, register_of(resident.community).values())
    ]


def corrections_waiting(by: Actor, community: Community, known: Iterable[Field]) -> list[CorrectionLine]:
    """What residents ask for; `known` are the fields that the reader reads here."""
    require_keeper(by, community)
    waiting = Correction.objects.filter(resident__community=community, state=Correction.State.WAITING)
    return correction_lines(waiting.select_related("resident").order_by("asked_at", "pk")[:MOST], known)


def correction_named(by: Actor, key: int) -> Correction:
    """A correction asked for, of a record that the reader keeps. Missing otherwise."""
    kept = Resident.objects.filter(keep_resident.within(by)).values("pk")
    found = Correction.objects.filter(resident__in=kept, pk=key).select_related("resident__community").first()
    if found is None:
        raise Missing(_("There is no such request here."))
    return found


def correction_lines(found: Iterable[Correction], known: Iterable[Field]) -> list[CorrectionLine]:
    labels = {f.key: f.label for f in known}
    return [
        CorrectionLine(
            c.pk,
            c.resident_id,
            labels.get(c.field, ""),
            c.words,
            c.state,
            c.get_state_display(),
            c.state == Correction.State.WAITING,
            c.answer,
            c.asked_at,
        )
        for c in found
    ]


def _lines(found: Iterable[Opening], known: Iterable[Field]) -> list[OpeningLine]:
    labels = {f.key: f.label for f in (*known, ADDRESS, AGE)}
    return [
        OpeningLine(
            opening.by.name or _("somebody who has left"),
            str(role_names([opening.by_role])[0]) if opening.by_role else "",
            opening.at,
            opening.purpose,
            [labels[key] for key in opening.fields.split(",") if key in labels],
            opening.is_unsealed,
            opening.resident_id is None and opening.household_id is None,
            opening.count,
            _subject(opening),
            opening.passed_to,
            opening.basis,
        )
        for opening in found
    ]


def _subject(opening: Opening) -> str:
    if opening.resident_id:
        return _("record %(number)d") % {"number": opening.resident_id}
    if opening.household_id:
        return _("household %(number)d") % {"number": opening.household_id}
    return _("a list of %(count)d") % {"count": opening.count}
