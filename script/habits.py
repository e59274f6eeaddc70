"""Habits of the house that no other linter knows, counted: python script/habits.py. What exceeds its ratchet is named, with what to do instead.

A ratchet goes down and never up; at zero the habit is gone and stays so.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "src" / "linli"
MOMENTS = re.compile(r"_at$|^(now|moment|at|then|when)$")
DAY_IN_TIME = {"year", "month", "day"}
WITHOUT_A_PLACE = {
    "base/working_time.py": "the one place",
    "base/office_dates.py": "cells of a spreadsheet have no place",
}
MOST_COMPLEX, MOST_PARAMETERS = 12, 9
Hits = Iterator[tuple[Path, int]]


@dataclass(frozen=True)
class Habit:
    """`find` yields where it is done, `most` is the ratchet."""

    name: str
    most: int
    instead: str
    find: Callable[[], Hits]


def _files(under: Path = CODE, *, with_tests: bool = False) -> Iterator[Path]:
    for path in sorted(under.rglob("*.py")):
        if "migrations" not in path.parts and (with_tests or "tests" not in path.parts):
            yield path


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _is_moment(node: ast.AST) -> bool:
    return bool(MOMENTS.search(getattr(node, "attr", "") or getattr(node, "id", "")))


def _takes_a_day(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="date"), args=[]):
            return True
        case (
            ast.Call(func=ast.Attribute(attr="strftime", value=moment))
            | ast.Attribute(attr="year" | "month" | "day", value=moment)
        ):
            return _is_moment(moment)
        case ast.FormattedValue(value=moment, format_spec=ast.JoinedStr() as how):
            return _is_moment(moment) and re.search(r"%[yYmdj]", ast.unparse(how)) is not None
    return False


def days() -> Hits:
    for path in _files():
        if str(path.relative_to(CODE)) not in WITHOUT_A_PLACE:
            yield from ((path, node.lineno) for node in _nodes(path) if _takes_a_day(node))  # type: ignore[attr-defined]


def skips() -> Hits:
    for under in (ROOT / "src", ROOT / "tests", ROOT / "bench", ROOT / "rehearsal", ROOT / "script"):
        for path in _files(under, with_tests=True):
            lines = path.read_text(encoding="utf-8").splitlines()
            yield from ((path, number) for number, line in enumerate(lines, 1) if line.endswith("# fmt: skip"))


def orderings() -> Hits:
    for path in _files():
        for node in _nodes(path):
            if isinstance(node, ast.ClassDef) and node.name == "Meta":
                yield from (
                    (path, one.lineno)
                    for one in node.body
                    if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "ordering"
                )


def paths() -> Hits:
    """An address typed as text: an f-string that begins with a slash."""
    for path in _files():
        for node in _nodes(path):
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if re.match(r"/[a-z]", text):
                    yield path, node.lineno


def anything() -> Hits:
    """`Any` in views and API, which are where mistakes are made."""
    for path in _files():
        if {"views", "api", "views.py", "api.py"} & set(path.parts):
            yield from ((path, node.lineno) for node in _nodes(path) if isinstance(node, ast.Name) and node.id == "Any")


def _functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in _files():
        yield from ((path, node) for node in _nodes(path) if isinstance(node, ast.FunctionDef))


BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.comprehension, ast.match_case)


def complexity(function: ast.FunctionDef) -> int:
    """One, and one more for every branch, loop, comprehension and operand of `and` and `or`, without what inner functions do."""
    found, waiting = 1, list[ast.AST](ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            continue
        found += isinstance(node, BRANCHES) + (len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0)
        waiting += ast.iter_child_nodes(node)
    return found


def complex_functions() -> Hits:
    yield from ((path, node.lineno) for path, node in _functions() if complexity(node) > MOST_COMPLEX)


def parameters() -> Hits:
    for path, node in _functions():
        given = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        if len(set(given) - {"self", "cls", "by", "reader", "now"}) > MOST_PARAMETERS:
            yield path, node.lineno


HABITS = [
    Habit("a day is taken from a moment without a place", 0, "localdate(moment), or what base/working_time has", days),
    Habit("# fmt: skip", 0, "let the formatter break the line", skips),
    Habit("ordering in Meta", 69, "order where the order is seen", orderings),
    Habit("an address typed as text", 96, "reverse(), or the row's own address", paths),
    Habit("Any in views and API", 629, "import the model under TYPE_CHECKING", anything),
    Habit(f"complexity over {MOST_COMPLEX}", 44, "name a part of it as a function", complex_functions),
    Habit(f"more than {MOST_PARAMETERS} parameters", 11, "a frozen dataclass for what travels together", parameters),
]


def main() -> int:
    """Print each count beside its ratchet. 1 if one is above it, or below: a ratchet follows downwards."""
    wrong = 0
    for habit in HABITS:
        found = list(habit.find())
        print(f"{len(found):5} of {habit.most:5}  {habit.name}")
        if len(found) > habit.most:
            wrong = 1
            print(f"       too many; instead: {habit.instead}")
            shown = found if habit.most == 0 else found[-20:]
            print("\n".join(f"       {path.relative_to(ROOT)}:{line}" for path, line in shown))
        elif len(found) < habit.most:
            wrong = 1
            print("       fewer than before: lower the ratchet in script/habits.py")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
