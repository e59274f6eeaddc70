"""Ballots that go on: their roll is posted, people vote, or they were counted not long ago."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import pgettext_lazy

from linli.facts.going_on import GOING_ON, SHOWN_AFTERWARDS_DAYS, Going
from linli.facts.kinds import Good
from linli.places.models import Community

from .models import Ballot

State, MOST = Ballot.State, 6


def ballots_going_on(community: Community, now: datetime) -> list[Going]:
    news = Q(state=State.COUNTED, counted_at__gte=now - timedelta(days=SHOWN_AFTERWARDS_DAYS))
    found = Ballot.objects.filter(Q(state__in=[State.POSTED, State.OPEN, State.CLOSED]) | news, community=community)
    return [_going(ballot) for ballot in found[:MOST]]


def _going(ballot: Ballot) -> Going:
    is_open = ballot.state == State.OPEN
    return Going(
        Good.SELF_GOVERNMENT,
        pgettext_lazy("one", "Ballot"),
        "vote",
        ballot.question,
        reverse("ballots:ballot", args=[ballot.pk]),
        ballot.get_state_display(),
        until=localdate(ballot.closes_at) if is_open and ballot.closes_at else None,
        is_open=is_open,
    )


GOING_ON.add("ballots", ballots_going_on)
