"""Telling people and offices. What is told inside an action that is rolled back is never sent.

Deliveries are rows of the same transaction; the worker sends them after it. A worker claims a row by a conditional update,
so two workers never send one row at the same time; a worker killed between sending and noting it sends once more: at least once.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.base.actions import action, running
from linli.base.actors import HOUSE, Actor
from linli.base.errors import NotYours, Refused
from linli.base.rights import Right, Rule
from linli.base.rows import held, open_row
from linli.base.ticks import stopping
from linli.people.queries import contacts_of, who_must_hear
from linli.places.models import Community, Organisation

from .asking import PERSON, TOLD, Turn, turns
from .kinds import NOTICES, TEST
from .models import Channel, Delivery, Notice, Silence
from .permissions import keep_channels, see_delivery
from .senders import Failed, Sender, check_address

log = logging.getLogger("linli.notices")
BACKOFF_MINUTES = (1, 5, 30, 120, 720)
CLAIM_MINUTES = 10
RUN_SECONDS = 240.0  # a run of sending ends after them, whatever waits; the next begins at once
AT_A_TIME = 500
CHINESE = "zh-hans"  # offices are written to in Chinese
State = Delivery.State


class NobodyToTell(ValueError):  # noqa: N818  it says what is the matter
    """A message without anybody who would hear it: a mistake in the code that tells."""


def tell(
    by: Actor,
    kind: str,
    *,
    to: Iterable[int],
    values: dict[str, Any],
    path: str,
    now: datetime,
    community_id: int | None = None,
    even_self: bool = False,
    may_be_nobody: bool = False,
) -> int:
    """Put a notice into these persons' inboxes, and an e-mail on its way to those who wish it. Never to the one who acted.

    An address is asked with its first e-mail whether it wants more (`asking`). Five queries, however many are known.
    Telling nobody is an error, NobodyToTell, so that no message is lost in silence: a caller says `may_be_nobody` and why,
    or uses `tell_who_must`, which climbs until somebody hears it.
    """
    _inside_an_action()
    wanted = {key for key in to if key}
    if not wanted and not may_be_nobody:
        raise NobodyToTell(f"{kind} would be told to nobody")
    keys = sorted(key for key in wanted if even_self or key != by.person_id)
    if not keys:
        return 0
    kept = NOTICES[kind].needed(values)
    Notice.objects.bulk_create(Notice(person_id=key, kind=kind, values=kept, path=path, at=now) for key in keys)
    contacts = contacts_of(keys)
    silent = set(Silence.objects.filter(person__in=keys, kind__in=["", kind]).values_list("person_id", flat=True))
    reached = {key: contact for key, contact in contacts.items() if contact.email and key not in silent}
    asked = turns([(contact.email, f"{PERSON}{key}") for key, contact in reached.items()], now=now)
    mails = [
        _mail(
            kind,
            contact.email,
            contact.language,
            values,
            path,
            now,
            turn=turn,
            person_id=key,
            community_id=community_id,
        )
        for key, contact in reached.items()
        if (turn := asked[contact.email, f"{PERSON}{key}"]).is_told
    ]
    Delivery.objects.bulk_create(mails)
    return len(keys)


def tell_who_must(
    by: Actor,
    kind: str,
    who: Right | Rule,
    row: Any,
    *,
    values: dict[str, Any],
    path: str,
    now: datetime,
    also: Iterable[int] = (),
    but_not: Collection[int] = (),
    even_self: bool = False,
) -> int:
    """Tell those who must act: the holders of this right over the row, or whoever stands above them where they are none.

    The row is a community, or lies in one. A wall, a seal or "never of one's own" in the right holds here as on a page.

    An installation in which nobody holds any role yet has nobody to tell; what happened there is stored all the same.
    """
    acts = None if even_self else by.person_id
    community = row if isinstance(row, Community) else row.community
    to = [key for key in who.holders(row, localdate(now)) if key not in set(but_not)]
    if not to:
        _level, to = who_must_hear((), community, on=localdate(now), but_not=but_not, acts=acts)
    return tell(
        by,
        kind,
        to=[*to, *also],
        values=values,
        path=path,
        now=now,
        community_id=community.pk,
        even_self=even_self,
        may_be_nobody=True,  # not a single account on this installation
    )


def tell_address(
    by: Actor,
    kind: str,
    *,
    email: str,
    language: str,
    values: dict[str, Any],
    path: str,
    now: datetime,
    matter: str = "",
    community_id: int | None = None,
) -> None:
    """Send an e-mail to somebody without an account, whose address was typed: once in a matter, and more after a yes (`asking`)."""
    _inside_an_action()
    matter = matter or kind
    turn = turns([(email, matter)], now=now)[email, matter]
    if turn.is_told:
        _mail(kind, email, language, values, path, now, turn=turn, community_id=community_id).save()


def tell_office(by: Actor, kind: str, *, organisation_id: int, values: dict[str, Any], path: str, now: datetime) -> int:
    """Tell an office by each of its channels, or by its e-mail address. Returns how many ways there were: none means a letter is printed."""
    _inside_an_action()
    channels = list(Channel.objects.filter(organisation=organisation_id, is_active=True).order_by("pk"))
    rows = [_to_channel(channel, kind, values, path, now) for channel in channels]
    if not channels:
        email = Organisation.objects.filter(pk=organisation_id).values_list("email", flat=True).first()
        rows = [_mail(kind, email, CHINESE, values, path, now, organisation_id=organisation_id)] if email else []
    Delivery.objects.bulk_create(rows)
    return len(rows)


@action
def mark_read(by: Actor, *, now: datetime, key: int | None = None) -> int:
    """Mark one notice of one's own read, or all."""
    rows = Notice.objects.filter(person=by.person_id, read_at__isnull=True)
    return (rows.filter(pk=key) if key else rows).update(read_at=now)


@action
def choose_emails(by: Actor, *, wants_any: bool, unwanted: Collection[str], now: datetime) -> None:
    """Whether notices also come by e-mail, and which kinds do not. The inbox has them all. Unique by person and kind."""
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    wanted_out = {kind for kind in unwanted if kind in NOTICES} | (set() if wants_any else {""})
    mine = Silence.objects.filter(person=by.person_id)
    mine.exclude(kind__in=wanted_out).delete()
    rows = [Silence(person_id=by.person_id, kind=kind) for kind in sorted(wanted_out)]
    Silence.objects.bulk_create(rows, ignore_conflicts=True)


@action
def add_channel(
    by: Actor, organisation: Organisation, *, kind: str, address: str, now: datetime, secret: str = ""
) -> Channel:
    """Give an office a way to be told. Invalid if the address is none; robots' addresses must be those of the three services."""
    keep_channels.require(by, organisation)
    check_address(kind, address)
    row, _new = Channel.objects.update_or_create(
        organisation=organisation, kind=kind, address=address, defaults={"secret": secret, "is_active": True}
    )
    return row


@action
def end_channel(by: Actor, channel: Channel, *, now: datetime) -> None:
    """Stop telling an office this way. What is on its way there is still sent."""
    keep_channels.require(by, channel.organisation)
    channel.is_active = False
    channel.save(update_fields=["is_active"])


@action
def queue_test(by: Actor, channel: Channel, *, now: datetime) -> Delivery:
    """Put a test message on its way to an office."""
    keep_channels.require(by, channel.organisation)
    row = _to_channel(channel, TEST, {"office": channel.organisation.name}, "/", now)
    row.save()
    return row


@action
def try_again(by: Actor, key: int, *, now: datetime) -> Delivery:
    """Put a failed delivery back on its way, with all its attempts. Safe by the lock. Missing if it is not one's to see."""
    row = open_row(by, Delivery.objects.select_related("organisation__division", "community"), key, see=see_delivery)
    if row.state == State.SENT:
        raise Refused(_("This message has been sent."))
    if not row.body:
        raise Refused(_("The text of this message is no longer kept."))
    row.state, row.attempts, row.next_attempt_at = State.WAITING, 0, now
    row.save()
    return row


@action
def claim_delivery(by: Actor, key: int, *, now: datetime) -> Delivery | None:
    """Take a due delivery for sending: a conditional update, so only one worker gets it. The claim runs out by itself."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    due = Delivery.objects.filter(pk=key, state__in=[State.WAITING, State.FAILED], next_attempt_at__lte=now)
    if not due.update(next_attempt_at=now + timedelta(minutes=CLAIM_MINUTES)):
        return None
    return Delivery.objects.select_related("channel").get(pk=key)


@action
def note_outcome(by: Actor, key: int, *, error: str, now: datetime, is_final: bool = False) -> None:
    """Write down how sending went; a failure is tried again after 1, 5, 30, 120 and 720 minutes, then given up. One that is
    final (no such mailbox) is given up at once.
    """
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    row = held(Delivery, key)
    row.attempts += 1
    row.last_error = error[:300]
    if not error:
        row.state, row.sent_at, row.next_attempt_at = State.SENT, now, None
    elif is_final or row.attempts > len(BACKOFF_MINUTES):
        row.state, row.next_attempt_at = State.GIVEN_UP, None
    else:
        row.state, row.next_attempt_at = State.FAILED, now + timedelta(minutes=BACKOFF_MINUTES[row.attempts - 1])
    row.save()


@action
def forget_sent_texts(by: Actor, *, before: datetime, now: datetime) -> int:
    """Texts and addresses of what was sent or given up go when their time is up; that it was sent stays."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    old = Q(sent_at__lt=before) | Q(state=State.GIVEN_UP, created_at__lt=before)
    return Delivery.objects.filter(old).exclude(body="").update(body="", address="", subject="")


@action
def forget_old_notices(by: Actor, *, before: datetime, now: datetime) -> int:
    """Inboxes are emptied of what is old, read or not."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    return Notice.objects.filter(at__lt=before).delete()[0]


def send_due(
    by: Actor, now: datetime, *, clock: Callable[[], datetime] | None = None, seconds: float = RUN_SECONDS
) -> int:
    """Send all that is due. Returns how many were sent.

    `clock` tells the moment of each claim and outcome: a run may take minutes. A way that does not answer is left alone for
    the rest of the run, so that one dead server neither holds up the others nor uses up everybody's attempts. Ends when
    `seconds` are over or the worker is told to stop.
    """
    moment, until = clock or (lambda: now), time.monotonic() + seconds
    sent, away = 0, set[int]()
    with Sender() as sender:
        while keys := list(_due(moment(), away).values_list("pk", flat=True)[:AT_A_TIME]):
            for key in keys:
                if stopping.is_set() or time.monotonic() > until:
                    return sent
                sent += send_one(by, key, clock=moment, sender=sender, away=away)
    return sent


MAIL = 0  # the way of all e-mails, among the keys of channels


def _due(now: datetime, away: set[int]) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(state__in=[State.WAITING, State.FAILED], next_attempt_at__lte=now)
    if MAIL in away:
        rows = rows.exclude(Q(channel__isnull=True) | Q(channel__kind=Channel.Kind.EMAIL))
    return rows.exclude(channel__in=away - {MAIL}).order_by("next_attempt_at", "pk")


def send_one(by: Actor, key: int, *, clock: Callable[[], datetime], sender: Sender, away: set[int]) -> bool:
    """Claim a delivery, send it outside any transaction, note the outcome. Whether it was sent. What is `away` is not claimed."""
    if away and not _due(clock(), away).filter(pk=key).exists():
        return False
    row = claim_delivery(by, key, now=clock())
    if row is None:
        return False
    error, is_final = "", False
    try:
        sender.send(row)
    except Failed as failure:
        error, is_final = str(failure), failure.is_final
        if failure.is_away:
            away.add(row.channel.pk if row.channel and row.channel.kind != Channel.Kind.EMAIL else MAIL)
        log.warning("delivery %d (%s) %s: %s", row.pk, row.kind, "given up" if is_final else "failed", error)
    note_outcome(by, key, error=error, now=clock(), is_final=is_final)
    return not error


def send_test(by: Actor, channel: Channel, *, now: datetime) -> str:
    """Send a test message at once, so that whoever writes an address down sees whether it works. Returns why it failed, if it did."""
    row = queue_test(by, channel, now=now)
    with Sender() as sender:
        send_one(HOUSE, row.pk, clock=lambda: now, sender=sender, away=set())
    row.refresh_from_db()
    return row.last_error


def _inside_an_action() -> None:
    if not running():
        raise RuntimeError("people are told inside an action")


def _mail(
    kind: str,
    email: str,
    language: str,
    values: dict[str, Any],
    path: str,
    now: datetime,
    *,
    turn: Turn = TOLD,
    person_id: int | None = None,
    community_id: int | None = None,
    organisation_id: int | None = None,
) -> Delivery:
    subject, body = _words(kind, language, values, path)
    body += turn.foot(language)
    return Delivery(
        person_id=person_id,
        community_id=community_id,
        organisation_id=organisation_id,
        kind=kind,
        address=email,
        subject=subject,
        body=body,
        created_at=now,
        next_attempt_at=now,
    )


def _to_channel(channel: Channel, kind: str, values: dict[str, Any], path: str, now: datetime) -> Delivery:
    subject, body = _words(kind, CHINESE, values, path)
    return Delivery(
        channel=channel,
        organisation_id=channel.organisation_id,
        kind=kind,
        address=channel.address,
        subject=subject,
        body=body,
        created_at=now,
        next_attempt_at=now,
    )


def _words(kind: str, language: str, values: dict[str, Any], path: str) -> tuple[str, str]:
    with override(language):
        title, body = NOTICES[kind].words(values)
        return title, f"{body or title}\n\n{settings.BASE_URL}{path}\n"
