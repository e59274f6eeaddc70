"""A meeting by the law: called in time, opened with its quorum, decided by those who are there, its minutes signed by two and posted."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.shares import needed
from linli.facts.models import Fact
from linli.meetings import actions
from linli.meetings.models import Meeting, Motion, Seat
from linli.meetings.queries.minutes import draft_of
from linli.meetings.queries.posting import taken_out, without_details
from linli.meetings.queries.quorum import quorum_of
from linli.meetings.queries.rhythm import assembly_of
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due
from linli.people.actions import give_role
from linli.people.models import Person
from linli.places.actions.rules import set_rule
from linli.records.actions import add_resident
from linli.records.models import Resident

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
    for days in (2, 6, 7):  # three days ahead, on the day after, and not again on the next
        say_what_is_due(way.day + days * DAY)
    assert Notice.objects.filter(kind="meetings.step.due", person=cast.keys["chair"]).count() == 2
    actions.finish_step(cast.worker, step, note="供电所来看过了", is_given_up=False, now=way.day + 20 * DAY)
    assert Fact.objects.get(kind="meetings.step.finished").attributes == {"in_time": False, "is_given_up": False}


def test_a_worker_of_elsewhere_runs_nothing(way, cast, now):
    meeting = way.called()
    with pytest.raises(NotYours):
        actions.let_in(cast.other_worker, meeting, [1], is_here=True, now=now)
    assert not Seat.objects.filter(is_here=True).exists()


def test_a_draft_is_changed_and_discarded_and_a_called_meeting_is_not(way, cast, now):
    meeting = way.draft()
    planned = {
        "title": "演示：改期",
        "place": "院子",
        "starts_at": now + 20 * DAY,
        "head": "主任戊",
        "keeper": "社工丁",
        "agenda": ["一件事"],
    }
    changed = actions.change_draft(cast.worker, meeting, now=now, **planned)
    assert (changed.title, [item.text for item in changed.items.all()]) == ("演示：改期", ["一件事"])
    actions.discard_draft(cast.worker, meeting, now=now)
    called = way.called()
    for act in (
        lambda: actions.change_draft(cast.worker, called, now=now, **planned),
        lambda: actions.discard_draft(cast.worker, called, now=now),
    ):
        with pytest.raises(Refused):
            act()
    assert Meeting.objects.get() == called


def test_who_is_of_age_on_the_day_of_the_meeting_is_on_the_roll(way, cast, now):
    birthday = (now + 5 * DAY).date()
    values = {"name": "演示少年", "birth_date": birthday.replace(year=birthday.year - 18).isoformat()}
    add_resident(cast.worker, cast.here, values=values, address="9号", now=now)
    add_resident(cast.worker, cast.here, values={"name": "演示不详"}, address="9号", now=now)
    built = actions.build_seats(cast.worker, way.draft(), now=now)
    assert (built.number, built.unknown) == (1, ("演示不详",))


def test_whoever_comes_of_a_household_is_its_one_voice(way, cast, now):
    way.on_record()
    Resident.objects.filter(name__in=["演示甲", "演示乙"]).update(person=None)
    way.known(1, "neighbour")
    meeting = way.draft(counts="household")
    actions.build_seats(cast.worker, meeting, now=now)
    actions.call_meeting(cast.chair, meeting, now=now)
    assert Notice.objects.filter(person=cast.keys["neighbour"], kind="meetings.meeting.called").count() == 1
    assert actions.say_at_door(cast.neighbour, meeting, code=meeting.door_code, now=now).number == 1
    with pytest.raises(Invalid, match="已经在名单"):
        actions.add_seat(cast.worker, meeting, name="演示乙", home="1号", now=now)


def test_an_assembly_is_of_representatives_for_four_fifths_at_least(way, cast, now):
    for who in ("resident", "neighbour", "volunteer", "mediator"):
        give_role(
            HOUSE, Person.objects.get(pk=cast.keys[who]), kind="representative", division=cast.here.division, now=now
        )
    meeting = way.draft(kind="representatives", counts="representative")
    assert actions.build_seats(cast.worker, meeting, now=now).number == 5
    actions.add_seat(cast.worker, meeting, name="演示甲", now=now)
    with pytest.raises(Refused, match="第二十八条"):
        actions.call_meeting(cast.chair, meeting, now=now)
    meeting.seats.filter(name="演示甲").delete()
    called = actions.call_meeting(cast.chair, meeting, now=now)
    assert quorum_of(called, on=way.day.date()).needed == 4


def test_a_residents_meeting_at_short_notice_says_why_and_others_are_not_called_so(way, cast, now):
    way.on_record()
    meeting = way.draft(starts_at=now + 2 * DAY)
    actions.build_seats(cast.worker, meeting, now=now)
    called = actions.call_meeting(cast.chair, meeting, urgent_why="演示：外墙有脱落危险", now=now)
    assert (called.state, called.urgent_why) == ("called", "演示：外墙有脱落危险")
    talk = way.draft(kind="talk", counts="person", starts_at=now + 2 * DAY)
    actions.build_seats(cast.worker, talk, now=now)
    with pytest.raises(Refused, match="至少提前"):
        actions.call_meeting(cast.chair, talk, urgent_why="演示", now=now)


def test_a_charter_decides_notice_quorum_and_majority_and_the_minutes_say_so(way, cast, now):
    stricter = {
        "notice_days": 15,
        "quorum": {"share": "2/3", "over": False},
        "majority": {"share": "3/4", "over": False},
    }
    for name, value in stricter.items():
        set_rule(
            cast.chair,
            cast.here.division,
            key=f"meetings.{name}_residents",
            value=value,
            source="演示章程",
            article="第八条",
            confirmed_by="居民会议",
            from_date=now.date(),
            now=now,
        )
    with pytest.raises(Refused, match="至少提前 15 天召集（演示章程第八条）"):
        way.called()
    Meeting.objects.all().delete()
    meeting = way.called(starts_at=now + 16 * DAY)
    then = now + 16 * DAY
    actions.let_in(cast.worker, meeting, [1, 2, 3], is_here=True, now=then)
    with pytest.raises(Refused, match="演示章程第八条"):
        actions.open_meeting(cast.chair, meeting, now=then)
    actions.let_in(cast.worker, meeting, [4], is_here=True, now=then)
    actions.open_meeting(cast.chair, meeting, now=then)
    motion = actions.move(cast.worker, meeting, text="装", moved_by="演示甲", now=then)
    counted = actions.count_hands(cast.worker, motion, yes=2, no=1, abstain=1, now=then)
    assert (counted.needed, counted.is_carried, counted.rule["law"], counted.rule["place"]) == (
        3,
        False,
        "演示章程第八条",
        "甲社区居委会",
    )
    closed = actions.close_meeting(cast.chair, meeting, now=then)
    assert "须到 4 人（演示章程第八条）" in draft_of(closed, on=then.date())


def test_what_was_needed_at_the_opening_stays_whatever_a_charter_says_later(way, cast):
    meeting = way.opened()
    set_rule(
        cast.chair,
        cast.here.division,
        key="meetings.quorum_residents",
        value={"share": "4/5", "over": False},
        source="演示章程",
        article="一",
        confirmed_by="演示",
        from_date=way.now.date(),
        now=way.day,
    )
    assert quorum_of(Meeting.objects.get(), on=way.day.date()).needed == 3
    assert meeting.quorum["law"].endswith("第二十七条")


def test_hands_are_counted_again_while_it_is_open_and_the_fact_is_corrected(way, cast):
    meeting = way.opened(here=4)
    motion = actions.move(cast.worker, meeting, text="装", moved_by="演示甲", now=way.day)
    actions.count_hands(cast.worker, motion, yes=2, no=1, abstain=0, now=way.day)
    again = actions.count_hands(cast.worker, motion, yes=3, no=1, abstain=0, now=way.day)
    assert (again.is_carried, again.counts) == (True, 2)
    first, second = Fact.objects.filter(kind="meetings.motion.decided").order_by("id")
    assert (second.corrects_id, first.attributes["is_carried"], second.attributes["is_carried"]) == (
        first.pk,
        False,
        True,
    )


def test_when_too_many_have_left_a_motion_is_put_off_and_the_meeting_can_end(way, cast):
    meeting = way.opened()
    motion = actions.move(cast.worker, meeting, text="装", moved_by="演示甲", now=way.day)
    actions.let_in(cast.worker, meeting, [2, 3], is_here=False, now=way.day)
    with pytest.raises(Refused, match="还差 2 人"):
        actions.count_hands(cast.worker, motion, yes=1, no=0, abstain=0, now=way.day)
    with pytest.raises(Refused, match="先点票，或者搁置"):
        actions.close_meeting(cast.chair, meeting, now=way.day)
    actions.put_off(cast.worker, motion, why="人走了", now=way.day)
    with pytest.raises(Refused, match="已经搁置"):
        actions.count_hands(cast.worker, motion, yes=1, no=0, abstain=0, now=way.day)
    closed = actions.close_meeting(cast.chair, meeting, now=way.day)
    assert "搁置：人走了" in draft_of(closed, on=way.day.date())


def test_a_meeting_is_held_on_the_day_for_which_it_was_called(way, cast):
    meeting = way.called()
    actions.let_in(cast.worker, meeting, [1, 2, 3], is_here=True, now=way.day + DAY)
    with pytest.raises(Refused, match="已经过了"):
        actions.open_meeting(cast.chair, meeting, now=way.day + DAY)
    say_what_is_due(way.day + DAY)
    assert Notice.objects.filter(kind="meetings.meeting.not_held", person=cast.keys["chair"]).count() == 1


def test_homes_doors_and_names_of_the_roll_are_taken_out_and_office_holders_stay(way, cast):
    meeting = way.closed()
    words = "主任戊说明。演示甲住3栋801，隔壁是三栋1单元802室，身份证 440105197001011234。\n社工丁记录：1号的楼道先清。"
    actions.write_minutes(cast.worker, meeting, text=words, now=way.day)
    meeting = Meeting.objects.get()
    assert (
        without_details(meeting)
        == "主任戊说明。演**住3栋***，隔壁是三栋1单元***，身份证 440105********1234。\n社工丁记录：***的楼道先清。"
    )
    gone = ["".join(piece.text for piece in line if piece.kind == "gone") for line in taken_out(meeting)]
    assert "示甲" in gone[0]
    assert "801" in gone[0]


def test_details_are_taken_out_even_if_somebody_sends_them_and_a_correction_is_seen(way, cast, visit):
    meeting = way.signed()
    actions.post_minutes(cast.chair, meeting, text="演示甲说：打 13800138000。病情略。", now=way.day)
    found = Meeting.objects.get()
    assert found.posted_text == "演**说：打 138****8000。病情略。"
    assert found.until_date == way.day.date() + 15 * DAY
    actions.correct_posted(
        cast.worker, found, text="演**说：打电话。", what_changed="漏了一处个人信息", now=way.day + 3 * DAY
    )
    again = Meeting.objects.get()
    assert (again.until_date, again.minutes) == (way.day.date() + 18 * DAY, "演示甲说：打 13800138000 找我。")
    page = visit().get(f"/meetings/{meeting.pk}/").content.decode()
    assert "漏了一处个人信息" in page
    assert "病情" not in page


def test_the_representatives_meet_once_in_each_half_year(way, cast, now):
    way.draft()
    found = assembly_of(cast.here, on=date(2026, 11, 23))
    assert (found.from_date, found.due_date, found.is_held) == (date(2026, 7, 1), date(2026, 12, 31), False)
    say_what_is_due(now.replace(month=12, day=3))
    assert Notice.objects.filter(kind="meetings.assembly.due", person=cast.keys["chair"]).count() == 1
    Meeting.objects.update(kind="representatives", counts="representative", opened_at=now)
    assert assembly_of(cast.here, on=date(2026, 11, 23)).is_held
    assert not assembly_of(cast.here, on=date(2027, 1, 1)).is_held


def test_figures_from_facts_equal_figures_from_tables(way, cast):
    way.closed()
    meeting, motion = Meeting.objects.get(), Motion.objects.get()
    facts = {fact.kind: fact for fact in Fact.objects.filter(kind__startswith="meetings")}
    opened, decided, closed = (
        facts[f"meetings.{kind}"] for kind in ("meeting.opened", "motion.decided", "meeting.closed")
    )
    assert (opened.value, opened.attributes["on_roll"], opened.attributes["needed"]) == (
        3,
        meeting.seats.count(),
        meeting.quorum["needed"],
    )
    assert (decided.value, decided.attributes["is_carried"]) == (motion.here, motion.is_carried)
    assert closed.value == meeting.most_here
