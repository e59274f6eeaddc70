"""Budget lines and promises."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.text import words
from linli.places.models import Community, Organisation

from .. import facts
from ..models import Line, Promise, Source
from ..permissions import open_line as may_open
from .books import check_amount, lock_books, note

LONGEST_NAME = 120


@action
def open_line(
    by: Actor,
    community: Community,
    *,
    name: str,
    source: str,
    year: int,
    payer: Organisation | None,
    now: datetime,
    promised_fen: int = 0,
    promised_date: date | None = None,
    task_number: str = "",
    purpose: str = "",
    name_en: str = "",
) -> Line:
    """Open a line of the community's budget, with a first promise where there is one. Nothing exists yet that a race could spoil.

    NotYours unless `by` keeps the books, stands above the community or works for the payer. Invalid if the name is
    missing, task money names no task, budget money no payer, or a promise no day (Organic Law art. 43: who delegates pays).
    """
    line = Line(
        community=community,
        name=words(name, field="name", longest=LONGEST_NAME),
        name_en=words(name_en, field="name_en", longest=160, required=False),
        source=source,
        year=year,
        purpose=words(purpose, field="purpose", longest=300, required=False),
        payer=payer,
        task_number=words(task_number, field="task_number", longest=60, required=False),
        opened_at=now,
        opened_by_id=by.person_id,
    )
    may_open.require(by, line)
    _check(line)
    if promised_fen and promised_date is None:
        raise Invalid(_("By which day is the money promised?"), field="promised_date")
    line.save()
    note(by, facts.OPENED, line, None, now=now)
    if promised_fen and promised_date:
        promise_money(by, line, amount_fen=promised_fen, due_date=promised_date, now=now)
    return line


@action
def promise_money(by: Actor, line: Line, *, amount_fen: int, due_date: date, now: datetime, basis: str = "") -> Promise:
    """Write down that so much comes by that day. One row of its own: nothing is changed, so nothing can be lost.

    NotYours unless `by` may open the line. Invalid if it is nothing.
    """
    may_open.require(by, line)
    check_amount(amount_fen)
    promise = Promise.objects.create(
        line=line,
        amount_fen=amount_fen,
        due_date=due_date,
        basis=words(basis, field="basis", longest=200, required=False),
        at=now,
        by_id=by.person_id,
    )
    note(by, facts.PROMISED, line, amount_fen, now=now)
    return promise


@action
def take_back_promise(by: Actor, promise: Promise, *, reason: str, now: datetime) -> Promise:
    """What is no longer promised is taken back whole, by a row of its own that names the reason.

    Safe by the lock on the books and the unique `takes_back`. NotYours unless `by` may open the line; Refused if it was taken back.
    """
    line = promise.line
    may_open.require(by, line)
    lock_books(line.community_id)
    if promise.takes_back_id or Promise.objects.filter(takes_back=promise).exists():
        raise Refused(_("This promise was taken back already."))
    back = Promise.objects.create(
        line=line,
        amount_fen=-promise.amount_fen,
        due_date=promise.due_date,
        takes_back=promise,
        reason=words(reason, field="reason", longest=300),
        at=now,
        by_id=by.person_id,
    )
    note(by, facts.TAKEN_BACK, line, promise.amount_fen, now=now)
    return back


def _check(line: Line) -> None:
    if line.source not in Source.values:
        raise Invalid(_("Choose where the money comes from."), field="source")
    if not 2000 <= line.year <= 2150:
        raise Invalid(_("Write the year as 2026."), field="year")
    if line.source == Source.TASK and not line.task_number:
        raise Invalid(_("Money bound to a task names the task's number."), field="task_number")
    if line.payer is None and line.source not in {Source.DONATION, Source.PARTICIPATORY}:
        raise Invalid(_("Say who pays."), field="payer")
