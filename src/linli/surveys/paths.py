"""Which questions somebody is asked, from what they answered so far. Knows no table: the same for pages, paper, telephone and programmes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """A question as the way needs it. `asked_if`: the key of an earlier question, of whose options one of `if_options` was chosen."""

    key: int
    asked_if: int | None = None
    if_options: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Value:
    """What somebody answered: numbers of options, or a number, or words. All empty: nothing."""

    chosen: tuple[int, ...] = ()
    number: int | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.chosen and self.number is None and not self.text


Answers = Mapping[int, Value]
NOTHING = Value()


@dataclass(frozen=True)
class Problem:
    """Why a condition cannot work. `kind`: later, unknown, never."""

    key: int
    kind: str
    options: frozenset[int] = field(default=frozenset())


def path(steps: Sequence[Step], answers: Answers) -> list[Step]:
    """The questions that are asked, in order. What was answered to a question that is not asked opens no other one."""
    asked: dict[int, Step] = {}
    for step in steps:
        if step.asked_if is None or _opens(step, asked, answers):
            asked[step.key] = step
    return list(asked.values())


def kept(steps: Sequence[Step], answers: Answers) -> dict[int, Value]:
    """Of these answers those that lie on the path and are not empty."""
    return {step.key: answers[step.key] for step in path(steps, answers) if not answers.get(step.key, NOTHING).is_empty}


def following(steps: Sequence[Step], answers: Answers, key: int | None) -> Step | None:
    """The question after this one on the path; the first for None; None at the end. The key itself need not lie on the path."""
    order = {step.key: place for place, step in enumerate(steps)}
    at = -1 if key is None else order.get(key, -1)
    return next((step for step in path(steps, answers) if order[step.key] > at), None)


def before(steps: Sequence[Step], answers: Answers, key: int | None) -> Step | None:
    """The question before this one on the path; the last for None; None at the beginning."""
    order = {step.key: place for place, step in enumerate(steps)}
    at = len(steps) if key is None else order.get(key, 0)
    return next((step for step in reversed(path(steps, answers)) if order[step.key] < at), None)


def problems(steps: Sequence[Step], options: Mapping[int, int]) -> list[Problem]:
    """What is wrong with the conditions. `options`: how many options each question has that can open others.

    A condition points back, never forward, and to options that are offered; then every question can be reached, as each
    question of the chain before it can be answered freely.
    """
    found, earlier = [], set[int]()
    for step in steps:
        if step.asked_if is not None:
            offered = frozenset(range(1, options.get(step.asked_if, 0) + 1))
            if step.asked_if not in earlier:
                found.append(Problem(step.key, "later"))
            elif not step.if_options:
                found.append(Problem(step.key, "never"))
            elif step.if_options - offered:
                found.append(Problem(step.key, "unknown", step.if_options - offered))
        earlier.add(step.key)
    return found


def _opens(step: Step, asked: Mapping[int, Step], answers: Answers) -> bool:
    if step.asked_if is None or step.asked_if not in asked:
        return False
    return bool(step.if_options.intersection(answers.get(step.asked_if, NOTHING).chosen))
