"""A meeting by the law: called in time, opened with its quorum, decided by those who are there, its minutes signed by two and posted."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.shares import needed
from linli.facts.models import Fact
from linli.meetings import actions
from linli.meetings.models import Meeting, Seat
from linli.meetings.queries.minutes import draft_of
from linli.meetings.queries.posting import without_details
from linli.meetings.queries.quorum import quorum_of
from linli.notices.models import Notice

DAY = timedelta(days=1)


def test_a_residents_meeting_is_called_ten_days_before(way, cast, now):
    way.on_record()
    meeting = way.draft(starts_at=now + 9 * DAY)
    with pytest.raises(Refused, match="名单上还没有人"):
        actions.call_meeting(cast.chair, meeting, now=now)
    assert actions.build_seats(cast.worker, meeting, now=now).number == 5
    with pytest.raises(Refused, match="至少提前 10 天"):
        actions.call_meeting(cast.chair, meeting, now=now)
    assert Meeting.objects.get().state == "draft"


def test_who_is_on_the_roll_and_known_is_invited(way, cast, now):
    way.known(0, "resident")
    way.called()
    assert Notice.objects.get().person_id == cast.keys["resident"]


def test_an_assembly_is_of_representatives_and_a_meeting_of_residents_or_households(way, now):
    for kind, counts in (("representatives", "person"), ("residents", "invited"), ("party", "person")):
        with pytest.raises(Invalid):
            way.draft(kind=kind, counts=counts)
    with pytest.raises(Invalid, match="议程"):
        way.draft(agenda=[" "])
    assert not Meeting.objects.exists()


def test_by_household_each_counts_once(way, cast, now):
    way.on_record()
    meeting = way.draft(counts="household")
    assert actions.build_seats(cast.worker, meeting, now=now).number == 3


@given(whole=st.integers(min_value=1, max_value=5000))
def test_over_half_is_more_than_half_and_two_thirds_are_two_thirds(whole):
    on = date(2026, 11, 23)
    over, thirds = (
        needed("meetings.quorum_residents", whole, on=on).number,
        needed("meetings.quorum_representatives", whole, on=on).number,
    )
    assert 2 * over > whole >= 2 * (over - 1)
    assert 3 * thirds >= 2 * whole > 3 * (thirds - 1)


def test_the_quorum_is_counted_as_people_come_and_go(way, cast):
    meeting = way.called()
    day = way.day
    assert quorum_of(meeting, on=day.date()).needed == 3
    actions.let_in(cast.worker, meeting, [1, 2], is_here=True, now=day)
    with pytest.raises(Refused, match="还差 1 人"):
        actions.open_meeting(cast.chair, meeting, now=day)
    assert actions.let_in(cast.worker, meeting, [2, 3], is_here=True, now=day) == 3
    actions.open_meeting(cast.chair, meeting, now=day)
    motion = actions.move(cast.worker, meeting, text="装", moved_by="演示甲", now=day)
    actions.let_in(cast.worker, meeting, [3], is_here=False, now=day)
    with pytest.raises(Refused, match="到场人数不够"):
        actions.count_hands(cast.worker, motion, yes=2, no=0, abstain=0, now=day)
    assert Meeting.objects.get().most_here == 3


def test_a_meeting_is_not_opened_before_its_day(way, cast, now):
    meeting = way.called()
    actions.let_in(cast.worker, meeting, [1, 2, 3], is_here=True, now=now)
    with pytest.raises(Refused, match="还没到"):
        actions.open_meeting(cast.chair, meeting, now=now)


def test_somebody_at_the_door_counts_once_a_worker_has_seen_them(way, cast, now):
    way.known(0, "resident")
    meeting = way.called()
    with pytest.raises(NotYours):
        actions.say_at_door(cast.resident, meeting, code="wrong", now=now)
    with pytest.raises(Missing, match="名单上没有您"):
        actions.say_at_door(cast.neighbour, meeting, code=meeting.door_code, now=now)
    seat = actions.say_at_door(cast.resident, meeting, code=meeting.door_code, now=now)
    quorum = quorum_of(meeting, on=now.date())
    assert (quorum.at_door, quorum.count) == (1, 0)
    assert actions.let_in(cast.worker, meeting, [seat.number], is_here=True, now=now) == 1


def test_a_proxy_counts_while_its_holder_is_there_and_no_longer(way, cast, now):
    meeting = way.called()
    actions.give_proxy(cast.worker, meeting, giver=4, holder=1, now=now)
    assert quorum_of(meeting, on=now.date()).count == 0
    assert actions.let_in(cast.worker, meeting, [1], is_here=True, now=now) == 2
    with pytest.raises(Refused, match="先收回委托"):
        actions.let_in(cast.worker, meeting, [4], is_here=True, now=now)
    assert actions.let_in(cast.worker, meeting, [1], is_here=False, now=now) == 0
    actions.take_proxy_back(cast.worker, meeting, giver=4, now=now)
    assert actions.let_in(cast.worker, meeting, [4], is_here=True, now=now) == 1


def test_nobody_acts_for_more_than_three_in_chains_or_among_representatives(way, cast, now):
    meeting = way.called()
    for giver in (2, 3, 4):
        actions.give_proxy(cast.worker, meeting, giver=giver, holder=1, now=now)
    for giver, holder in ((5, 1), (1, 5), (5, 2)):
        with pytest.raises(Refused):
            actions.give_proxy(cast.worker, meeting, giver=giver, holder=holder, now=now)
    with pytest.raises(Invalid):
        actions.give_proxy(cast.worker, meeting, giver=5, holder=5, now=now)
    assembly = Meeting.objects.get()
    Meeting.objects.update(kind="representatives", counts="representative")
    with pytest.raises(Refused, match="不能委托"):
        actions.give_proxy(cast.worker, assembly, giver=5, holder=1, now=now)


def test_hands_decide_by_those_who_are_there_and_once(way, cast):
    meeting = way.opened(here=4)
    motion = actions.move(cast.worker, meeting, text="装", moved_by="演示甲", now=way.day)
    with pytest.raises(Invalid, match="到场 4 人"):
        actions.count_hands(cast.worker, motion, yes=3, no=1, abstain=1, now=way.day)
    counted = actions.count_hands(cast.worker, motion, yes=2, no=1, abstain=0, now=way.day)
    assert (counted.is_carried, counted.needed, counted.rule["law"]) == (
        False,
        3,
        "中华人民共和国城市居民委员会组织法第二十七条",
    )


def test_a_council_needs_no_quorum_but_somebody(way, cast):
    meeting = way.called(kind="council", counts="invited")
    with pytest.raises(Refused):
        actions.open_meeting(cast.chair, meeting, now=way.day)
    actions.let_in(cast.worker, meeting, [1], is_here=True, now=way.day)
    assert actions.open_meeting(cast.chair, meeting, now=way.day).state == "open"


def test_speakers_have_the_floor_in_their_order_one_at_a_time(way, cast):
    meeting = way.opened()
    for name in ("演示甲", "演示乙"):
        actions.ask_to_speak(cast.worker, meeting, name=name, now=way.day)
    spoken = [actions.give_floor(cast.worker, meeting, now=way.day) for _turn in range(3)]
    assert [speech.name if speech else None for speech in spoken] == ["演示甲", "演示乙", None]


def test_the_minutes_tell_what_was_recorded_and_by_which_rule(way):
    meeting = way.closed()
    text = draft_of(meeting, on=way.day.date())
    assert "应到 5 人，实到和受托共 3 人" in text
    assert "须到 3 人（中华人民共和国城市居民委员会组织法第二十七条）" in text
    assert "1. 装不装充电桩" in text
    assert "同意 2，反对 1，弃权 0" in text
    assert "1. 联系供电所（居委会" in text


def test_two_people_sign_the_same_words_and_they_stay(way, cast):
    meeting = way.closed()
    with pytest.raises(Refused, match="还没有写"):
        actions.sign_minutes(cast.chair, meeting, role="head", now=way.day)
    actions.write_minutes(cast.worker, meeting, text="记录", now=way.day)
    actions.sign_minutes(cast.chair, meeting, role="head", now=way.day)
    for by, role in ((cast.chair, "keeper"), (cast.worker, "head")):
        with pytest.raises(Refused):
            actions.sign_minutes(by, meeting, role=role, now=way.day)
    with pytest.raises(Refused, match="已经有人签字"):
        actions.write_minutes(cast.worker, meeting, text="改了", now=way.day)
    assert actions.sign_minutes(cast.worker, meeting, role="keeper", now=way.day).state == "signed"


def test_what_is_posted_has_no_numbers_and_no_full_names(way, cast, visit):
    meeting = way.signed()
    text = without_details(meeting)
    assert text == "演**说：打 138****8000 找我。"
    actions.post_minutes(cast.chair, meeting, text=text, now=way.day + 2 * DAY)
    page = visit().get(f"/meetings/{meeting.pk}/").content.decode()
    assert "138****8000" in page
    assert "13800138000" not in page
    assert Fact.objects.get(kind="meetings.minutes.posted").value == 2


def test_the_word_file_holds_the_signed_words_in_the_layout_of_offices(way, cast, visit):
    meeting = way.signed()
    answer = visit("worker").get(f"/desk/meetings/{meeting.pk}/minutes.docx")
    paper = Document(BytesIO(answer.content))
    assert [line.text for line in paper.paragraphs if "13800138000" in line.text] == ["演示甲说：打 13800138000 找我。"]
    section = paper.sections[0]
    assert [
        round(one.mm) for one in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ] == [37, 35, 28, 26]


def test_notice_and_minutes_are_printed(way, visit):
    meeting = way.signed()
    for who, path in (
        (None, f"/meetings/{meeting.pk}/notice.pdf"),
        ("worker", f"/desk/meetings/{meeting.pk}/minutes.pdf"),
    ):
        assert visit(who).get(path).content.startswith(b"%PDF")


def test_called_off_with_a_reason_it_is_not_held(way, cast, now):
    meeting = way.called()
    with pytest.raises(Invalid):
        actions.call_off(cast.worker, meeting, why=" ", now=now)
    actions.call_off(cast.worker, meeting, why="台风", now=now)
    with pytest.raises(Refused):
        actions.let_in(cast.worker, meeting, [1], is_here=True, now=now)


def test_a_step_is_followed_up(way, cast):
    meeting = way.closed()
    step = meeting.steps.get()
    actions.remind(way.day + 20 * DAY)
    assert Notice.objects.filter(kind="meetings.step.due", person=cast.keys["chair"]).count() == 1
    actions.finish_step(cast.worker, step, note="供电所来看过了", is_given_up=False, now=way.day + 20 * DAY)
    assert Fact.objects.get(kind="meetings.step.finished").attributes == {"in_time": False, "is_given_up": False}


def test_a_worker_of_elsewhere_runs_nothing(way, cast, now):
    meeting = way.called()
    with pytest.raises(NotYours):
        actions.let_in(cast.other_worker, meeting, [1], is_here=True, now=now)
    assert not Seat.objects.filter(is_here=True).exists()
