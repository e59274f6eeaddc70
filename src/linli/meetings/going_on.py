"""Meetings that go on: called, in session, or with minutes posted not long ago."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from linli.facts.going_on import GOING_ON, SHOWN_AFTERWARDS_DAYS, Going
from linli.facts.kinds import Good
from linli.places.models import Community

from .models import Meeting

State, MOST = Meeting.State, 6


def meetings_going_on(community: Community, now: datetime) -> list[Going]:
    news = Q(state=State.POSTED, posted_date__gte=localdate(now) - timedelta(days=SHOWN_AFTERWARDS_DAYS))
    found = Meeting.objects.filter(Q(state__in=[State.CALLED, State.OPEN]) | news, community=community)
    return [_going(meeting) for meeting in found[:MOST]]


def _going(meeting: Meeting) -> Going:
    is_ahead = meeting.state in {State.CALLED, State.OPEN}
    return Going(
        Good.SELF_GOVERNMENT,
        meeting.get_kind_display(),
        "presentation",
        meeting.title,
        reverse("meetings:meeting", args=[meeting.pk]),
        meeting.get_state_display(),
        at=meeting.starts_at if is_ahead else None,
        is_open=is_ahead,
    )


GOING_ON.add("meetings", meetings_going_on)
