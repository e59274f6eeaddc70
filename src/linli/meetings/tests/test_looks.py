"""Whoever reads a roll of residents is written down with each of them."""

import pytest

from linli.people.queries import looks_at_me


def purposes(cast):
    return [look.purpose for look in looks_at_me(cast.resident)]


@pytest.mark.parametrize("counts", ["person", "household"])
@pytest.mark.parametrize("page", ["roll/", "sheet.pdf"])
def test_who_stands_on_a_roll_sees_who_read_it(way, cast, visit, counts, page):
    way.known(0, "resident")
    meeting = way.called(counts=counts)
    worker = visit("worker", language="zh-hans")
    worker.get(f"/desk/meetings/{meeting.pk}/{page}")
    worker.get(f"/desk/meetings/{meeting.pk}/{page}")
    assert purposes(cast) == ["签到名单：演示：居民会议"]


def test_who_has_no_account_yet_sees_it_once_they_have_one(way, cast, visit):
    meeting = way.called()
    visit("worker", language="zh-hans").get(f"/desk/meetings/{meeting.pk}/roll/")
    way.known(0, "resident")
    assert purposes(cast) == ["签到名单：演示：居民会议"]


def test_who_does_not_fit_the_words_was_not_read(way, cast, visit):
    way.known(0, "resident")
    meeting = way.called()
    visit("worker").get(f"/desk/meetings/{meeting.pk}/roll/?q=演示丁")
    assert purposes(cast) == []


def test_who_was_looked_up_to_count_a_signature_sees_it(way, cast, visit):
    demand = way.demanded()
    visit("worker", language="zh-hans").get(f"/desk/meetings/demands/{demand.pk}/?q=演示甲")
    assert purposes(cast) == [f"核对签名：{demand.subject}"]
