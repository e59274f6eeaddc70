"""A day or a year is never taken from a moment without its place: at New Year in China it is still the old year in UTC."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import linli

ROOT = Path(linli.__file__).parent
TAKEN = frozenset(
    {"date", "year", "month", "day", "weekday", "isoweekday", "isocalendar", "strftime", "hour", "minute"}
)
WRITTEN = ("%y", "%Y", "%m", "%d", "%H", "%M", "%x", "%c")
ALLOWED = frozenset({"base/working_time.py"})  # reckons in China's time itself


def takings(source: str) -> list[int]:
    """The lines that take a part of a moment which no call has brought to its place: `localdate(moment)` does."""
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if _takes(node)})


def _takes(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in TAKEN:
        return any(_is_moment(part) for part in _bare(node.value))
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        spec = ast.unparse(node.format_spec)
        return any(sign in spec for sign in WRITTEN) and any(_is_moment(part) for part in _bare(node.value))
    return False


def _bare(node: ast.AST) -> Iterator[ast.AST]:
    """The expression, not into what calls make of it."""
    yield node
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from _bare(child)


def _is_moment(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "now" and not node.args
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name == "now" or name.endswith(("_at", "_now"))


@pytest.mark.once
def test_no_day_or_year_is_taken_from_a_moment_without_its_place():
    files = [path for path in sorted(ROOT.rglob("*.py")) if not {"tests", "migrations"} & set(path.parts)]
    found = {str(path.relative_to(ROOT)): takings(path.read_text(encoding="utf-8")) for path in files}
    assert {name: lines for name, lines in found.items() if lines and name not in ALLOWED} == {}


@pytest.mark.once
@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("case.reported_at.date()", True),
        ("f'{case.reported_at:%y}'", True),
        ("request.now.year", True),
        ("(now - term).date()", True),
        ("timezone.now().date()", True),
        ("row.closed_at.strftime('%Y')", True),
        ("localdate(case.reported_at)", False),
        ("localdate(now).year", False),
        ("f'{localtime(case.reported_at):%Y}'", False),
        ("start.astimezone(CHINA).date()", False),
        ("case.promised_date.year", False),
    ],
)
def test_the_rule_sees_the_ways_in_which_it_is_broken(line, is_found):
    assert bool(takings(line)) is is_found
