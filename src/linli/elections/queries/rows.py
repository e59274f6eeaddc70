"""Single rows of an election by their keys. Missing where there is none."""

from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import read_key

from ..models import CommitteeMember, Election, Nominee, Proxy, Seat
from .seats import seat_of, together_with


def member_of(election: Election, key: int) -> CommitteeMember:
    return _found(election.committee.filter(pk=key).first())


def nominee_of(election: Election, key: int) -> Nominee:
    return _found(election.nominees.filter(pk=key).first())


def kin_of(election: Election, key: str) -> Nominee | Seat:
    """A nominee for the same committee, or, with an s before the key, somebody who sits on it."""
    number = read_key(key.removeprefix("s")) or 0
    if key.startswith("s"):
        return seat_of(election.ballot.community, number)
    return _found(Nominee.objects.filter(pk=number, election__in=together_with(election)).first())


def proxy_of(election: Election, key: int) -> Proxy:
    return _found(election.proxies.filter(pk=key).first())


def _found(row: Any) -> Any:
    if row is None:
        raise Missing(_("That is not there any more."))
    return row
