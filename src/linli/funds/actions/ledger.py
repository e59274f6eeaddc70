"""Money that arrives, and entries that were wrong."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.base.money import yuan
from linli.base.text import words

from .. import facts
from ..models import Entry, Kind, Line
from ..permissions import decide_in_books, keep_books
from .books import balance_of, check_amount, committed_on, lock_books, note, post


@action
def receive_money(by: Actor, line: Line, *, amount_fen: int, on: date, text: str, now: datetime) -> Entry:
    """Book money that has arrived on a line. Safe by the lock on the books.

    NotYours unless `by` keeps the books; Invalid if it is nothing, or its day lies ahead or before the line's last entry;
    Refused if the quarter is published.
    """
    keep_books.require(by, line.community)
    check_amount(amount_fen)
    lock_books(line.community_id)
    entry = post(
        by, line, kind=Kind.RECEIPT, amount_fen=amount_fen, words=words(text, field="text", longest=300), on=on, now=now
    )
    note(by, facts.RECEIVED, line, amount_fen, now=now)
    return entry


@action
def reverse_entry(by: Actor, entry: Entry, *, reason: str, now: datetime) -> Entry:
    """Reverse (冲销) an entry by another of the opposite amount that names it and the reason; the old one stays as it is.

    Safe by the lock on the books and the unique `reverses`. NotYours unless `by` decides in the books; Refused if it was
    reversed or is itself a reversal, or if what a receipt brought is spent or promised to others already.
    """
    line = entry.line
    decide_in_books.require(by, line.community)
    lock_books(line.community_id)
    if entry.reverses_id or Entry.objects.filter(reverses=entry).exists():
        raise Refused(_("This entry was reversed already. Book what is right as a new entry."))
    if entry.amount_fen > balance_of(line) - committed_on(line):
        raise Refused(
            _("Of this money only %(left)s yuan are left on the line: first reverse what was paid from it.")
            % {"left": yuan(max(balance_of(line) - committed_on(line), 0))}
        )
    reversal = post(
        by,
        line,
        kind=entry.kind,
        amount_fen=-entry.amount_fen,
        words=words(reason, field="reason", longest=300),
        on=localdate(now),
        now=now,
        expenditure=entry.expenditure,
        reverses=entry,
    )
    kind = facts.RECEIPT_REVERSED if entry.kind == Kind.RECEIPT else facts.SPENDING_REVERSED
    note(by, kind, line, abs(entry.amount_fen), now=now)
    return reversal
