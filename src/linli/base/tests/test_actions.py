"""An action is one transaction with a name; what it calls stands or falls with it."""

from contextlib import suppress

import pytest
from django.db import connection, transaction

from linli.base import actions
from linli.base.actions import action, running
from linli.base.errors import Refused


def write(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO base_ledger VALUES (%s)", [key])


def written() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM base_ledger ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture(autouse=True)
def own_register(monkeypatch) -> None:
    monkeypatch.setattr(actions, "ACTIONS", {})


@pytest.fixture
def ledger(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE base_ledger (id integer PRIMARY KEY)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE base_ledger")


def test_an_action_that_is_refused_writes_nothing(ledger):
    @action
    def write_and_refuse() -> None:
        write(1)
        raise Refused("不行")

    with pytest.raises(Refused):
        write_and_refuse()
    assert written() == []


def test_an_action_writes_once_it_is_done(ledger):
    @action
    def write_one(key: int, *, more: int) -> int:
        write(key)
        write(more)
        return key + more

    assert write_one(1, more=2) == 3
    assert written() == [1, 2]


def test_an_action_in_an_action_falls_with_it(ledger):
    @action
    def write_inside() -> None:
        write(1)

    @action
    def write_outside() -> None:
        write_inside()
        raise Refused("不行")

    with pytest.raises(Refused):
        write_outside()
    assert written() == []


def test_a_refusal_that_is_swallowed_is_no_success(ledger):
    @action
    def refuse() -> None:
        write(1)
        raise Refused("不行")

    @action
    def swallow() -> None:
        with suppress(Refused):
            refuse()

    with pytest.raises(RuntimeError, match=r"base\.swallow"):
        swallow()
    assert written() == []


def test_what_is_told_after_an_action_is_told_after_the_outermost(ledger):
    told: list[str] = []

    @action
    def tell_inside() -> None:
        transaction.on_commit(lambda: told.append("inside"))

    @action
    def tell_outside() -> list[str]:
        tell_inside()
        return list(told)

    assert tell_outside() == []
    assert told == ["inside"]


def test_an_action_does_not_run_inside_somebody_elses_transaction(ledger):
    @action
    def write_one() -> None:
        write(1)

    with transaction.atomic(), pytest.raises(RuntimeError):
        write_one()
    assert written() == []


def test_actions_know_who_is_running(db):
    @action
    def look_inside() -> tuple[str, ...]:
        return running()

    @action
    def look_outside() -> tuple[str, ...]:
        return look_inside()

    assert look_outside() == ("base.look_outside", "base.look_inside")
    assert running() == ()


def test_after_a_fault_nobody_is_running(db):
    @action
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert running() == ()


def test_an_action_is_registered_by_its_room_and_keeps_its_words(db):
    @action
    def write_one() -> None:
        """Write one."""

    assert list(actions.ACTIONS.items()) == [("base.write_one", write_one)]
    assert (write_one.__name__, write_one.__doc__) == ("write_one", "Write one.")
