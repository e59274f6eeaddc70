"""Who calls, and how often they may."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.test import RequestFactory
from tests.races import at_once, needs_postgresql

from linli.base.actors import ANYONE, HOUSE
from linli.base.callers import NOWHERE, address_of, caller
from linli.base.errors import NotYours, Refused, TooMany
from linli.base.limits import COUNT, Limit, forget_blocks, forget_old_counts, give_back, slow_down, take
from linli.base.models import Count

ask = RequestFactory()


def from_address(address: str, **more):
    return ask.post("/", REMOTE_ADDR=address, **more)


@pytest.mark.once
@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66,, , 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.66, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "unknown", "192.0.2.1"),
        (1, "203.0.113.9:51234", "203.0.113.9"),
        (1, "[2001:db8::9]:51234", "2001:db8::9"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_an_address_that_a_stranger_wrote_counts_nothing(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    assert address_of(from_address("192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)) == address


@pytest.mark.once
def test_a_call_through_a_socket_file_still_has_an_address(settings):
    settings.PROXIES = 0
    assert address_of(from_address("")) == NOWHERE


@pytest.mark.once
def test_an_ipv6_house_is_one_caller_however_many_addresses_it_takes():
    homes = {caller(from_address(a)) for a in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")}
    assert homes == {"2001:db8:1:2::/64", "2001:db8:1:3::/64"}


def test_what_is_done_too_often_from_one_address_waits_and_others_do_not(db):
    for _time in range(3):
        slow_down(from_address("192.0.2.1"), "report", most=3, minutes=10)
    with pytest.raises(TooMany, match="10") as refused:
        slow_down(from_address("192.0.2.1"), "report", most=3, minutes=10)
    assert refused.value.status == 429
    slow_down(from_address("192.0.2.2"), "report", most=3, minutes=10)
    slow_down(from_address("192.0.2.1"), "rate", most=3, minutes=10)


def test_asking_on_does_not_lengthen_the_wait_and_after_it_the_count_begins_anew(db, time_machine):
    time_machine.move_to("2026-11-23 09:00", tick=False)
    slow_down(from_address("192.0.2.1"), "report", most=1, minutes=10)
    time_machine.move_to("2026-11-23 09:09:59", tick=False)
    with pytest.raises(TooMany):
        slow_down(from_address("192.0.2.1"), "report", most=1, minutes=10)
    time_machine.move_to("2026-11-23 09:10", tick=False)
    slow_down(from_address("192.0.2.1"), "report", most=1, minutes=10)


def test_a_count_is_one_statement_and_says_nothing_of_whom_it_counts(db, django_assert_num_queries):
    limits = [Limit("sign-in", "13800138000", 5, 5), Limit("sign-in", "13800138000", 50, 1440), Limit("x", "y", 1, 1)]
    with django_assert_num_queries(1):
        assert take(limits) == [1, 1, 1]
    assert take(limits[:1]) == [2]
    assert not Count.objects.filter(key__contains="13800138000").exists()


def test_what_is_given_back_was_never_counted_and_nothing_falls_below_none(db):
    limit = Limit("sign-in", "7", 5, 5)
    take([limit])
    for _time in range(3):
        give_back([limit])
    assert take([limit]) == [1]


def test_a_generous_limit_costs_few_writes_and_holds(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(51):
        for _time in range(300):
            slow_down(from_address("192.0.2.1"), "api", most=600, minutes=1)
    forget_blocks()  # another process
    for _time in range(300):
        slow_down(from_address("192.0.2.1"), "api", most=600, minutes=1)
    with pytest.raises(TooMany):
        slow_down(from_address("192.0.2.1"), "api", most=600, minutes=1)


def test_only_the_house_tidies_and_only_what_is_over(db, now):
    for name, ends_at in (("over", int(now.timestamp()) - 1), ("runs", int(now.timestamp()))):
        Count.objects.create(key=name, done=1, ends_at=ends_at)
    with pytest.raises(NotYours):
        forget_old_counts(ANYONE, now=now)
    assert forget_old_counts(HOUSE, now=now) == 1
    assert Count.objects.get().key == "runs"


def use(limit: Limit) -> None:
    if take([limit])[0] > limit.most:
        raise Refused


@needs_postgresql
def test_ten_at_once_never_get_more_than_the_limit_on_postgresql(transactional_db):
    told = at_once(10, lambda _place: use(Limit("race", "7", 4, 5)))
    assert told == ["Refused"] * 6 + ["done"] * 4


@needs_postgresql
def test_several_limits_at_once_in_any_order_do_not_wait_in_a_ring(transactional_db):
    limits = [Limit("race", str(n), 100, 5) for n in range(6)]
    told = at_once(10, lambda place: take(limits if place % 2 else limits[::-1]))
    assert told == ["done"] * 10
    assert take(limits) == [11] * 6


@pytest.mark.once
def test_ten_at_once_never_get_more_than_the_limit_on_sqlite(tmp_path):
    path, now = tmp_path / "counts.sqlite3", int(time.time())
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE base_count (key text PRIMARY KEY, done integer, ends_at integer)")

    def count(_place: int) -> int:
        with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as db:
            sql = COUNT.format(rows="(?, ?, ?)").replace("%s", "?")
            return db.execute(sql, ["k", 1, now + 60, now, now]).fetchone()[1]

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(count, range(10))) == list(range(1, 11))
