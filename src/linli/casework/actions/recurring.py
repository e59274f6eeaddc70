"""What the house keeps of warnings; contact details go when the law's time is over."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.errors import NotYours
from linli.base.rules import rule

from .. import facts
from ..models import Case, Reporter
from ..models.cases import OPEN_STATES
from .story import happened, lock


@action
def note_warning(by: Actor, key: int, *, due_at: datetime, now: datetime) -> bool:
    """Keep in the history, once a clock, that those who must act are told of it. Whether it is owed still. By the house.

    Safe by the lock: a case that was dealt with a moment ago, or whose clock has moved, is left alone.
    """
    if not by.is_house:
        raise NotYours
    case = lock(key)
    if not case.is_open or case.next_due_at != due_at:
        return False
    if case.warned_at is None:
        case.warned_at = now
        happened(by, case, facts.WARNED, now=now, is_change=False)
    return True


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
