"""A province or a charter is stricter than the law, never laxer; the strictest decides, and it is said whose it is."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.races import at_once, needs_postgresql

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rules import is_stricter, rule, rules, rules_read_once
from linli.base.shares import needed
from linli.facts.models import Fact
from linli.places.actions.rules import check_rules, end_rule, set_rule
from linli.places.models import LocalRule, RuleCheck
from linli.places.queries.rules import rooms_of_rules

DAY = timedelta(days=1)
QUORUM, NOTICE = "meetings.quorum_residents", "meetings.notice_days_residents"
TWO_THIRDS = {"share": "2/3", "over": False}


@pytest.fixture
def charter(cast, now):
    def charter(by=None, division=None, **more) -> LocalRule:
        given = {
            "key": QUORUM,
            "value": TWO_THIRDS,
            "source": "演示：居民会议章程",
            "article": "第八条",
            "confirmed_by": "居民会议 2026-05-12",
            "from_date": now.date(),
        } | more
        return set_rule(by or cast.chair, division or cast.here.division, now=now, **given)

    return charter


def test_a_charter_decides_where_it_asks_for_more_and_says_whose_it_is(cast, charter, now):
    before = needed(QUORUM, 100, on=now.date(), community=cast.here)
    charter()
    after, elsewhere = (needed(QUORUM, 100, on=now.date(), community=place) for place in (cast.here, cast.there))
    assert (before.number, after.number, elsewhere.number) == (51, 67, 51)
    assert (after.law, after.place) == ("演示：居民会议章程第八条", "甲社区居委会")
    assert rule(QUORUM, on=now.date()).article == "第二十七条"
    assert rule(QUORUM, on=now.date() - DAY, community=cast.here).article == "第二十七条"


def test_the_strictest_of_province_and_charter_decides(cast, charter, now):
    province = SimpleNamespace(pk=cast.here.province_id)
    charter(key=NOTICE, value=12)
    charter(cast.administrator, province, key=NOTICE, value=15, source="演示：实施办法")
    found = [rule(NOTICE, on=now.date(), community=place) for place in (cast.here, cast.there)]
    assert [(one.value, one.place, one.rank) for one in found] == [(15, "广东省", "L"), (15, "广东省", "L")]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (QUORUM, {"share": "1/2", "over": False}),
        (QUORUM, {"share": "1/2", "over": True}),
        (NOTICE, 10),
        (NOTICE, 3),
        ("publication.answer_days", 12),
    ],
)
def test_no_place_is_laxer_than_the_law_or_says_the_same(charter, key, value):
    with pytest.raises(Invalid, match="不能更宽"):
        charter(key=key, value=value)
    assert not LocalRule.objects.exists()


def test_what_the_law_leaves_nobody_to_set_is_refused(charter):
    with pytest.raises(Refused, match="没有留给"):
        charter(key="meetings.voting_age", value=21)
    with pytest.raises(Missing):
        charter(key="meetings.nothing", value=1)


def test_the_chair_sets_the_own_charter_and_administrators_what_lies_in_their_area(cast, charter):
    for who in ("worker", "resident", "street_officer", "other_worker", "auditor"):
        with pytest.raises(NotYours):
            charter(getattr(cast, who))
    for place in (cast.here.street, cast.there.division):
        with pytest.raises(NotYours):
            charter(cast.chair, place)
    assert charter(cast.administrator, cast.here.street).division_id == cast.here.street_id


def test_a_new_version_ends_the_one_before_and_both_stay(cast, charter, now):
    charter(key=NOTICE, value=12)
    charter(key=NOTICE, value=20, from_date=now.date() + 30 * DAY)
    days = (now.date(), now.date() + 29 * DAY, now.date() + 30 * DAY)
    assert [rule(NOTICE, on=day, community=cast.here).value for day in days] == [12, 12, 20]
    with pytest.raises(Invalid):
        charter(key=NOTICE, value=25, from_date=now.date() + 30 * DAY)


def test_what_has_ended_gives_way_to_the_law_from_the_next_day(cast, charter, now):
    row = charter()
    end_rule(cast.chair, row, now=now)
    with pytest.raises(Refused):
        end_rule(cast.chair, row, now=now)
    assert [rule(QUORUM, on=now.date() + n * DAY, community=cast.here).rank for n in (0, 1)] == ["C", "L"]
    assert list(Fact.objects.filter(kind__startswith="places.rule").values_list("kind", flat=True).order_by("pk")) == [
        "places.rule.set",
        "places.rule.ended",
    ]


def test_a_charter_that_a_new_law_has_overtaken_does_not_count(cast, charter, now, monkeypatch):
    from linli.base import rules as kept

    charter(key=NOTICE, value=12)
    law = rule(NOTICE, on=now.date())
    stricter = type(law)(**vars(law) | {"value": 20, "article": "第九十九条"})
    monkeypatch.setitem(kept.RULES, NOTICE, [stricter])
    assert rule(NOTICE, on=now.date(), community=cast.here).article == "第九十九条"


def test_the_rules_of_places_are_asked_for_once_a_request_and_seen_at_once_outside(cast, charter, now):
    with rules_read_once(), CaptureQueriesContext(connection) as asked:
        for key in (QUORUM, NOTICE, QUORUM):
            rule(key, on=now.date(), community=cast.here)
    assert len(asked) == 1
    charter()
    assert rule(QUORUM, on=now.date(), community=cast.here).place


def test_every_direction_fits_a_value_that_can_be_compared():
    adjustable = [one for one in rules() if one.stricter]
    assert len(adjustable) > 30
    assert not [one.key for one in adjustable if is_stricter(one.value, than=one)]
    assert all(one.name and one.name_en for one in rules())


def test_the_database_holds_one_running_rule_of_a_place(cast, charter):
    row = charter()
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalRule.objects.create(
            division=row.division, key=row.key, value=9, source="演示", confirmed_by="演示", from_date=date(2027, 1, 1)
        )


def test_who_has_held_rules_against_the_law_stands_beside_them_until_they_change(cast, now):
    assert check_rules(cast.chair, cast.here.division, [QUORUM, NOTICE], checked_by="街道司法所", now=now) == 2
    assert check_rules(cast.chair, cast.here.division, [QUORUM], checked_by="街道司法所", now=now) == 0
    room = next(room for room in rooms_of_rules(cast.here, on=now.date()) if room.key == "meetings")
    assert {line.rule.key for line in room.lines if line.check} == {QUORUM, NOTICE}
    RuleCheck.objects.filter(key=QUORUM).update(version="0" * 16)
    room = next(room for room in rooms_of_rules(cast.here, on=now.date()) if room.key == "meetings")
    assert {line.rule.key for line in room.lines if line.check} == {NOTICE}


def test_everybody_reads_the_page_and_the_chair_writes(cast, sign_in, client):
    page = client.get("/rules/?c=jia", headers={"accept-language": "zh-hans"}).content.decode()
    assert "居民会议：到会的居民或户代表" in page
    assert "超过 1/2" in page
    chair = sign_in("chair")
    sent = {
        "do": "set",
        "division": cast.here.pk,
        "value": "2/3",
        "source": "演示章程",
        "article": "第八条",
        "confirmed_by": "居民会议",
        "from_date": "2026-01-01",
    }
    assert chair.post(f"/rules/{QUORUM}/?c=jia", sent).status_code == 302
    assert "演示章程第八条" in client.get("/rules/?c=jia").content.decode()
    assert sign_in("resident").post(f"/rules/{QUORUM}/?c=jia", sent).status_code == 403


@needs_postgresql
def test_two_who_write_down_the_same_charter_at_once_leave_one_running(real_cast, now):
    def one(_place: int) -> None:
        set_rule(
            real_cast.chair,
            real_cast.here.division,
            key=NOTICE,
            value=12,
            source="演示章程",
            article="一",
            confirmed_by="演示",
            from_date=now.date(),
            now=now,
        )

    assert at_once(4, one) == ["Invalid"] * 3 + ["done"]
    assert LocalRule.objects.filter(to_date__isnull=True).count() == 1
