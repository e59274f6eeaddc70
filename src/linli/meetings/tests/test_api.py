"""Meetings by programme: what a person may, and nothing more."""

from datetime import timedelta

from linli.base.tests.calling import read, send
from linli.meetings import actions


def test_a_meeting_is_opened_decided_and_closed_and_everybody_reads_by_which_rule(way, cast, visit, now):
    meeting, chair = way.called(starts_at=now.replace(hour=23) + timedelta(days=11)), visit("chair")
    status, told = send(chair, f"/meetings/{meeting.pk}/arrivals", numbers=[1, 2, 3], is_here=True)
    assert (status, told) == (200, {"count": 3})
    assert send(chair, f"/meetings/{meeting.pk}/open")[0] == 409  # it is not its day
    actions.open_meeting(cast.chair, meeting, now=way.day)
    motion = actions.move(cast.worker, meeting, text="装。电话 13800138000", moved_by="演示甲", now=way.day)
    status, counted = send(chair, f"/meetings/{meeting.pk}/motions/{motion.pk}/hands", yes=2, no=1)
    assert (status, counted["is_carried"], counted["law"]) == (
        200,
        True,
        "中华人民共和国城市居民委员会组织法第二十七条",
    )
    assert send(chair, f"/meetings/{meeting.pk}/close")[1]["state"] == "closed"
    told = read(visit(), f"/meetings/{meeting.pk}")[1]
    assert (told["quorum"]["count"], told["quorum"]["needed"], told["motions"][0]["text"]) == (
        3,
        3,
        "装。电话 138****8000",
    )
    assert (told["minutes"], told["steps"]) == ("", [])


def test_a_demand_is_begun_taken_back_and_backed_and_nobody_reads_by_whom(way, cast, visit):
    way.known(0, "resident")
    mine = visit("resident")
    status, made = send(mine, "/communities/jia/demands", kind="residents", subject="物业合同", why="年底到期")
    assert (status, made["is_mine"], made["shares"][0]["count"]) == (201, True, 1)
    assert send(mine, f"/demands/{made['id']}/take-back")[0] == 409  # enough demand it: it must be called
    assert send(visit("neighbour"), f"/demands/{made['id']}/back")[0] == 403
    (seen,) = read(visit("neighbour"), "/communities/jia/demands")[1]
    assert (seen["is_mine"], seen["shares"]) == (False, made["shares"])


def test_who_has_the_code_of_the_door_says_that_they_have_come(way, cast, visit):
    way.known(0, "resident")
    meeting = way.called()
    assert send(visit("resident"), f"/meetings/{meeting.pk}/door", code="wrong")[0] == 403
    assert send(visit("resident"), f"/meetings/{meeting.pk}/door", code=meeting.door_code)[1] == {
        "number": 1,
        "is_here": False,
    }
    assert "door_code" not in read(visit("worker"), f"/meetings/{meeting.pk}")[1]
