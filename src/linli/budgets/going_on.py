"""Rounds that go on: ideas are collected, costed, voted on, carried out. While people vote, the ballot itself is named."""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import pgettext_lazy

from linli.facts.going_on import GOING_ON, Going
from linli.facts.kinds import Good
from linli.places.models import Community

from .models import Round

State, MOST = Round.State, 6


def rounds_going_on(community: Community, now: datetime) -> list[Going]:
    found = Round.objects.filter(community=community, state__in=[State.IDEAS, State.COSTING, State.CARRIED_OUT])
    return [_going(one, now) for one in found[:MOST]]


def _going(found: Round, now: datetime) -> Going:
    is_open = found.state == State.IDEAS and found.ideas_from_date <= localdate(now) <= found.ideas_to_date
    return Going(
        Good.SELF_GOVERNMENT,
        pgettext_lazy("one", "Participatory budget"),
        "coins",
        found.title,
        reverse("budgets:round", args=[found.pk]),
        found.get_state_display(),
        until=found.ideas_to_date if is_open else None,
        is_open=is_open,
    )


GOING_ON.add("budgets", rounds_going_on)
