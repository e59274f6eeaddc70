"""A page costs the same however much there is: never more than twelve queries; what puts a whole book on one sheet, twenty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import report_case
from linli.casework.actions.whistles import blow_whistle

from .rooms import lists, things

MOST, MOST_OF_A_BOOK = 12, 20
PAGES = [
    (None, "/"),
    (None, "/c/jia/"),
    (None, "/together/"),
    (None, "/cases/"),
    (None, "/cases/?q=路灯"),
    (None, "/cases/map/"),
    (None, "/cases/map.json"),
    (None, "/rates/"),
    (None, "/cases/{case}/"),
    (None, "/report/"),
    (None, "/report/similar/?text=路灯不亮"),
    ("worker", "/desk/?tab=open"),
    ("worker", "/desk/?tab=mine"),
    ("worker", "/desk/?tab=whistled"),
    ("resident", "/my/cases/"),
    ("resident", "/cases/{case}/"),
    ("department_officer", "/whistles/"),
    ("street_officer", "/whistles/"),
    ("resident", "/inbox/"),
    (None, "/open311/v2/requests.json?jurisdiction_id=jia"),
    (None, "/open311/v2/services.json?jurisdiction_id=jia"),
]


def _live(cast, now, count: int) -> int:
    """What happened to that many cases; the key of the last one."""
    for n in range(count):
        at = now + timedelta(minutes=n)
        case = report_case(cast.resident, community=cast.here, category=cast.light, text=f"路灯不亮 {n}", now=at).case
        accept_case(cast.worker, case, now=at)
        blow_whistle(cast.worker, case, organisations=[cast.works], text="请来", now=at)
    return case.pk


def _cost(browser, path: str) -> int:
    first = browser.get(path)  # what is kept in memory is read once
    if b'name="task"' in first.content:  # a list of people asks why before it costs anything
        browser.post(path, {"task": "走访"})
        browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.fixture
def costs(cast, now, visit, settings) -> list[tuple[str, int, int, int]]:
    settings.LIMITS = False
    case = _live(cast, now, 3)
    named = {"case": case, **things(cast, now)}
    pages = [(who, path.format(**named), MOST) for who, path in PAGES]
    pages += [(who, path.format(**named), MOST_OF_A_BOOK) for who, path in lists()]
    browsers = {who: visit(who) for who in {who for who, _path, _most in pages}}
    few = [_cost(browsers[who], path) for who, path, _most in pages]
    _live(cast, now + timedelta(hours=1), 40)
    many = [_cost(browsers[who], path) for who, path, _most in pages]
    return [(f"{who} {path}", a, b, most) for (who, path, most), a, b in zip(pages, few, many, strict=True)]


def test_every_list_costs_the_same_for_three_and_for_forty_and_little(costs):
    wrong = [c for c in costs if c[1] != c[2] or c[2] > c[3]]
    assert not wrong, "\n".join(map(str, wrong))
