"""Answers counted: question by question, and two questions against each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Stored = Mapping[str, Sequence[int] | int | bool]
"""An answer sheet as it is stored: by the key of the question numbers of options, a number, or that something was written."""

MOST_BANDS = 8


@dataclass(frozen=True)
class Asked:
    """A question as counting needs it. `options`: how many can be chosen from; 0 for numbers and words."""

    key: int
    options: int
    is_single: bool
    asked_if: int | None = None
    if_options: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Band:
    """Numbers from `low` to `high`, both counted in."""

    low: int
    high: int
    count: int


@dataclass(frozen=True)
class Counted:
    """`answered` of those `asked`; `counts` by option. Several options may be chosen, so that their sum can be larger."""

    key: int
    asked: int
    answered: int
    counts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def mean(self) -> float | None:
        """Of a scale: the mean of the numbers of the options."""
        given = sum(self.counts)
        return sum(place * count for place, count in enumerate(self.counts, start=1)) / given if given else None

    @property
    def median(self) -> float | None:
        return median(self.numbers) if self.numbers else None


def tally(questions: Sequence[Asked], sheets: Iterable[Stored]) -> list[Counted]:
    """Each question counted, in one walk over the sheets. What is stored lies on the path, so a condition is read off the sheet."""
    asked, answered = [0] * len(questions), [0] * len(questions)
    counts = [[0] * (question.options + 1) for question in questions]
    numbers: list[list[int]] = [[] for _question in questions]
    names = [(str(q.key), str(q.asked_if), q.asked_if is None, q.if_options) for q in questions]
    for sheet in sheets:
        for place, (name, parent, is_for_all, opens) in enumerate(names):
            if not is_for_all and not _is_open(sheet.get(parent), opens):
                continue
            asked[place] += 1
            given = sheet.get(name)
            if given is None:
                continue
            answered[place] += 1
            if isinstance(given, list):
                for option in given:
                    counts[place][option] += 1
            elif isinstance(given, int) and given is not True:
                numbers[place].append(given)
    return [
        Counted(question.key, asked[place], answered[place], tuple(counts[place][1:]), tuple(sorted(numbers[place])))
        for place, question in enumerate(questions)
    ]


def cross(first: Asked, second: Asked, sheets: Iterable[Stored]) -> list[list[int]]:
    """How many chose each option of the one together with each of the other. Who did not answer both stands in no cell."""
    cells = [[0] * second.options for _option in range(first.options)]
    one, other = str(first.key), str(second.key)
    for sheet in sheets:
        a, b = sheet.get(one), sheet.get(other)
        if isinstance(a, list) and isinstance(b, list):
            for row in a:
                for column in b:
                    cells[row - 1][column - 1] += 1
    return cells


def bands(numbers: Sequence[int], *, fewest: int = 0) -> list[Band]:
    """Sorted numbers in bands of one round width; neighbours are joined until each holds `fewest`. None if there are fewer numbers."""
    if len(numbers) < max(fewest, 1):
        return []
    width = _width(numbers[-1] - numbers[0] + 1)
    first = numbers[0] // width
    made = [Band((first + n) * width, (first + n + 1) * width - 1, 0) for n in range(numbers[-1] // width - first + 1)]
    held = [0] * len(made)
    for number in numbers:
        held[number // width - first] += 1
    return _joined([Band(band.low, band.high, count) for band, count in zip(made, held, strict=True)], fewest)


def _joined(parts: list[Band], fewest: int) -> list[Band]:
    found: list[Band] = []
    for part in parts:
        is_short = bool(found) and found[-1].count < fewest
        found.append(_together(found.pop(), part) if is_short else part)
    if len(found) > 1 and found[-1].count < fewest:
        last = found.pop()
        found.append(_together(found.pop(), last))
    return found


def _together(low: Band, high: Band) -> Band:
    return Band(low.low, high.high, low.count + high.count)


def _width(spread: int) -> int:
    power = 1
    while True:
        for step in (1, 2, 5):
            if step * power * MOST_BANDS >= spread + step * power:
                return step * power
        power *= 10


def _is_open(given: object, opens: frozenset[int]) -> bool:
    return isinstance(given, list) and not opens.isdisjoint(given)
