"""What the house does by itself with notices."""

from datetime import datetime, timedelta

from django.utils import timezone

from linli.base.actors import HOUSE
from linli.base.rules import rule

from .actions import forget_old_notices, forget_sent_texts, send_due
from .reminding import forget_old_sayings


def send_what_is_due(now: datetime) -> None:
    send_due(HOUSE, now, clock=timezone.localtime)


def forget_what_is_old(now: datetime) -> None:
    forget_sent_texts(HOUSE, before=_days_ago("retention.sent_text", now), now=now)
    forget_old_notices(HOUSE, before=_days_ago("retention.notices", now), now=now)
    forget_old_sayings(HOUSE, before=_days_ago("retention.notices", now), now=now)


def _days_ago(key: str, now: datetime) -> datetime:
    return now - timedelta(days=rule(key, on=timezone.localdate(now)).value)
