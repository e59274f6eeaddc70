"""The quarter's accounts made public, and the questions about them."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Refused
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import mask_personal, words
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.notices.actions import tell, tell_who_must
from linli.places.models import Community

from .. import facts
from ..models import Question, Statement, StatementLine
from ..permissions import answer_question as may_answer
from ..permissions import decide_in_books, keep_books
from ..quarters import Quarter
from ..queries.sums import lines_until
from .books import lock_books

LONGEST_QUESTION, LONGEST_ANSWER = 1000, 2000


@action
def publish_quarter(by: Actor, community: Community, *, year: int, quarter: int, now: datetime) -> Statement:
    """Freeze the quarter's accounts and put them on the board for as long as the law asks (Organic Law art. 34).

    Safe by the lock on the books: nothing is booked while they are summed, and nothing into the quarter afterwards.
    NotYours for all but the chair. Refused if the quarter is not over, was published, or there is nothing to publish.
    """
    decide_in_books.require(by, community)
    if not 1 <= quarter <= 4:
        raise Invalid(_("A year has four quarters."), field="quarter")
    span, today = Quarter(year, quarter), localdate(now)
    lock_books(community.pk)
    if span.to_date > today:
        raise Refused(_("This quarter is not over yet."))
    if Statement.objects.filter(community=community, to_date__gt=span.from_date).exists():
        raise Refused(_("The accounts of this quarter are published."))
    lines = lines_until(community, span)
    if not lines:
        raise Refused(_("There was no money in this quarter: nothing is to be published."))
    board_days = rule("funds.board_days", on=today).value
    statement = Statement.objects.create(
        community=community,
        year=year,
        quarter=quarter,
        from_date=span.from_date,
        to_date=span.to_date,
        board_from_date=today,
        board_to_date=today + timedelta(days=board_days),
        published_at=now,
        published_by_id=by.person_id,
    )
    StatementLine.objects.bulk_create(
        StatementLine(
            statement=statement,
            line=s.line,
            payer_name=s.line.payer.name if s.line.payer else "",
            payer_name_en=s.line.payer.name_en if s.line.payer else "",
            promised_fen=s.promised_fen,
            opening_fen=s.opening_fen,
            received_fen=s.received_fen,
            spent_fen=s.spent_fen,
            closing_fen=s.closing_fen,
        )
        for s in lines
    )
    record(
        by,
        facts.PUBLISHED.key,
        statement,
        now=now,
        community_id=community.pk,
        quarter=f"{year}Q{quarter}",
        lines=len(lines),
    )
    return statement


@action
def ask_question(by: Actor, statement: Statement, *, text: str, now: datetime) -> Question:
    """Ask about published accounts, signed in or not. A row of its own: nothing races.

    Telephone numbers and the like are masked before it is kept. Invalid if it is empty or too long.
    """
    said = mask_personal(words(text, longest=LONGEST_QUESTION))
    question = Question.objects.create(statement=statement, person_id=by.person_id, text=said, asked_at=now)
    community = statement.community
    record(by, facts.QUESTIONED.key, question, now=now, community_id=community.pk)
    values = {"quarter": _label(statement)}
    tell_who_must(
        by, facts.QUESTIONED.key, keep_books, community, values=values, path="/desk/funds/questions/", now=now
    )
    return question


@action
def answer_question(by: Actor, question: Question, *, text: str, now: datetime) -> Question:
    """Answer in public, beside the question. Safe by the lock on the question: it is answered once.

    NotYours unless `by` keeps the books; Refused if it was answered or closed.
    """
    return _settle(by, question, Question.State.ANSWERED, text, facts.ANSWERED, now=now)


@action
def close_question(by: Actor, question: Question, *, reason: str, now: datetime) -> Question:
    """Close what is no question about the accounts; its words are not shown, the reason is. Safe and refused as answering."""
    return _settle(by, question, Question.State.CLOSED, reason, facts.CLOSED, now=now)


def _settle(by: Actor, question: Question, state: str, text: str, kind: FactKind, *, now: datetime) -> Question:
    rows = Question.objects.select_related("statement__community")
    found = open_row(by, rows, question.pk, Question.State.WAITING, right=may_answer)
    found.state, found.answer = state, mask_personal(words(text, longest=LONGEST_ANSWER))
    found.answered_at, found.answered_by_id = now, me(by)
    found.save()
    community_id = found.statement.community_id
    record(by, kind.key, found, now=now, community_id=community_id)
    if found.person_id:
        tell(
            by,
            kind.key,
            to=[found.person_id],
            values={"quarter": _label(found.statement)},
            path=f"/funds/{found.statement_id}/#questions",
            now=now,
            community_id=community_id,
        )
    return found


def _label(statement: Statement) -> str:
    return f"{statement.year}-Q{statement.quarter}"
