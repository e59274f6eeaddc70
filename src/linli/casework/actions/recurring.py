"""Deadlines that come near are told to those who handle the case; contact details go when the law's time is over."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.errors import NotYours
from linli.base.rules import rule

from .. import facts
from ..clocks import warn_before
from ..models import Case, Reporter
from ..models.cases import OPEN_STATES
from .story import happened, lock, tell_staff

AT_ONCE = 500


def warn_of_deadlines(now: datetime) -> None:
    """Tell the handlers of every case whose next clock is about to run out, once a clock."""
    near = Case.objects.filter(state__in=OPEN_STATES, next_due_at__lt=warn_before(now), warned_at__isnull=True)
    for key in list(near.order_by("next_due_at").values_list("pk", flat=True)[:AT_ONCE]):
        warn_of_deadline(HOUSE, key, now=now)


@action
def warn_of_deadline(by: Actor, key: int, *, now: datetime) -> None:
    """Safe by the lock: a case that was dealt with a moment ago is left alone."""
    if not by.is_house:
        raise NotYours
    case = lock(key)
    if not case.is_open or case.next_due_at is None or case.warned_at is not None:
        return
    case.warned_at = now
    happened(by, case, facts.WARNED, now=now, is_change=False)
    tell_staff(by, case, facts.WARNED, now=now)


@action
def forget_contacts(by: Actor, *, now: datetime) -> int:
    """Erase the contact details of cases that ended longer ago than they may be kept; the cases stay. Safe by one statement."""
    if not by.is_house:
        raise NotYours
    before = now - timedelta(days=rule("retention.contact_without_account", on=localdate(now)).value)
    old = Reporter.objects.filter(erased_at__isnull=True, person__isnull=True, case__changed_at__lt=before)
    ended = old.exclude(case__state__in=OPEN_STATES)
    own = Q(pk__in=ended.values("case")) | Q(pk__in=ended.filter(reported__isnull=False).values("reported"))
    Case.objects.filter(own).update(door_text="", door=None)
    return ended.update(name="", telephone="", email="", erased_at=now)


def forget_old_contacts(now: datetime) -> None:
    forget_contacts(HOUSE, now=now)
