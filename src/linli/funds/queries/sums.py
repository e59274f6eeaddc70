"""Sums over promises and ledgers: the same few queries, however many lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.timezone import make_aware

from linli.places.models import Community

from ..models import Decision, Entry, Expenditure, Kind, Line, Promise, Source
from ..quarters import Quarter

RECEIPT, EXPENDITURE = Q(kind=Kind.RECEIPT), Q(kind=Kind.EXPENDITURE)


def arrived(line_ids: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """What was promised to each of these lines, what has arrived and what was spent, in fen; reversals counted. Two queries."""
    promised = _sums(Promise.objects.filter(line__in=line_ids), all=Q())
    booked = _sums(Entry.objects.filter(line__in=line_ids), received=RECEIPT, spent=EXPENDITURE)
    return {
        key: (
            promised.get(key, {}).get("all", 0),
            booked.get(key, {}).get("received", 0),
            -booked.get(key, {}).get("spent", 0),
        )
        for key in line_ids
    }


def by_payer(organisations: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """What each of these offices promised to tasks, what of it arrived and what was spent, in fen. Two queries, however many lines."""
    of_tasks = {"line__payer__in": organisations, "line__source": Source.TASK}
    promised = _sums(Promise.objects.filter(**of_tasks), by="line__payer", all=Q())
    booked = _sums(Entry.objects.filter(**of_tasks), by="line__payer", received=RECEIPT, spent=EXPENDITURE)
    none = {"all": 0, "received": 0, "spent": 0}
    return {
        key: (promised.get(key, none)["all"], booked.get(key, none)["received"], -booked.get(key, none)["spent"])
        for key in organisations
    }


def committed(line_ids: Collection[int]) -> dict[int, int]:
    """What is approved on each of these lines and not yet paid. One query."""
    rows = _sums(approved_unpaid().filter(line__in=line_ids), all=Q())
    return {key: row["all"] for key, row in rows.items()}


def approved_unpaid() -> QuerySet[Expenditure]:
    decided = Decision.objects.filter(expenditure=OuterRef("pk"))
    return Expenditure.objects.filter(
        Exists(decided.filter(verdict=Decision.Verdict.APPROVED)),
        ~Exists(decided.filter(verdict=Decision.Verdict.WITHDRAWN)),
        ~Exists(Entry.objects.filter(expenditure=OuterRef("pk"))),
    )


def missing_by_promise(promises: Iterable[Promise]) -> dict[int, int]:
    """Of these promises, those whose money has not come, with what is missing of each. Two queries.

    What arrives on a line fulfils its promises in the order of their days.
    """
    wanted = {p.pk: p for p in promises}
    lines = {p.line_id for p in wanted.values()}
    came = _sums(Entry.objects.filter(line__in=lines), received=RECEIPT)
    left = defaultdict(int, {key: row["received"] for key, row in came.items()})
    missing = {}
    standing = Promise.objects.filter(line__in=lines, takes_back__isnull=True, taken_back__isnull=True)
    for promise in standing.order_by("due_date", "pk"):
        here = min(left[promise.line_id], promise.amount_fen)
        left[promise.line_id] -= here
        if here < promise.amount_fen and promise.pk in wanted:
            missing[promise.pk] = promise.amount_fen - here
    return missing


@dataclass(frozen=True)
class Span:
    """A line over a quarter."""

    line: Line
    promised_fen: int
    opening_fen: int
    received_fen: int
    spent_fen: int

    @property
    def closing_fen(self) -> int:
        return self.opening_fen + self.received_fen - self.spent_fen

    @property
    def is_quiet(self) -> bool:
        return not (self.opening_fen or self.received_fen or self.spent_fen)


def lines_until(community: Community, span: Quarter) -> list[Span]:
    """The community's lines over a quarter: those of its year, and older ones with money on them. Three queries."""
    end = make_aware(datetime.combine(span.to_date, time()))
    before, within = Q(booked_date__lt=span.from_date), Q(booked_date__gte=span.from_date, booked_date__lt=span.to_date)
    booked = _sums(
        Entry.objects.filter(community=community, booked_date__lt=span.to_date),
        opening=before,
        received=within & RECEIPT,
        spent=within & EXPENDITURE,
    )
    promised = _sums(Promise.objects.filter(line__community=community, due_date__lt=span.to_date), all=Q())
    lines = Line.objects.filter(Q(opened_at__lt=end) | Q(pk__in=booked), community=community).select_related("payer")
    found = [_span(line, promised.get(line.pk, {}), booked.get(line.pk, {})) for line in lines.order_by("year", "pk")]
    return [s for s in found if s.line.year == span.year or not s.is_quiet]


def _span(line: Line, promised: dict[str, int], booked: dict[str, int]) -> Span:
    return Span(
        line, promised.get("all", 0), booked.get("opening", 0), booked.get("received", 0), -booked.get("spent", 0)
    )


def _sums(rows: QuerySet[Any], *, by: str = "line", **conditions: Q) -> dict[int, dict[str, int]]:
    """By line, or by what else: the sums of the amounts under each condition."""
    sums = {
        f"sum_{name}": Sum("amount_fen", filter=condition or None, default=0) for name, condition in conditions.items()
    }
    return {
        row.pop(by): {name.removeprefix("sum_"): int(value) for name, value in row.items()}
        for row in rows.order_by().values(by).annotate(**sums)
    }
