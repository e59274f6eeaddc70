"""What rooms register below themselves: actions' rights, menus, recurring jobs, rules."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from linli.base import menu, rights, rules, ticks
from linli.base.actors import ANYONE, HOUSE, Actor, Held
from linli.base.errors import NotYours
from linli.base.registry import Registry
from linli.base.rights import HOUSE_ITSELF, Right, when

pytestmark = pytest.mark.once


@pytest.fixture
def empty_registers(monkeypatch) -> None:
    monkeypatch.setattr(menu, "MENU", Registry("menu entry"))
    monkeypatch.setattr(ticks, "TICKS", Registry("recurring job"))
    monkeypatch.setattr(rights, "RIGHTS", {})
    monkeypatch.setattr(rules, "RULES", {})


def test_a_key_is_registered_once():
    register: Registry[int] = Registry("thing")
    assert register.add("one", 1) == 1
    with pytest.raises(ValueError, match="thing one is registered twice"):
        register.add("one", 2)
    assert register == {"one": 1}


def test_a_menu_shows_in_order_what_the_reader_may_use(empty_registers):
    def is_worker(actor):
        return actor.holds("community_worker")

    menu.add_entry("b", "乙", "b", icon="bell", section="resident", position=1)
    menu.add_entry("c", "丙", "c", icon="bell", section="resident", position=0)
    menu.add_entry("a", "甲", "a", icon="bell", section="resident", position=1)
    menu.add_entry("desk", "工作台", "desk", icon="bell", section="staff", position=0, shown=is_worker)
    assert [e.key for e in menu.entries(ANYONE, "resident")] == ["c", "a", "b"]
    assert menu.entries(ANYONE, "staff") == []
    assert [e.key for e in menu.entries(Actor("person", 1, roles=(Held("community_worker", 1),)), "staff")] == ["desk"]


def test_a_menu_knows_its_sections(empty_registers):
    with pytest.raises(ValueError, match="cellar"):
        menu.add_entry("a", "甲", "a", icon="bell", section="cellar", position=0)


def test_a_job_is_run_with_the_time_it_is_given(empty_registers):
    ran = []
    ticks.every(5, "base.example", ran.append)
    now = datetime(2026, 11, 23, tzinfo=UTC)
    ticks.TICKS["base.example"].run(now)
    assert ran == [now]
    assert ticks.TICKS["base.example"].every_minutes == 5


def test_a_right_asks_whom_and_what(empty_registers):
    one, two = SimpleNamespace(pk=1), SimpleNamespace(pk=2)
    right = Right("base.see", "places.Community", HOUSE_ITSELF & when("pk", 1))
    right.require(HOUSE, one)
    for by, row in [(HOUSE, two), (ANYONE, one)]:
        with pytest.raises(NotYours) as refused:
            right.require(by, row)
        assert refused.value.status == 403
    with pytest.raises(ValueError, match="declared twice"):
        Right("base.see", "places.Community", HOUSE_ITSELF)


@pytest.fixture
def load(empty_registers, tmp_path):
    def load(*rows):
        path = tmp_path / "rules.json"
        path.write_text(json.dumps([{"source": "例", "rank": "O", **row} for row in rows]), encoding="utf-8")
        rules.load_rules(path)

    return load


def test_the_rule_of_a_day_is_the_one_in_force_on_it(load):
    load(
        {"key": "a.days", "value": 15, "valid_to": "2026-01-01"},
        {"key": "a.days", "value": 10, "valid_from": "2026-01-01", "article": "第三条"},
    )
    assert rules.rule("a.days", on=date(2025, 12, 31)).value == 15
    assert rules.rule("a.days", on=date(2026, 1, 1)).article == "第三条"


def test_a_rule_that_has_run_out_is_not_used_on(load):
    load({"key": "a.days", "value": 15, "valid_to": "2026-01-01"})
    with pytest.raises(KeyError, match=r"a\.days"):
        rules.rule("a.days", on=date(2026, 1, 1))


def test_two_rules_of_one_key_never_hold_at_one_time(load):
    load({"key": "a.days", "value": 15, "valid_from": "2025-01-01", "valid_to": "2026-01-01"})
    with pytest.raises(ValueError, match="two rules hold"):
        load({"key": "a.days", "value": 10, "valid_from": "2025-12-31"})
    with pytest.raises(ValueError, match="two rules hold"):
        load({"key": "a.days", "value": 10})


def test_rules_are_loaded_twice_without_harm_and_listed_in_order(load):
    newer = {"key": "b", "value": 2, "valid_from": "2026-01-01"}
    older = {"key": "b", "value": 1, "valid_to": "2026-01-01"}
    load(newer, older, {"key": "a", "value": 0})
    load(older)
    assert [r.value for r in rules.rules()] == [0, 1, 2]
    assert [r.value for r in rules.rules("b")] == [1, 2]


def test_the_rank_of_a_rule_is_known(load):
    with pytest.raises(ValueError, match="rank"):
        load({"key": "a", "value": 1, "rank": "?"})


def test_the_rules_that_come_with_the_base_hold_today():
    assert rules.rule("office.hours", on=date(2026, 11, 23)).value
    assert all(r.source for r in rules.rules())
