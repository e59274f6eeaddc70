"""Expenditures: one person asks, another decides, then it is paid."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.money import yuan
from linli.base.papers import Paper, keep_file
from linli.base.text import words
from linli.facts.kinds import FactKind
from linli.notices.actions import tell, tell_who_must

from .. import facts
from ..limits import FOLDER, MOST_PAPERS
from ..models import Attachment, Decision, Entry, Expenditure, Kind, Line
from ..notices import DECIDER_GONE
from ..permissions import approve_expenditure as may_approve
from ..permissions import decide_in_books, keep_books
from ..permissions import withdraw_expenditure as may_withdraw
from .books import balance_of, check_amount, committed_on, lock_books, note, post

Verdict = Decision.Verdict


@action
def ask_expenditure(
    by: Actor,
    line: Line,
    *,
    amount_fen: int,
    purpose: str,
    payee: str,
    now: datetime,
    is_private: bool = False,
    project: str = "",
    papers: Sequence[Paper] = (),
) -> Expenditure:
    """Ask to pay something from a line. Nothing is set aside yet, so nothing races: that is the approval's business.

    NotYours unless `by` keeps the books. Invalid if words are missing or there are too many papers; Refused if the line has not so much left.
    """
    keep_books.require(by, line.community)
    check_amount(amount_fen)
    if len(papers) > MOST_PAPERS:
        raise Invalid(_("At most %(most)d files belong to one expenditure.") % {"most": MOST_PAPERS}, field="papers")
    _require_left(line, amount_fen)
    expenditure = Expenditure.objects.create(
        line=line,
        amount_fen=amount_fen,
        purpose=words(purpose, field="purpose", longest=300),
        project=words(project, field="project", longest=120, required=False),
        payee=words(payee, field="payee", longest=120),
        is_private=is_private,
        asked_by_id=me(by),
        asked_at=now,
    )
    for paper in papers:
        Attachment.objects.create(
            expenditure=expenditure,
            file=keep_file(paper.data, folder=FOLDER, suffix=paper.suffix),
            title=paper.title,
            size=len(paper.data),
            digest=paper.digest,
        )
    note(by, facts.ASKED, line, amount_fen, now=now)
    if able := may_approve.holders(expenditure, localdate(now)):
        _tell(by, facts.ASKED, expenditure, able, now=now)
    else:  # the only chair asks, or there is none
        tell_who_must(
            by, DECIDER_GONE, decide_in_books, line.community, values={}, path="/desk/funds/", now=now, but_not=[me(by)]
        )
    return expenditure


@action
def approve_expenditure(by: Actor, expenditure: Expenditure, *, now: datetime, text: str = "") -> Decision:
    """Say yes; the money is set aside on the line until it is paid.

    Safe by the lock on the books: of two who approve at once the second finds it decided, and two expenditures never
    share the last yuan. NotYours for whoever asked, and for all but the chair; Refused if it is decided or too little is left.
    """
    _require_open(by, expenditure)
    _require_left(expenditure.line, expenditure.amount_fen)
    return _decide(by, expenditure, Verdict.APPROVED, text, facts.APPROVED, now=now)


@action
def refuse_expenditure(by: Actor, expenditure: Expenditure, *, reason: str, now: datetime) -> Decision:
    """Say no, with the reason. Safe by the lock on the books. NotYours as for approving; Refused if it is decided."""
    _require_open(by, expenditure)
    return _decide(by, expenditure, Verdict.REFUSED, words(reason, field="text"), facts.REFUSED, now=now)


@action
def withdraw_expenditure(by: Actor, expenditure: Expenditure, *, reason: str, now: datetime) -> Decision:
    """Take it back before it is paid, by whoever asked or the chair; what was set aside is free again.

    Safe by the lock on the books: nothing is both withdrawn and paid. NotYours for others; Refused if it was refused, withdrawn or paid.
    """
    may_withdraw.require(by, expenditure)
    lock_books(expenditure.line.community_id)
    verdicts = _verdicts(expenditure)
    if verdicts & {Verdict.REFUSED, Verdict.WITHDRAWN} or Entry.objects.filter(expenditure=expenditure).exists():
        raise Refused(_("This expenditure is settled already."))
    return _decide(by, expenditure, Verdict.WITHDRAWN, words(reason, field="text"), facts.WITHDRAWN, now=now)


@action
def pay_expenditure(by: Actor, expenditure: Expenditure, *, on: date, now: datetime) -> Entry:
    """Book that an approved expenditure was paid; from then on it has its voucher number.

    Safe by the lock on the books, the constraint that it is paid once and the one that no balance is negative. NotYours
    unless `by` keeps the books; Refused if it is not approved, or paid; Invalid as for receipts.
    """
    line = expenditure.line
    keep_books.require(by, line.community)
    lock_books(line.community_id)
    if _verdicts(expenditure) != {Verdict.APPROVED}:
        raise Refused(_("Only what was approved is paid."))
    if Entry.objects.filter(expenditure=expenditure).exists():
        raise Refused(_("This expenditure was paid already."))
    entry = post(
        by,
        line,
        kind=Kind.EXPENDITURE,
        amount_fen=-expenditure.amount_fen,
        words=expenditure.purpose,
        on=on,
        now=now,
        expenditure=expenditure,
    )
    note(by, facts.SPENT, line, expenditure.amount_fen, now=now)
    return entry


def _require_open(by: Actor, expenditure: Expenditure) -> None:
    if expenditure.asked_by_id == by.person_id:
        raise NotYours(_("Whoever asks does not decide: two persons are needed."))
    may_approve.require(by, expenditure)
    lock_books(expenditure.line.community_id)
    if _verdicts(expenditure):
        raise Refused(_("This expenditure was decided already."))


def _require_left(line: Line, amount_fen: int) -> None:
    left = balance_of(line) - committed_on(line)
    if amount_fen > left:
        raise Refused(_("Only %(left)s yuan are left on this line.") % {"left": yuan(left)})


def _verdicts(expenditure: Expenditure) -> set[str]:
    return set(Decision.objects.filter(expenditure=expenditure).values_list("verdict", flat=True))


def _decide(by: Actor, expenditure: Expenditure, verdict: str, text: str, kind: FactKind, *, now: datetime) -> Decision:
    said = words(text, field="text", longest=300, required=False)
    decision = Decision.objects.create(expenditure=expenditure, verdict=verdict, words=said, by_id=me(by), at=now)
    note(by, kind, expenditure.line, expenditure.amount_fen, now=now)
    if verdict != Verdict.WITHDRAWN:
        _tell(by, kind, expenditure, [expenditure.asked_by_id], now=now)
    return decision


def _tell(by: Actor, kind: FactKind, expenditure: Expenditure, to: Sequence[int], *, now: datetime) -> None:
    tell(
        by,
        kind.key,
        to=to,
        values={"amount": yuan(expenditure.amount_fen), "line": expenditure.line.name},
        path=f"/desk/funds/expenditures/{expenditure.pk}/",
        now=now,
        community_id=expenditure.line.community_id,
    )
