"""Which rules a meeting goes by: thresholds of law, or the stricter ones of the community's charter and the places above it."""

from datetime import date
from typing import Any

from linli.base.rules import Rule, rule
from linli.base.shares import Needed, needed

from .models import Meeting

BY_LAW = (Meeting.Kind.RESIDENTS, Meeting.Kind.REPRESENTATIVES)
"""The kinds for which the law asks for a quorum."""


def notice_rule(kind: str, community: Any, *, on: date) -> Rule:
    """How many days before it is held a meeting of this kind is called."""
    return rule(f"meetings.notice_days_{_of(kind)}", on=on, community=community)


def quorum_asked(meeting: Meeting, roll: int, *, on: date) -> Needed | None:
    """None where the law asks for no quorum."""
    if meeting.kind not in BY_LAW:
        return None
    return needed(f"meetings.quorum_{meeting.kind}", roll, on=on, community=meeting.community)


def majority_asked(meeting: Meeting, here: int, *, on: date) -> Needed:
    return needed(f"meetings.majority_{_of(meeting.kind)}", here, on=on, community=meeting.community)


def proxies_rule(meeting: Meeting, *, on: date) -> Rule | None:
    """How many one may act for. None where nobody is represented: in meetings that only consult."""
    if meeting.kind not in BY_LAW:
        return None
    return rule(f"meetings.proxies_most_{meeting.kind}", on=on, community=meeting.community)


def _of(kind: str) -> str:
    return kind if kind in BY_LAW else "others"
