"""Nobody but staff writes without a limit, and nobody makes our machine print for ever."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import resolve

from linli.base import turns
from linli.base.turns import FILE, OTHER, TURNS
from linli.casework.actions.receiving import report_case
from linli.casework.models import Reporter
from linli.site.api import api

from .test_matrix import get_resolver, names, rows, world  # noqa: F401  the world of every room
from .visitors import close

pytestmark = pytest.mark.once


@pytest.fixture
def nobody_has_a_turn(monkeypatch, settings):
    """The table with a nought in every row: whatever takes a turn is refused."""
    settings.LIMITS = True
    monkeypatch.setattr(turns, "TURNS", {name: replace(deed, most=0) for name, deed in TURNS.items()})
    monkeypatch.setattr(turns, "OTHER", replace(OTHER, most=0))
    monkeypatch.setattr(turns, "FILE", replace(FILE, most=0))


def test_whatever_somebody_who_is_not_staff_sends_or_has_printed_takes_a_turn_first(world, visit, nobody_has_a_turn):  # noqa: F811
    """Found by walking, not by memory: what is asked for as a file is behind a turn, or costs nothing to make."""
    browser = visit()
    paths = {name: template.format(**vars(world)) for _method, name, template, _expected in rows()}
    got = {path: _asked(browser.post, path)[0] for path in paths.values() if not path.startswith(OUTSIDE)}
    assert {path: status for path, status in got.items() if status != 429} == {}
    assert browser.post("/open311/v2/requests.json").status_code == 429

    reads = {
        name: template.format(**vars(world))
        for method, name, template, expected in rows()
        if method == "GET" and expected[0] == "2"
    }
    answers = {path: _asked(browser.get, path) for path in reads.values()}
    assert [path for path, (_status, kind) in answers.items() if kind.startswith(MADE)] == []
    files = [path for path in reads.values() if turns.is_dear(resolve(path.partition("?")[0]).route)]
    assert len(files) >= 6
    assert {answers[path][0] for path in files} == {429}


def _asked(ask, path):
    answer = ask(path)
    close(answer)
    return answer.status_code, answer.headers["Content-Type"]


OUTSIDE = ("/api/v1/", "/open311/")  # they take their turns themselves, and answer in their own shape


def test_every_operation_that_writes_takes_a_turn_first(db, nobody_has_a_turn):
    schema = api.get_openapi_schema()["paths"]
    writes = [re.sub(r"{\w+}", "1", path) for path, methods in schema.items() if "post" in methods]
    got = {path: Client().post(path, "{}", "application/json").status_code for path in writes}
    assert len(got) > 60
    assert set(got.values()) == {429}, got


def test_every_row_of_the_table_names_an_address_or_an_operation():
    operations = {
        f"api:{told['operationId']}"
        for methods in api.get_openapi_schema()["paths"].values()
        for told in methods.values()
    }
    known = set(names(get_resolver())) | operations
    assert {row.partition(" ")[0] for row in TURNS} <= known


MADE = ("application/pdf", "application/vnd", "application/zip", "application/msword")


def _join(browser, case):
    return browser.post(
        f"/cases/{case.pk}/act/", {"do": "join", "name": "", "telephone": "", "email": "", "text": "也是"}
    )


@pytest.fixture
def case(cast, now, settings):
    settings.LIMITS = True
    return report_case(cast.resident, community=cast.here, category=cast.light, text="灯不亮", now=now).case


def test_one_address_does_not_join_one_case_a_hundred_times(case, visit):
    got = [_join(visit(), case).status_code for _n in range(12)]
    assert got == [302] * 8 + [429] * 4
    assert Reporter.objects.filter(case=case).count() == 9


def test_the_page_and_the_operation_share_their_count(case, visit):
    for _n in range(8):
        assert visit().post(f"/api/v1/cases/{case.pk}/join", "{}", "application/json").status_code == 200
    assert _join(visit(), case).status_code == 429


def test_another_address_has_its_own_turns(case, visit, settings):
    settings.PROXIES = 1
    for _n in range(9):
        _join(visit(), case)
    other = visit().post(f"/cases/{case.pk}/act/", {"do": "join"}, headers={"x-forwarded-for": "203.0.113.9"})
    assert other.status_code == 302


def test_who_is_refused_by_a_limit_keeps_what_was_typed(case, visit):
    for _n in range(8):
        _join(visit(), case)
    page = visit().post(
        f"/cases/{case.pk}/act/",
        {"do": "join", "text": "我家门口的灯 <b>也</b> 不亮了，孩子摔了", "password": "geheim-geheim"},
    )
    shown = page.content.decode()
    assert page.status_code == 429
    assert "我家门口的灯 &lt;b&gt;也&lt;/b&gt; 不亮了，孩子摔了" in shown
    assert 'name="do" value="join"' in shown
    assert "geheim" not in shown


def test_staff_at_the_desk_have_no_turn_to_take(case, visit):
    assert {_join(visit("worker"), case).status_code for _n in range(12)} == {302}


def test_invalid_reports_are_counted_too(case, visit):
    got = [visit().post("/report/?c=jia", {}).status_code for _n in range(21)]
    assert got == [200] * 20 + [429]
