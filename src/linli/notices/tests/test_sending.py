"""What goes outside: robots that answer 200 with an error, retries with growing pauses, addresses that are never called."""

import base64
import hashlib
import hmac
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail

from linli.base.actions import action
from linli.base.actors import HOUSE
from linli.base.errors import Invalid, NotYours, Refused
from linli.notices.actions import (
    BACKOFF_MINUTES,
    add_channel,
    claim_delivery,
    end_channel,
    send_due,
    send_test,
    tell_address,
    tell_office,
    try_again,
)
from linli.notices.jobs import forget_what_is_old
from linli.notices.kinds import TEST
from linli.notices.models import Channel, Delivery

from .robot import running_robot

OK = (200, '{"errcode": 0}')
WRONG = (200, '{"errcode": 93000}')


@action
def told(cast, now, **more):
    tell_office(HOUSE, TEST, organisation_id=cast.office.pk, values={"office": "某办", **more}, path="/w/1-A/", now=now)
    return Delivery.objects.latest("pk")


def channel_to(robot, cast, now, settings, kind="wecom", secret=""):
    settings.WEBHOOK_HOSTS = [robot.host]
    return add_channel(HOUSE, cast.office, kind=kind, address=robot.address, secret=secret, now=now)


def test_a_failure_is_tried_again_after_growing_pauses_and_arrives(cast, now, settings):
    with running_robot(WRONG, (500, ""), (200, "no json"), OK) as robot:
        channel_to(robot, cast, now, settings)
        row = told(cast, now)
        errors, moment = [], now
        for minutes in BACKOFF_MINUTES[:3]:
            assert send_due(HOUSE, moment) == 0
            row.refresh_from_db()
            errors.append(row.last_error)
            assert row.next_attempt_at == moment + timedelta(minutes=minutes)
            assert send_due(HOUSE, moment + timedelta(minutes=minutes, seconds=-1)) == 0
            moment += timedelta(minutes=minutes)
        assert send_due(HOUSE, moment) == 1
    row.refresh_from_db()
    assert errors == ["error code 93000", "HTTP 500", "no JSON in the answer"]
    assert (row.state, row.attempts, row.last_error, len(robot.heard)) == ("sent", 4, "", 4)


def test_after_the_last_pause_it_is_given_up_and_can_be_tried_again_by_hand(cast, now, settings):
    with running_robot(*[WRONG] * (len(BACKOFF_MINUTES) + 1), OK) as robot:
        channel_to(robot, cast, now, settings)
        row, moment = told(cast, now), now
        for minutes in (*BACKOFF_MINUTES, 0):
            send_due(HOUSE, moment)
            moment += timedelta(minutes=minutes)
        row.refresh_from_db()
        assert (row.state, row.next_attempt_at) == ("given_up", None)
        try_again(cast.street_officer, row.pk, now=moment)
        assert send_due(HOUSE, moment) == 1
        with pytest.raises(Refused):
            try_again(cast.street_officer, row.pk, now=moment)


def test_a_robot_that_does_not_listen_is_a_failure(cast, now, settings):
    with running_robot() as robot:
        channel_to(robot, cast, now, settings)
    row = told(cast, now)
    assert send_due(HOUSE, now) == 0
    row.refresh_from_db()
    assert (row.state, row.last_error) == ("failed", "ConnectError")


def test_a_redirect_is_not_followed(cast, now, settings):
    with running_robot((302, "")) as robot:
        channel = channel_to(robot, cast, now, settings)
        assert send_test(cast.street_officer, channel, now=now) == "HTTP 302"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:22/",
        "https://example.org/robot",
        "https://qyapi.weixin.qq.com.example.org/x",
        "http://qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com:8443/x",
        "https://user@127.0.0.1/",
        "https://[::1",
        "file:///etc/passwd",
        "qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com:port/x",
    ],
)
def test_no_other_host_is_ever_written_down(cast, now, address):
    with pytest.raises(Invalid):
        add_channel(HOUSE, cast.office, kind="wecom", address=address, now=now)


def test_an_address_that_is_no_longer_allowed_is_not_called(cast, now, settings):
    with running_robot(OK) as robot:
        channel = channel_to(robot, cast, now, settings)
        settings.WEBHOOK_HOSTS = []
        assert send_test(cast.street_officer, channel, now=now) == "refused address"
        assert robot.heard == []


def test_each_service_is_spoken_to_in_its_own_way(cast, now, settings):
    with running_robot(OK, OK, (200, '{"code": 0}')) as robot:
        for kind in ("wecom", "dingtalk", "feishu"):
            channel = channel_to(robot, cast, now, settings, kind=kind, secret="SECRET")
            assert send_test(HOUSE, channel, now=now) == ""
        (_path, wecom), (path, dingtalk), (_path, feishu) = robot.heard
    assert "南石头街道办事处" in wecom["text"]["content"]
    assert dingtalk["msgtype"] == "text"
    query = parse_qs(urlsplit(path).query)
    stamp = query["timestamp"][0]
    assert query["sign"] == [signed(b"SECRET", f"{stamp}\nSECRET".encode())]
    assert feishu["sign"] == signed(f"{feishu['timestamp']}\nSECRET".encode(), b"")
    assert feishu["msg_type"] == "text"


def signed(key: bytes, message: bytes) -> str:
    return base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()


def test_no_personal_data_reach_a_robot(cast, now, settings):
    with running_robot(OK) as robot:
        channel_to(robot, cast, now, settings)
        told(cast, now, name="王小明", telephone="13800138000", text="八楼的老人")
        send_due(HOUSE, now)
        [(_path, message)] = robot.heard
    assert "某办" in message["text"]["content"]
    assert not any(word in message["text"]["content"] for word in ("王小明", "13800138000", "老人"))


def test_two_workers_never_claim_one_delivery(cast, now, settings):
    add_channel(HOUSE, cast.office, kind="email", address="office@example.org", now=now)
    row = told(cast, now)
    assert claim_delivery(HOUSE, row.pk, now=now) is not None
    assert claim_delivery(HOUSE, row.pk, now=now) is None
    assert claim_delivery(HOUSE, row.pk, now=now + timedelta(minutes=11)) is not None
    with pytest.raises(NotYours):
        claim_delivery(cast.administrator, row.pk, now=now)


def test_an_office_without_a_way_gets_an_email_or_nothing(cast, now):
    cast.works.email = "works@example.org"
    cast.works.save()
    assert ways(cast.works, now) == 1
    assert ways(cast.manager, now) == 0
    assert send_due(HOUSE, now) == 1
    assert mail.outbox[0].to == ["works@example.org"]
    assert Delivery.objects.get().organisation == cast.works


@action
def ways(office, now):
    return tell_office(HOUSE, TEST, organisation_id=office.pk, values={"office": office.name}, path="/", now=now)


def test_an_ended_way_is_not_used_and_can_be_taken_up_again(cast, now):
    channel = add_channel(cast.chair, cast.manager, kind="email", address="a@example.org", now=now)
    end_channel(cast.chair, channel, now=now)
    assert ways(cast.manager, now) == 0
    add_channel(cast.chair, cast.manager, kind="email", address="a@example.org", now=now)
    assert ways(cast.manager, now) == 1
    assert Channel.objects.count() == 1


def test_texts_go_when_their_time_is_up(cast, now):
    add_channel(HOUSE, cast.office, kind="email", address="office@example.org", now=now)
    row = told(cast, now)
    send_due(HOUSE, now)
    forget_what_is_old(now + timedelta(days=179))
    row.refresh_from_db()
    assert row.body
    forget_what_is_old(now + timedelta(days=181))
    row.refresh_from_db()
    assert (row.state, row.body, row.address) == ("sent", "", "")


def test_somebody_without_an_account_is_written_to_in_their_language(cast, now):
    written_to(now)
    send_due(HOUSE, now)
    assert mail.outbox[0].subject == "A test message for the office"
    assert "/t/1-AB/" in mail.outbox[0].body


@action
def written_to(now):
    tell_address(
        HOUSE, TEST, email="a@example.org", language="en", values={"office": "the office"}, path="/t/1-AB/", now=now
    )
