"""Who signed in or tried to: one's own, and for administrators those of the people they keep."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise

from linli.base.actors import Actor, me
from linli.base.callers import network_of

from ..models import ACCESS_KINDS, AccessRecord
from ..permissions import read_access

WRONG = frozenset({"failed", "waits", "code_failed", "code_waits", "refused", "too_often"})


@dataclass(frozen=True)
class AccessLine:
    key: int
    at: datetime
    kind: str
    what: str | Promise
    address: str
    device: str
    note: str
    who: str  # empty for a name that nobody has
    by: str
    is_wrong: bool


def my_access(reader: Actor, *, most: int = 200) -> list[AccessLine]:
    """My own sign-ins and what concerned my keys, newest first."""
    return _lines(AccessRecord.objects.filter(account__person=me(reader)), most)


def access_records(
    reader: Actor, *, kind: str = "", name: str = "", before: int | None = None, most: int = 100
) -> list[AccessLine]:
    """The record for administrators, newest first: of one kind, of one user name, before a row."""
    rows = AccessRecord.objects.filter(read_access.within(reader))
    if kind in ACCESS_KINDS:
        rows = rows.filter(kind=kind)
    if name:
        rows = rows.filter(account__username__iexact=name)
    if before:
        rows = rows.filter(pk__lt=before)
    return _lines(rows, most)


def _lines(rows: QuerySet[AccessRecord], most: int) -> list[AccessLine]:
    found = rows.select_related("account__person", "by__person").order_by("-pk")[:most]
    return [
        AccessLine(
            r.pk,
            r.at,
            r.kind,
            ACCESS_KINDS[r.kind],
            network_of(r.address) if r.address else "",
            r.device,
            r.note,
            r.account.username if r.account else "",
            r.by.person.name if r.by else "",
            r.kind in WRONG,
        )
        for r in found
    ]
