"""Lines, ledgers and expenditures for those who keep, read or pay them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.text import words
from linli.people.queries import names_of
from linli.places.models import Community, Organisation
from linli.places.queries import offices_above, organisations

from ..models import Attachment, Decision, Entry, Expenditure, Line, Promise
from ..permissions import (
    approve_expenditure,
    keep_books,
    read_books,
    read_entry,
    see_expenditure,
    see_line,
)
from .sums import approved_unpaid, arrived, committed, missing_by_promise

MOST = 300
Verdict = Decision.Verdict


@dataclass(frozen=True)
class LineRow:
    """A line with its money: what was promised, came, went, is set aside, and is left to be asked for."""

    line: Line
    promised_fen: int
    arrived_fen: int
    spent_fen: int
    committed_fen: int

    @property
    def balance_fen(self) -> int:
        return self.arrived_fen - self.spent_fen

    @property
    def left_fen(self) -> int:
        return self.balance_fen - self.committed_fen

    @property
    def missing_fen(self) -> int:
        return max(self.promised_fen - self.arrived_fen, 0)


def lines(
    reader: Actor,
    *,
    community: Community | None = None,
    year: int | None = None,
    source: str = "",
    name: str = "",
    most: int = MOST,
) -> list[LineRow]:
    """The lines that the reader may see, the newest year first. Four queries."""
    rows = Line.objects.filter(see_line.within(reader)).select_related("community", "payer")
    if community is not None:
        rows = rows.filter(community=community)
    if year:
        rows = rows.filter(year=year)
    if source:
        rows = rows.filter(source=source)
    if name := words(name, longest=60, required=False):
        rows = rows.filter(
            Q(name__icontains=name)
            | Q(name_en__icontains=name)
            | Q(task_number__icontains=name)
            | Q(community__name__icontains=name)
        )
    return _with_money(rows.order_by("-year", "community__name", "pk")[:most])


def lines_of_payer(by: Actor, organisation: Organisation) -> list[LineRow]:
    """The lines that an office pays and the reader may see. Four queries, however many."""
    rows = Line.objects.filter(see_line.within(by), payer=organisation).select_related("community", "payer")
    return _with_money(rows.order_by("-year", "community__name", "pk"))


def line_for(reader: Actor, key: int) -> LineRow:
    """One line with its money. Missing if there is none for this reader."""
    rows = Line.objects.filter(see_line.within(reader), pk=key).select_related("community", "payer")
    found = _with_money(rows)
    if not found:
        raise Missing(_("There is no such budget line."))
    return found[0]


def years(reader: Actor) -> list[int]:
    """The years of the lines that the reader may see."""
    rows = Line.objects.filter(see_line.within(reader)).order_by().values_list("year", flat=True).distinct()
    return sorted(rows, reverse=True)


@dataclass(frozen=True)
class PromiseRow:
    promise: Promise
    is_taken_back: bool
    missing_fen: int


def promises_of(reader: Actor, line: Line) -> list[PromiseRow]:
    """What was promised to a line and what of it is missing; rows that take back are told with what they took."""
    see_line.require(reader, line)
    found = list(
        Promise.objects.filter(line=line, takes_back__isnull=True)
        .select_related("taken_back")
        .order_by("due_date", "pk")
    )
    missing = missing_by_promise(found)
    return [PromiseRow(p, hasattr(p, "taken_back"), missing.get(p.pk, 0)) for p in found]


def promise_in(reader: Actor, line: Line, key: int) -> Promise:
    found = Promise.objects.select_related("line__community").filter(line=line, pk=key).first()
    if found is None or not see_line.allows(reader, line):
        raise Missing(_("There is no such promise."))
    return found


@dataclass(frozen=True)
class EntryRow:
    """A line of a ledger. `payee` is empty for readers who may not read it; `by` for all but those who read the books."""

    entry: Entry
    payee: str
    project: str
    by: str
    is_reversed: bool

    @property
    def spent_fen(self) -> int:
        """What went out; less than nothing where a payment is reversed, as the red figure in a paper ledger."""
        return -self.entry.amount_fen


def ledger(reader: Actor, line: Line) -> list[EntryRow]:
    """The entries of a line, the latest first. Whoever only pays the line reads no names of private persons."""
    see_line.require(reader, line)
    rows = Entry.objects.filter(line=line).select_related("line__community", "expenditure", "reverses", "reversed_by")
    return entry_rows(rows.order_by("-number"), is_open=read_books.allows(reader, line.community))


def ledgers(reader: Actor, seen: Iterable[Line]) -> list[EntryRow]:
    """The entries of several lines that the reader may see, in order of line and number: for exports. Three queries."""
    open_ones = Community.objects.filter(read_books.within(reader)).values_list("pk", flat=True)
    known = set(open_ones.filter(pk__in={line.community_id for line in seen}))
    mine = Line.objects.filter(see_line.within(reader), pk__in=[line.pk for line in seen])
    rows = Entry.objects.filter(line__in=mine)
    full = rows.select_related("line__community", "expenditure", "reverses", "reversed_by").order_by("line", "number")
    every = list(full)
    names = names_of({e.by_id for e in every if e.by_id and e.community_id in known})
    return [_entry_row(e, is_open=e.community_id in known, names=names) for e in every]


def entry_rows(rows: QuerySet[Entry], *, is_open: bool) -> list[EntryRow]:
    every = list(rows)
    names = names_of({e.by_id for e in every if e.by_id}) if is_open else {}
    return [_entry_row(e, is_open=is_open, names=names) for e in every]


def entry_for(reader: Actor, key: int) -> EntryRow:
    """One entry, for those who read the books. Missing otherwise."""
    rows = Entry.objects.filter(read_entry.within(reader), pk=key).select_related(
        "line__community", "line__payer", "expenditure", "reverses", "reversed_by"
    )
    found = entry_rows(rows, is_open=True)
    if not found:
        raise Missing(_("There is no such entry."))
    return found[0]


@dataclass(frozen=True)
class ExpenditureRow:
    """What was asked for and where it stands: asked, approved, refused, withdrawn, paid or reversed."""

    expenditure: Expenditure
    state: str
    decision: Decision | None
    withdrawal: Decision | None
    entry: Entry | None
    asked_by: str
    decided_by: str


def expenditures(
    reader: Actor, line: Line | None = None, *, waiting: bool = False, most: int = MOST
) -> list[ExpenditureRow]:
    """What was asked for, newest first; `waiting` narrows to what is not settled yet. Four queries, however many."""
    rows = Expenditure.objects.filter(see_expenditure.within(reader))
    if line is not None:
        rows = rows.filter(line=line)
    if waiting:
        rows = rows.filter(unsettled())
    return _expenditure_rows(rows.order_by("-pk")[:most])


def expenditure_for(reader: Actor, key: int) -> ExpenditureRow:
    found = _expenditure_rows(Expenditure.objects.filter(see_expenditure.within(reader), pk=key))
    if not found:
        raise Missing(_("There is no such expenditure."))
    return found[0]


def waiting_count(reader: Actor) -> int:
    """How many expenditures wait for this reader's decision."""
    if not reader.roles:
        return 0
    return _undecided().filter(approve_expenditure.within(reader)).count()


def attachments_of(reader: Actor, expenditure: Expenditure) -> list[Attachment]:
    see_expenditure.require(reader, expenditure)
    return list(Attachment.objects.filter(expenditure=expenditure))


def attachment_named(reader: Actor, file: str) -> Attachment:
    """A paper, for those who may see its expenditure. Missing otherwise."""
    mine = Expenditure.objects.filter(see_expenditure.within(reader))
    found = Attachment.objects.filter(file=file, expenditure__in=mine).first()
    if found is None:
        raise Missing(_("There is no such file."))
    return found


def payers_for(community: Community) -> list[Organisation]:
    """Who may pay for a community: the offices above it, and the organisations in it."""
    return [*offices_above(community), *organisations(community)]


def keeps_books(reader: Actor, community: Community | None) -> bool:
    return community is not None and keep_books.allows(reader, community)


def unsettled() -> Q:
    """Neither refused, withdrawn nor paid yet."""
    return Q(pk__in=_undecided().values("pk")) | Q(pk__in=approved_unpaid().values("pk"))


def _undecided() -> QuerySet[Expenditure]:
    return Expenditure.objects.filter(~Exists(Decision.objects.filter(expenditure=OuterRef("pk"))))


def _with_money(rows: Iterable[Line]) -> list[LineRow]:
    found = list(rows)
    keys = [line.pk for line in found]
    sums, aside = arrived(keys), committed(keys)
    return [LineRow(line, *sums[line.pk], aside.get(line.pk, 0)) for line in found]


def _entry_row(entry: Entry, *, is_open: bool, names: dict[int, str]) -> EntryRow:
    expenditure = entry.expenditure
    payee = "" if expenditure is None else expenditure.payee
    if expenditure is not None and expenditure.is_private and not is_open:
        payee = _("a private person")
    return EntryRow(
        entry,
        payee,
        expenditure.project if expenditure else "",
        names.get(entry.by_id or 0, ""),
        hasattr(entry, "reversed_by"),
    )


def _expenditure_rows(rows: QuerySet[Expenditure]) -> list[ExpenditureRow]:
    found = list(
        rows.select_related("line__community", "line__payer").prefetch_related("decisions", "entries__reversed_by")
    )
    people = {e.asked_by_id for e in found} | {d.by_id for e in found for d in e.decisions.all()}
    names = names_of(people)
    return [_expenditure_row(e, names) for e in found]


def _expenditure_row(expenditure: Expenditure, names: dict[int, str]) -> ExpenditureRow:
    by_verdict = {d.verdict: d for d in expenditure.decisions.all()}
    decision = by_verdict.get(Verdict.APPROVED) or by_verdict.get(Verdict.REFUSED)
    withdrawal = by_verdict.get(Verdict.WITHDRAWN)
    entry = next((e for e in expenditure.entries.all() if e.reverses_id is None), None)
    state = "asked"
    if entry is not None:
        state = "reversed" if hasattr(entry, "reversed_by") else "paid"
    elif withdrawal is not None:
        state = "withdrawn"
    elif decision is not None:
        state = decision.verdict
    return ExpenditureRow(
        expenditure,
        state,
        decision,
        withdrawal,
        entry,
        names.get(expenditure.asked_by_id, ""),
        names.get(decision.by_id, "") if decision else "",
    )
