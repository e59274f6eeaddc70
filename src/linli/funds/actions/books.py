"""What the actions share.

Locking. Whatever touches money begins with `lock_books`: on PostgreSQL the community's row is held until the transaction
ends, on SQLite transactions are IMMEDIATE and follow each other. So balances, what is approved and not yet paid, and the
voucher numbers of a community are read and written by one at a time. Should anybody write past the actions, the triggers
of guards.py take the same lock and refuse the row.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.money import LARGEST_FEN
from linli.base.rows import held
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.places.models import Community

from ..models import Decision, Entry, Expenditure, Line, Statement


def lock_books(community_id: int) -> Community:
    """The community, held until the transaction ends."""
    return held(Community, community_id)


def last_entry(line: Line) -> Entry | None:
    return Entry.objects.filter(line=line).order_by("-number").first()


def balance_of(line: Line) -> int:
    last = last_entry(line)
    return last.balance_fen if last else 0


def committed_on(line: Line) -> int:
    """What is approved on the line and not yet paid."""
    decided = Decision.objects.filter(expenditure=OuterRef("pk"))
    waiting = Expenditure.objects.filter(
        Exists(decided.filter(verdict=Decision.Verdict.APPROVED)),
        ~Exists(decided.filter(verdict=Decision.Verdict.WITHDRAWN)),
        ~Exists(Entry.objects.filter(expenditure=OuterRef("pk"))),
        line=line,
    )
    return waiting.aggregate(sum=Sum("amount_fen"))["sum"] or 0


def post(
    by: Actor,
    line: Line,
    *,
    kind: str,
    amount_fen: int,
    words: str,
    on: date,
    now: datetime,
    expenditure: Expenditure | None = None,
    reverses: Entry | None = None,
) -> Entry:
    """Write an entry into the ledger of a line whose books are locked. Refused if the day is not one to book on."""
    last = last_entry(line)
    _check_day(line, last, on, now)
    vouchers = Entry.objects.filter(community=line.community_id, year=on.year).order_by("-voucher")
    return Entry.objects.create(
        community_id=line.community_id,
        year=on.year,
        voucher=(vouchers.values_list("voucher", flat=True).first() or 0) + 1,
        line=line,
        number=last.number + 1 if last else 1,
        kind=kind,
        amount_fen=amount_fen,
        balance_fen=(last.balance_fen if last else 0) + amount_fen,
        booked_date=on,
        words=words,
        expenditure=expenditure,
        reverses=reverses,
        at=now,
        by_id=by.person_id,
    )


def note(by: Actor, kind: FactKind, line: Line, amount_fen: int | None, *, now: datetime) -> None:
    """Record what happened to a line's money."""
    more = {"source": line.source, "task": line.task_number or None}
    record(by, kind.key, line, now=now, community_id=line.community_id, value=amount_fen, **more)


def check_amount(amount_fen: int) -> None:
    if not 0 < amount_fen <= LARGEST_FEN:
        raise Invalid(_("Write an amount greater than nothing."), field="amount")


def _check_day(line: Line, last: Entry | None, on: date, now: datetime) -> None:
    if on > localdate(now):
        raise Invalid(_("This day has not come yet."), field="on")
    if last is not None and on < last.booked_date:
        raise Invalid(
            _("The ledger goes forward: the last entry of this line is of %(day)s.") % {"day": last.booked_date},
            field="on",
        )
    if Statement.objects.filter(community=line.community_id, to_date__gt=on).exists():
        raise Refused(_("The accounts of this quarter are published. Book it on a later day, and say so in the words."))
