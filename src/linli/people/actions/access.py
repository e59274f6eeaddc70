"""The record of sign-ins and of what concerns somebody's keys; and signing somebody out everywhere."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import NotYours
from linli.base.rules import rule

from ..models import AccessRecord, Account
from ..permissions import keep_account
from ..whence import here

log = logging.getLogger("linli.access")


@action
def note_access(by: Actor, kind: str, *, accounts: Sequence[Account | None], now: datetime, note: str = "") -> None:
    """Record what happened to these accounts; None is a name that nobody has. 《网络安全法》第二十三条.

    Rows are only added, so nothing is locked. Where the database refuses, so does the step: a sign-in that cannot be recorded is none.
    """
    record_access(by, kind, accounts, now, note)


@action
def end_sessions(by: Actor, account: Account, *, now: datetime) -> int:
    """Sign somebody out everywhere: for a lost device, or a stranger's sign-in. NotYours without the right over the account.

    Deleting is safe beside a page under way: it finishes, the next one asks to sign in.
    """
    keep_account.require(by, account)
    ended = close_sessions(account)
    record_access(by, "sessions_ended", [account], now)
    return ended


@action
def forget_old_access(by: Actor, *, now: datetime) -> int:
    """Records go after the time that the law asks for; younger ones the database itself keeps (180 days)."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    days = rule("retention.logs", on=timezone.localdate(now)).value
    return AccessRecord.objects.filter(at__lt=now - timedelta(days=days)).delete()[0]


def record_access(by: Actor, kind: str, accounts: Sequence[Account | None], now: datetime, note: str = "") -> None:
    """Inside the action under way. The line in the log names kind and account's key, never a name."""
    address, device = here()
    keeper = None
    if by.person_id and any(a is None or a.person_id != by.person_id for a in accounts):
        keeper = Account.objects.filter(person=by.person_id).first()
    AccessRecord.objects.bulk_create(
        AccessRecord(account=account, by=keeper, kind=kind, at=now, address=address, device=device, note=note[:80])
        for account in accounts
    )
    for account in accounts:
        where = f" address={address}" if settings.LOG_ADDRESSES else ""
        log.info("%s account=%s%s", kind, account.pk if account else "-", where)


def close_sessions(account: Account) -> int:
    """End all sessions of an account. Inside the action under way."""
    rows = UserSession.objects.filter(user=account)
    ended = Session.objects.filter(session_key__in=rows.values("session_key")).delete()[0]
    rows.delete()
    return ended
