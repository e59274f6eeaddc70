"""Surveys that go on: those that can be answered, and results that are news."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import pgettext_lazy

from linli.facts.going_on import GOING_ON, SHOWN_AFTERWARDS_DAYS, Going
from linli.facts.kinds import Good
from linli.places.models import Community

from .models import Survey

MOST = 6


def surveys_going_on(community: Community, now: datetime) -> list[Going]:
    today = localdate(now)
    running = Q(state=Survey.State.OPEN, from_date__lte=today, to_date__gte=today)
    news = Q(state=Survey.State.PUBLISHED, published_at__gte=now - timedelta(days=SHOWN_AFTERWARDS_DAYS))
    return [_going(survey) for survey in Survey.objects.filter(running | news, community=community)[:MOST]]


def _going(survey: Survey) -> Going:
    is_open = survey.state == Survey.State.OPEN
    return Going(
        Good.SELF_GOVERNMENT,
        pgettext_lazy("one", "Survey"),
        "clipboard-pen",
        survey.title,
        reverse("surveys:survey" if is_open else "surveys:results", args=[survey.pk]),
        survey.get_state_display(),
        until=survey.to_date if is_open else None,
        is_open=is_open,
    )


GOING_ON.add("surveys", surveys_going_on)
