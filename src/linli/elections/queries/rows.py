"""Single rows of an election by their keys. Missing where there is none."""

from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Missing

from ..models import CommitteeMember, Election, Nominee, Proxy


def member_of(election: Election, key: int) -> CommitteeMember:
    return _found(election.committee.filter(pk=key).first())


def nominee_of(election: Election, key: int) -> Nominee:
    return _found(election.nominees.filter(pk=key).first())


def proxy_of(election: Election, key: int) -> Proxy:
    return _found(election.proxies.filter(pk=key).first())


def _found(row: Any) -> Any:
    if row is None:
        raise Missing(_("That is not there any more."))
    return row
