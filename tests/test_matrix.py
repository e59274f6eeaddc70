"""Every address × every role × (own, private, another community's, confidential): what each gets, in one table a room.

A new address without a row fails, with the line to add. tests/matrix.txt says how to read the table.
"""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from linli.base.actors import HOUSE
from linli.casework.actions.handling import accept_case
from linli.casework.actions.hands import become_willing, call_for_hands
from linli.casework.actions.receiving import report_case
from linli.casework.actions.story import tracking_code
from linli.casework.actions.whistles import blow_whistle, call_path
from linli.casework.models import WhistleCall
from linli.people.models import Account, Role
from linli.places.actions.tree import add_marker

from .cast import NOW
from .remembered import Remembered
from .rooms import TABLES, things
from .visitors import close

pytestmark = pytest.mark.once

ROLES = (
    None,
    "resident",
    "neighbour",
    "volunteer",
    "worker",
    "chair",
    "mediator",
    "stranger",
    "other_worker",
    "street_officer",
    "department_officer",
    "unit_contact",
    "coordinator",
    "auditor",
    "administrator",
)
SOME = (None, "resident", "worker", "street_officer", "administrator")
"""Who is asked where everybody gets the same: a line of fifteen equal signs costs a second of every run."""
SIGNS = {200: "2", 301: "3", 302: "3", 400: "B", 401: "U", 403: "F", 404: ".", 405: "M", 409: "C", 422: "V"}


def rows(*tables: Path) -> list[tuple[str, str, str, str]]:
    """(method, name, path, expected) of each line, of every table or of these; comments and blank lines are left out."""
    read = (table.read_text(encoding="utf-8") for table in tables or TABLES)
    lines = [line.split("#")[0].split() for text in read for line in text.splitlines()]
    return [(method, name, path, expected) for method, name, path, expected in (line for line in lines if line)]


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


@pytest.fixture
def world(cast, settings) -> SimpleNamespace:
    """One thing of each kind that an address can name."""
    settings.LIMITS = False
    return WORLD.bring(cast, NOW)


def set_up_world(cast, now) -> SimpleNamespace:
    def report(text, **more):
        return report_case(cast.resident, community=more.pop("community", cast.here), text=text, now=now, **more)

    public = report("公开的路灯", category=cast.light)
    private = report("只给居委会的路灯", category=cast.light, wants_public=False)
    elsewhere = report_case(
        cast.stranger, community=cast.there, category=cast.light, text="别的社区的", wants_public=False, now=now
    ).case
    secret = report("保密", category=cast.secret)
    carry = report("帮忙抬", category=cast.carry)
    accept_case(cast.worker, private.case, now=now)
    blow_whistle(cast.worker, private.case, organisations=[cast.works], text="请来", now=now)
    call = WhistleCall.objects.get()
    become_willing(cast.volunteer, community=cast.here, category=cast.carry, now=now)
    hands = call_for_hands(cast.worker, carry.case, now=now)
    marker = add_marker(HOUSE, cast.here, name="灯柱", now=now)
    return SimpleNamespace(
        public=public.case.pk,
        private=private.case.pk,
        elsewhere=elsewhere.pk,
        secret=secret.case.pk,
        code=tracking_code(private.reporter),
        call=call.pk,
        link=call_path(call),
        hands=hands.pk,
        marker=marker.code,
        building=cast.building.pk,
        office=cast.works.pk,
        manager=cast.manager.pk,
        jia=cast.here.pk,
        neighbour=cast.keys["neighbour"],
        role=Role.objects.get(person=cast.keys["volunteer"]).pk,
        volunteer=cast.keys["volunteer"],
        none="0" * 32,
        **things(cast, now),
    )


WORLD = Remembered(set_up_world)


def test_every_address_has_its_rows():
    known = {name for _method, name, _path, _expected in rows()}
    addresses = set(names(get_resolver()))
    missing = sorted(addresses - known)
    assert not missing, "add to the room's matrix.txt:\n" + "\n".join(
        f"GET {name} /path/ {'2' * len(ROLES)}" for name in missing
    )
    assert not known - addresses


@pytest.mark.parametrize("table", TABLES, ids=[table.parts[-3] if table != TABLES[0] else "house" for table in TABLES])
def test_each_role_gets_what_the_table_says(world, visit, table):
    """All at once: what is asked first must not change what comes later, so only GETs and refused POSTs stand in the table."""
    browsers = [visit(role) for role in ROLES]
    wrong = []
    for method, name, template, expected in rows(table):
        path = template.format(**vars(world))
        asked = SOME if len(set(expected)) == 1 else ROLES
        got = "".join(
            _ask(browser, method, path, sign) if role in asked else sign
            for role, browser, sign in zip(ROLES, browsers, expected, strict=True)
        )
        if got != expected:
            wrong.append(f"{method} {name} {template} {got}   # table: {expected}")
    Account.objects.update(is_active=True)
    assert not wrong, "\n" + "\n".join(wrong)


def _ask(browser, method: str, path: str, expected: str) -> str:
    if expected == "-":  # slow to make, and the others show the right already
        return "-"
    sent = {"data": '{"seen": 999}', "content_type": "application/json"} if path.startswith("/api/") else {}
    answer = browser.get(path) if method == "GET" else browser.post(path, **sent)
    close(answer)
    if "sessionid" in browser.cookies and "no-store" not in answer.headers.get("Cache-Control", ""):
        return "k"  # kept by the browser, for whoever uses it next
    return SIGNS.get(answer.status_code, "?")
