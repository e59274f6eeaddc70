"""No page answers 500 for what is no number, no day, no code: every parameter that a page reads, every part of an address,
every field of a public form, each with what it does not expect. What is read is found by watching, not from a list.
"""

import re
from html import unescape

import pytest
from django.http import QueryDict

from linli.base.routes import PART, routes

from .test_matrix import ROLES, rows, world  # noqa: F401  the world of every room
from .visitors import close

NASTY = ("²", "1" * 18, "0001-01-01", "a\x00b")
MORE = (
    "9999-12-31",
    "9" * 40,
    "٣",
    "-1",
    "0",
    "2026-02-30",
    "好" * 3000,
    "1e999",
    "NaN",
    "0001-01-01T00:00:00+23:59_1",
)
"""What each field gets in turn, to bring the number of requests down."""
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
ACTION = re.compile(r'action="([^"]*)"')
FIELD = re.compile(r'<(?:input|textarea|select|button)\b[^>]*?\bname="([^"]+)"([^>]*)')
VALUE = re.compile(r'\bvalue="([^"]*)"')
KEPT = {"do", "csrfmiddlewaretoken"}
ENDS_THE_SESSION = ("/accounts/", "/me/data/erase/", "/me/second-factor/")


@pytest.fixture
def read(monkeypatch):
    """The names that a page asks its query for."""
    names: set[str] = set()
    for way in ("__getitem__", "get", "getlist"):
        real = getattr(QueryDict, way)

        def note(self, key, *more, real=real, **named):
            names.add(key)
            return real(self, key, *more, **named)

        monkeypatch.setattr(QueryDict, way, note)
    return names


@pytest.fixture
def browsers(visit, settings):
    settings.LIMITS = False
    made = {}

    def browser(who):
        if who not in made:
            made[who] = visit(who)
            made[who].raise_request_exception = False
        return made[who]

    return browser


def _status(answer) -> int:
    close(answer)
    return answer.status_code


def test_no_page_breaks(world, browsers, read):  # noqa: F811
    broken = []
    for name, (who, path) in _pages(world).items():
        read.clear()
        page = browsers(who).get(path)
        wanted = sorted(read - {"c", "code"})
        shown = (
            page.content.decode()
            if page.status_code == 200 and not page.streaming and "html" in page["Content-Type"]
            else ""
        )
        _status(page)
        broken += [
            (name, value)
            for value in _values(wanted)
            if _status(browsers(who).get(path.partition("?")[0], value)) >= 500
        ]
        for to, verb, fields in _forms(shown, path) if who == "resident" else ():
            broken += [
                (name, to, verb | value)
                for value in _values(fields)
                if _status(browsers(who).post(to, value | verb)) >= 500
            ]
    broken += [("?c", value) for value in NASTY + MORE if _status(browsers(None).get("/about/", {"c": value})) >= 500]
    assert broken == []


def test_no_part_of_an_address_breaks_a_page(browsers):
    broken = []
    for route, _view in routes():
        path = PART.sub(lambda part: str(2**63 - 1 if part["kind"] == "int" else "²"), route)
        if PART.search(route) and "(?P" not in route and _status(browsers("chair").get(f"/{path}")) >= 500:
            broken.append(path)
    assert broken == []


@pytest.mark.once
@pytest.mark.parametrize(
    "path", ["/cases/99999999999999999999/", "/rules/a%00b/", "/t/9223372036854775808-A/", "/c/%00/", "/q/%00/"]
)
def test_what_no_database_could_hold_is_a_page_that_is_not_there(browsers, path):
    assert _status(browsers(None).get(path)) == 404


def _values(names):
    """For these names: each with the same nasty value, and once each with another one."""
    if not names:
        return []
    return [
        *(dict.fromkeys(names, value) for value in NASTY),
        {name: MORE[at % len(MORE)] for at, name in enumerate(names)},
    ]


def _pages(world):  # noqa: F811
    """Of each address one page, with somebody who gets it: a resident where a resident may."""
    found = {}
    for method, name, template, expected in rows():
        if method == "GET" and "2" in expected:
            who = "resident" if expected[1] == "2" else ROLES[expected.index("2")]
            found.setdefault(name, (who, template.format(**vars(world))))
    return found


def _forms(shown: str, path: str):
    seen = set()
    for form in FORM.findall(shown):
        action = ACTION.search(form[: form.index(">")])
        to = unescape(action[1]) if action and action[1] else path
        fields = [(unescape(name), VALUE.search(rest)) for name, rest in FIELD.findall(form)]
        verbs = [value[1] for name, value in fields if name == "do" and value] or [""]
        names = sorted({name for name, _value in fields} - KEPT)
        shape = (re.sub(r"\d+", "0", to), *verbs, *names)
        if to.startswith(ENDS_THE_SESSION) or to.startswith(("/look/", "/i18n/")) or shape in seen:
            continue
        seen.add(shape)
        yield from ((to, {"do": verb} if verb else {}, names) for verb in verbs)
