"""E-mail against a real server: many over one connection, refusals told apart, and none that holds up the others."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from tests.post_office import PostOffice, open_post_office

from linli.base import ticks
from linli.base.actions import action
from linli.base.actors import HOUSE
from linli.notices import senders, smtp
from linli.notices.actions import add_channel, send_due, tell_address, tell_office, try_again
from linli.notices.kinds import TEST
from linli.notices.models import Delivery

pytestmark = pytest.mark.once


@pytest.fixture
def post(settings):
    """Mail goes to this post office."""

    def post(office: PostOffice) -> None:
        settings.EMAIL_BACKEND = "linli.notices.smtp.Backend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", office.port, False

    return post


@action
def written(now, *names: str) -> None:
    for name in names:
        tell_address(
            HOUSE, TEST, email=f"{name}@example.org", language="en", values={"office": "the office"}, path="/", now=now
        )


def states() -> list[tuple[str, int]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "attempts"))


def test_hundreds_go_out_in_one_run_over_one_connection(db, now, post):
    written(now, *(f"n{n}" for n in range(250)))
    with open_post_office() as office:
        post(office)
        assert send_due(HOUSE, now) == 250
    assert (office.connections, len(office.letters)) == (1, 250)


def test_an_unknown_mailbox_is_given_up_at_once_in_the_servers_words_without_the_address(db, now, post, caplog):
    written(now, "nobody", "somebody")
    with open_post_office(
        refuses={"nobody": "550 5.1.1 <nobody@example.org>: no such user nobody@example.org"}
    ) as office:
        post(office)
        assert send_due(HOUSE, now) == 1
    assert states() == [("given_up", 1), ("sent", 1)]
    row = Delivery.objects.get(state="given_up")
    assert row.last_error == "550 5.1.1 …: no such user …"
    assert row.next_attempt_at is None
    assert "550 5.1.1" in caplog.text
    assert "nobody@" not in caplog.text


def test_what_is_given_up_can_be_tried_again_by_hand(db, now, post, cast):
    written(now, "nobody")
    with open_post_office(refuses={"nobody": "550 no"}) as office:
        post(office)
        send_due(HOUSE, now)
        office.refuses.clear()
        try_again(cast.administrator, Delivery.objects.get().pk, now=now)
        assert send_due(HOUSE, now) == 1


@pytest.mark.parametrize("said", ["451 try later", "421 too many", "452 full", "552 mailbox full"])
def test_a_refusal_of_today_is_tried_again_in_a_minute(db, now, post, said):
    written(now, "later")
    with open_post_office(refuses={"later": said}) as office:
        post(office)
        assert send_due(HOUSE, now) == 0
    row = Delivery.objects.get()
    assert (row.state, row.next_attempt_at) == ("failed", now + timedelta(minutes=1))
    assert row.last_error.startswith(said[:3])


def test_a_sender_who_is_refused_is_our_fault_and_costs_the_others_no_attempt(db, now, post):
    written(now, "a", "b", "c")
    with open_post_office(sender="530 sign in first") as office:
        post(office)
        assert send_due(HOUSE, now) == 0
    assert states() == [("failed", 1), ("waiting", 0), ("waiting", 0)]


@pytest.mark.parametrize("way", [{"hangs": True}, {"drips": True}])
def test_a_server_that_hangs_or_drips_is_cut_off_and_the_others_wait(db, now, post, monkeypatch, way):
    monkeypatch.setattr(smtp, "STEP_SECONDS", 0.4)
    written(now, "a", "b", "c")
    begun = time.monotonic()
    with open_post_office(**way) as office:
        post(office)
        assert send_due(HOUSE, now) == 0
    assert time.monotonic() - begun < 5
    assert states() == [("failed", 1), ("waiting", 0), ("waiting", 0)]


def test_a_server_that_ends_its_connections_gets_all_over_new_ones(db, now, post):
    written(now, *"abcdefg")
    with open_post_office(ends_after=3) as office:
        post(office)
        assert send_due(HOUSE, now) == 7
    assert office.connections == 3


def test_outcomes_have_the_moment_at_which_they_came(db, now, post):
    written(now, "a", "b")
    moments = (now + timedelta(minutes=n) for n in range(100))
    with open_post_office() as office:
        post(office)
        send_due(HOUSE, now, clock=lambda: next(moments))
    first, second = Delivery.objects.order_by("pk").values_list("sent_at", flat=True)
    assert now < first < second


def test_a_run_ends_between_two_messages_when_the_worker_is_told(db, now, post, monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(ticks, "stopping", stop)
    monkeypatch.setattr("linli.notices.actions.stopping", stop)
    written(now, "a", "b")
    stop.set()
    assert send_due(HOUSE, now) == 0
    assert states() == [("waiting", 0)] * 2


def test_a_run_ends_when_its_time_is_over(db, now, post):
    written(now, "a")
    assert send_due(HOUSE, now, seconds=-1) == 0


class Drip(socketserver.StreamRequestHandler):
    """A robot that answers a byte at a time."""

    def handle(self) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200:
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return
            time.sleep(0.05)


@contextmanager
def dripping() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Drip) as server:
        server.daemon_threads, server.block_on_close = True, False
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_robot_that_drips_is_left_and_its_key_is_in_no_log(cast, now, settings, monkeypatch, caplog):
    monkeypatch.setattr(senders, "SECONDS", 0.4)
    caplog.set_level("INFO")
    with dripping() as host:
        settings.WEBHOOK_HOSTS = [host]
        add_channel(HOUSE, cast.office, kind="wecom", address=f"http://{host}/send?key=SECRETKEY-693a", now=now)
        office_told(cast, now)
        office_told(cast, now)
        written(now, "a")
        begun = time.monotonic()
        assert send_due(HOUSE, now) == 1
    assert time.monotonic() - begun < 4
    assert states() == [("failed", 1), ("waiting", 0), ("sent", 1)]
    assert "no answer in 0.4 s" in caplog.text
    assert "SECRETKEY" not in caplog.text


@action
def office_told(cast, now) -> None:
    tell_office(HOUSE, TEST, organisation_id=cast.office.pk, values={"office": "某办"}, path="/", now=now)


def test_libraries_do_not_log_the_addresses_that_they_call(settings):
    assert settings.LOGGING["loggers"]["httpx"]["level"] == "WARNING"
    assert settings.LOGGING["loggers"]["httpcore"]["level"] == "WARNING"
