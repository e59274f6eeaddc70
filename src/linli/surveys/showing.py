"""Results as pages and workbooks show them: the same lines from exact counts and from published ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .charts import Chart, chart, words_of
from .counting.tally import Counted, bands
from .models import Channel, Question
from .tongues import Told, Tongue


@dataclass(frozen=True)
class Line:
    """One question and what came out. `wrote`: how many used words."""

    told: Told
    is_hidden: bool = False
    asked: int = 0
    answered: int = 0
    chart: Chart | None = None
    mean: str = ""
    median: str = ""
    wrote: int = 0
    quotes: list[str] = field(default_factory=list)

    @property
    def question(self) -> Question:
        return self.told.question


@dataclass(frozen=True)
class Table:
    """Two questions against each other, with labels. None: a hidden count."""

    first: Told
    second: Told
    columns: list[str]
    rows: list[tuple[str, list[int | None], int]]
    totals: list[int]
    total: int

    @property
    def hides(self) -> bool:
        return any(count is None for _label, cells, _total in self.rows for count in cells)


def exact_lines(
    tongue: Tongue, questions: Sequence[Question], counted: Sequence[Counted], wrote: Mapping[int, int]
) -> list[Line]:
    return [
        _exact(tongue.told(question), count, wrote.get(question.pk, 0))
        for question, count in zip(questions, counted, strict=True)
    ]


def public_lines(tongue: Tongue, questions: Sequence[Question], told: Sequence[Mapping[str, Any]]) -> list[Line]:
    by_key = {one["key"]: one for one in told}
    return [_public(tongue.told(question), by_key.get(question.pk, {"is_hidden": True})) for question in questions]


def channel_words(channels: Sequence[tuple[str, Sequence[int | None]]]) -> list[tuple[str, str]]:
    """(how, how many) of each way in which answers came."""
    return [(str(Channel(channel).label), words_of(low or 0, high)) for channel, (low, high) in channels]


def table_of(tongue: Tongue, questions: Sequence[Question], told: Mapping[str, Any]) -> Table:
    by_key = {question.pk: tongue.told(question) for question in questions}
    first, second = by_key[told["first"]], by_key[told["second"]]
    rows = [
        (_joined(first, group), cells, total)
        for group, cells, total in zip(told["rows"], told["cells"], told["row_totals"], strict=True)
    ]
    columns = [_joined(second, group) for group in told["columns"]]
    return Table(first, second, columns, rows, told["column_totals"], told["total"])


def label_of(told: Told, number: int) -> str:
    """An option's label; of a scale with what its ends mean."""
    label = told.options[number - 1]
    if told.ends and number in {1, 5}:
        return f"{label} {told.ends[0 if number == 1 else 1]}"
    return label


def _exact(told: Told, counted: Counted, wrote: int) -> Line:
    question = told.question
    rows: list[tuple[str, int, int | None]] = [
        (label_of(told, number), count, count) for number, count in enumerate(counted.counts, start=1)
    ]
    rows += [
        (f"{band.low}–{band.high}" if band.high > band.low else str(band.low), band.count, band.count)
        for band in bands(counted.numbers)
    ]
    mean = f"{counted.mean:.1f}" if question.kind == Question.Kind.SCALE and counted.mean else ""
    middle = f"{counted.median:g}" if counted.median is not None else ""
    drawn = chart(rows, counted.answered) if rows else None
    return Line(told, False, counted.asked, counted.answered, drawn, mean, middle, wrote)


def _public(told: Told, found: Mapping[str, Any]) -> Line:
    if found.get("is_hidden"):
        return Line(told, is_hidden=True, quotes=found.get("quotes", []))
    counts = found.get("counts", [])
    rows = [(label_of(told, number), low, high) for number, (low, high) in enumerate(counts, start=1)]
    rows += [(f"{low}–{high}" if high > low else str(low), count, count) for low, high, count in found.get("bands", [])]
    mean = ""
    if told.question.kind == Question.Kind.SCALE and counts and all(low == high for low, high in counts):
        given = sum(low for low, _high in counts)
        mean = f"{sum(n * low for n, (low, _high) in enumerate(counts, start=1)) / given:.1f}" if given else ""
    drawn = chart(rows, found["answered"]) if rows else None
    return Line(told, False, found["asked"], found["answered"], drawn, mean, quotes=found.get("quotes", []))


def _joined(told: Told, group: Sequence[int]) -> str:
    return "、".join(label_of(told, number) for number in group)
