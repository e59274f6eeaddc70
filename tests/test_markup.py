"""What the source may not say: that a value is safe, or that whatever looks like a figure is a number."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from linli.casework.actions.questions import keep_question
from linli.casework.actions.setup import add_category

SRC = Path(__file__).parent.parent / "src" / "linli"
CODE = [file for file in sorted(SRC.rglob("*.py")) if not {"tests", "migrations"} & set(file.parts)]
UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off")
MAKES_SAFE = {"mark_safe", "SafeString", "SafeText", "SafeData", "html_safe"}
DRAWN_BY_US = {"base/qr.py", "look/templatetags/linli.py"}
"""Pictures that a library draws out of numbers and of names that it knows: QR codes, icons."""


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def _calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(_tree(file)) if isinstance(node, ast.Call)]


def test_no_template_says_that_a_value_is_safe():
    found = [
        f"{file.relative_to(SRC)}: {line}"
        for file in sorted(SRC.rglob("templates/**/*.html"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if UNESCAPED.search(line)
    ]
    assert found == []


def test_letters_in_plain_text_are_the_only_ones_that_are_not_escaped():
    found = {
        file.name
        for file in SRC.rglob("templates/**/*")
        if file.suffix in {".txt", ".xml", ".svg", ".js", ".json"}
        and UNESCAPED.search(file.read_text(encoding="utf-8"))
    }
    assert found == {"password_reset_key_message.txt"}


def test_no_code_says_that_a_value_is_safe():
    found = {
        str(file.relative_to(SRC))
        for file in CODE
        for call in _calls(file)
        if _name(call) in MAKES_SAFE and not isinstance(call.args[0], ast.Constant)
    }
    assert found == DRAWN_BY_US
    wrong = [
        file
        for file in CODE
        for call in _calls(file)
        if _name(call) == "format_html" and not isinstance(call.args[0], ast.Constant)
    ]
    assert wrong == []


def test_numbers_from_outside_are_read_in_one_place():
    """`"²".isdigit()` is true, and int() of it fails: read_key knows. Where the sign is looked at alone, nothing is read."""
    wrong = []
    for file in CODE:
        for function in ast.walk(_tree(file)):
            if not isinstance(function, ast.FunctionDef | ast.Lambda):
                continue
            called = {_name(node) for node in ast.walk(function) if isinstance(node, ast.Call)}
            if called & {"isdigit", "isnumeric", "isdecimal"} and "int" in called and "isascii" not in called:
                wrong.append(f"{file.relative_to(SRC)}:{function.lineno}")
    assert wrong == []


HOSTILE = '<b id=inj>fett</b><meta http-equiv="refresh" content="2;url=https://example.org"><form action=//example.org><img src=x>'


@pytest.mark.once
@pytest.mark.parametrize(("who", "path"), [(None, "/report/"), ("worker", "/desk/new/")])
@pytest.mark.parametrize("community", [True, False], ids=["of one community", "of all"])
def test_a_question_full_of_markup_is_shown_as_what_it_is(who, path, community, cast, now, visit):
    by, here = (cast.chair, cast.here) if community else (cast.administrator, None)
    kind = add_category(by, key="hostile", name=HOSTILE[:60], name_en="", good="environment", community=here, now=now)
    keep_question(by, kind, datatype="string", text="几号？", hint=HOSTILE, now=now)
    page = visit(who).get(path)
    shown = page.content.decode()
    assert page.status_code == 200
    assert "&lt;b id=inj&gt;fett" in shown
    for raw in ("<b id=inj", '<meta http-equiv="refresh"', "<form action=//", "<img src=x"):
        assert raw not in shown
