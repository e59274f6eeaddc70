"""The pages as people use them."""

import pytest
from django.test import Client

from linli.base.actions import action
from linli.base.actors import HOUSE
from linli.notices.actions import add_channel, tell, tell_office
from linli.notices.kinds import TEST
from linli.notices.models import Channel, Delivery, Notice, Rhythm, Silence

from .robot import running_robot


@action
def told(cast, now, path="/me/"):
    tell(HOUSE, TEST, to=[cast.keys["resident"]], values={"office": "某办"}, path=path, now=now)


def test_opening_a_notice_reads_it_and_leads_to_the_matter(cast, now, sign_in):
    told(cast, now)
    told(cast, now)
    client = sign_in("resident")
    assert "2 not read yet." in client.get("/inbox/").content.decode()
    newest = Notice.objects.latest("pk")
    answer = client.post("/inbox/", {"notice": newest.pk, "do": "open"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert Notice.objects.filter(read_at__isnull=True).count() == 1
    client.post("/inbox/", {"do": "read_all"})
    assert "Everything is read." in client.get("/inbox/").content.decode()
    assert sign_in("neighbour").post("/inbox/", {"notice": newest.pk, "do": "open"}).status_code == 404


def test_the_menu_says_how_much_is_unread(cast, now, sign_in):
    told(cast, now)
    assert '<span class="count">1</span>' in sign_in("resident").get("/me/notices/").content.decode()
    assert '<span class="count">' not in sign_in("neighbour").get("/me/notices/").content.decode()


def test_the_inbox_costs_the_same_with_many_notices(cast, now, sign_in, django_assert_max_num_queries):
    client = sign_in("resident")
    for _each in range(30):
        told(cast, now)
    with django_assert_max_num_queries(9):
        client.get("/inbox/")


def test_what_comes_by_email_is_chosen_by_kind(cast, sign_in):
    client = sign_in("resident")
    page = client.get("/me/notices/").content.decode()
    assert "Your request … was received" in page
    client.post("/me/notices/", {"wants_any": "on", "kinds": ["casework.case.resolved"]})
    kinds = set(Silence.objects.values_list("kind", flat=True))
    assert "casework.case.rated" in kinds
    assert not kinds & {"", "casework.case.resolved"}
    client.post("/me/notices/", {})
    assert Silence.objects.filter(kind="").exists()


@pytest.mark.parametrize(("sent", "kept"), [("0", [0]), ("14", [14]), ("99", []), ("", [])])
def test_how_many_days_ahead_one_is_reminded_is_chosen(cast, sign_in, sent, kept):
    client = sign_in("worker")
    assert "3 days ahead" in client.get("/me/notices/").content.decode()
    client.post("/me/notices/", {"wants_any": "on", "days_ahead": sent})
    assert list(Rhythm.objects.values_list("days_ahead", flat=True)) == kept


@pytest.mark.parametrize("path", ["/inbox/", "/me/notices/"])
def test_ones_own_pages_lead_strangers_to_the_entrance(db, path):
    answer = Client().get(path)
    assert answer["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize(
    ("who", "awake", "status"),
    [
        ("administrator", True, 200),
        ("chair", True, 200),
        ("street_officer", True, 200),
        ("administrator", False, 403),
        ("worker", True, 403),
        ("resident", True, 403),
    ],
)
@pytest.mark.parametrize("path", ["/settings/offices/", "/settings/offices/failed/"])
def test_offices_are_for_those_who_keep_them(sign_in, who, awake, status, path):
    assert sign_in(who, awake=awake).get(path).status_code == status


def test_a_way_is_added_tested_and_ended(cast, now, sign_in, settings):
    client, page = sign_in("chair"), f"/settings/offices/{cast.manager.pk}/"
    with running_robot((200, '{"errcode": 0}'), (200, '{"errcode": 93000}')) as robot:
        settings.WEBHOOK_HOSTS = [robot.host]
        client.post(page, {"do": "add", "kind": "wecom", "address": robot.address})
        channel = Channel.objects.get()
        sent = client.post(page, {"do": "test", "channel": channel.pk}, follow=True).content.decode()
        refused = client.post(page, {"do": "test", "channel": channel.pk}, follow=True).content.decode()
    assert "The test message was sent." in sent
    assert "did not arrive: error code 93000" in refused
    assert robot.address not in sent
    client.post(page, {"do": "end", "channel": channel.pk})
    channel.refresh_from_db()
    assert not channel.is_active
    assert client.post(page, {"do": "test", "channel": channel.pk}).status_code == 404


def test_a_wrong_address_is_explained_beside_the_field_and_kept(cast, sign_in):
    page = f"/settings/offices/{cast.manager.pk}/"
    answer = sign_in("chair").post(page, {"do": "add", "kind": "feishu", "address": "https://example.org/x"})
    text = answer.content.decode()
    assert "begins with https://open.feishu.cn/." in text
    assert 'value="https://example.org/x"' in text
    assert not Channel.objects.exists()


def test_another_office_is_as_if_it_were_not_there(cast, sign_in):
    assert sign_in("chair").get(f"/settings/offices/{cast.works.pk}/").status_code == 404
    assert sign_in("administrator").get("/settings/offices/987654/").status_code == 404


def test_what_failed_is_seen_and_tried_again(cast, now, sign_in):
    add_channel(HOUSE, cast.manager, kind="email", address="a@example.org", now=now)
    failing(cast, now)
    client = sign_in("chair")
    assert "1 message did not arrive." in client.get("/settings/offices/").content.decode()
    row = Delivery.objects.get()
    assert "no way" in client.get("/settings/offices/failed/").content.decode()
    client.post("/settings/offices/failed/", {"delivery": [row.pk]})
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert sign_in("street_officer").post("/settings/offices/failed/", {"delivery": [row.pk]}).status_code == 404


@action
def failing(cast, now):
    tell_office(HOUSE, TEST, organisation_id=cast.manager.pk, values={"office": "某办"}, path="/", now=now)
    Delivery.objects.update(state="failed", attempts=1, last_error="no way")
