"""What everybody reads: published accounts, what stands behind them, and the questions about them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, NotYours
from linli.base.roles import COMMITTEE
from linli.places.models import Community

from ..models import Entry, Question, Statement, StatementLine
from ..permissions import answer_question, decide_in_books, read_question
from ..quarters import Quarter, quarter_of
from .desk import EntryRow, entry_rows
from .sums import Span, lines_until


@dataclass(frozen=True)
class StatementRow:
    """A published account with its sums."""

    statement: Statement
    opening_fen: int
    received_fen: int
    spent_fen: int
    closing_fen: int

    @property
    def label(self) -> str:
        return Quarter(self.statement.year, self.statement.quarter).label


@dataclass(frozen=True)
class PublishedLine:
    """A line as it was published, and the entries behind its figures."""

    row: StatementLine
    payer: str
    entries: list[EntryRow]


def statements(community: Community, *, most: int = 40) -> list[StatementRow]:
    """The published accounts of a community, the latest first. Public."""
    rows = Statement.objects.filter(community=community).select_related("community")
    return [_row(s) for s in _summed(rows).order_by("-to_date")[:most]]


def statement_for(key: int) -> StatementRow:
    """One published account. Public; Missing if there is none."""
    found = _summed(Statement.objects.filter(pk=key).select_related("community")).first()
    if found is None:
        raise Missing(_("There are no such accounts."))
    return _row(found)


def published_lines(statement: Statement) -> list[PublishedLine]:
    """Its lines as they were frozen, and the quarter's entries, to which nothing can be added. No private person is named."""
    english = (get_language() or "").startswith("en")
    entries = Entry.objects.filter(
        community=statement.community_id, booked_date__gte=statement.from_date, booked_date__lt=statement.to_date
    ).select_related("line__community", "expenditure", "reverses", "reversed_by")
    behind: dict[int, list[EntryRow]] = {}
    for row in entry_rows(entries.order_by("line", "number"), is_open=False):
        behind.setdefault(row.entry.line_id, []).append(row)
    rows = StatementLine.objects.filter(statement=statement).select_related("line").order_by("line__year", "line")
    return [
        PublishedLine(row, (english and row.payer_name_en) or row.payer_name, behind.get(row.line_id, []))
        for row in rows
    ]


def questions_about(reader: Actor, statement: Statement, *, most: int = 100) -> list[Question]:
    """Questions that were answered or closed, and those that the reader asked or answers."""
    rows = Question.objects.filter(read_question.within(reader), statement=statement)
    return list(rows.order_by("-pk")[:most])


def waiting_about(statement: Statement) -> int:
    return Question.objects.filter(statement=statement, state=Question.State.WAITING).count()


def questions_to_answer(reader: Actor, *, most: int = 200) -> list[Question]:
    """Questions about the accounts that the reader keeps, those that wait first. NotYours for who keeps none."""
    if not reader.holds(*COMMITTEE):
        raise NotYours(_("Questions are answered by those who keep the books."))
    rows = Question.objects.filter(answer_question.within(reader)).select_related("statement__community")
    return sorted(rows.order_by("-pk")[:most], key=lambda q: (q.state != Question.State.WAITING, -q.pk))


def question_to_answer(reader: Actor, key: int) -> Question:
    found = (
        Question.objects.filter(answer_question.within(reader), pk=key).select_related("statement__community").first()
    )
    if found is None:
        raise Missing(_("There is no such question."))
    return found


def quarters_to_publish(reader: Actor, community: Community, *, today: date) -> list[Quarter]:
    """The quarters that are over and not published yet: from the first entry or the last publication, at most eight."""
    decide_in_books.require(reader, community)
    last = Statement.objects.filter(community=community).order_by("-to_date").first()
    first = Entry.objects.filter(community=community).order_by("booked_date").first()
    begins = last.to_date if last else first.booked_date if first else today
    at = quarter_of(begins)
    found = []
    while at.to_date <= today:
        found.append(at)
        at = at.after
    return found[:8]


def preview(reader: Actor, community: Community, quarter: Quarter) -> list[Span]:
    """What publishing would freeze."""
    decide_in_books.require(reader, community)
    return lines_until(community, quarter)


def _summed(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    return rows.annotate(
        **{f"all_{name}": Sum(f"lines__{name}_fen", default=0) for name in ("opening", "received", "spent", "closing")}
    )


def _row(statement: Statement) -> StatementRow:
    sums = (int(getattr(statement, f"all_{name}")) for name in ("opening", "received", "spent", "closing"))
    return StatementRow(statement, *sums)
