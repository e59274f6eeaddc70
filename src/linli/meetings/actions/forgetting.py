"""Signatures that led nowhere go."""

from datetime import datetime

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor

from ..models import DemandBacking
from ..queries.demands import begun_since


@action
def forget_signatures(by: Actor, *, now: datetime) -> int:
    """Who demanded a meeting for which not enough were found is deleted once the demand has lapsed. Safe by one statement. Returns how many."""
    del by
    since = begun_since(localdate(now))
    gone, _each = DemandBacking.objects.filter(demand__reached_at__isnull=True, demand__begun_date__lt=since).delete()
    return gone


def forget(now: datetime) -> None:
    forget_signatures(HOUSE, now=now)
