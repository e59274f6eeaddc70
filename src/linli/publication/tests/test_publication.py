"""Seven kinds of affairs, each for fifteen days; questions answered in public; complaints that the committee does not read."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.meetings import actions as meetings
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due
from linli.places.actions.rules import set_rule
from linli.publication import actions
from linli.publication.models import Complaint, Publication, Question
from linli.publication.permissions import see_complaint
from linli.publication.queries.affairs import publications
from linli.publication.queries.recorded import recorded
from linli.publication.queries.rhythm import due_of
from linli.publication.queries.voices import complaint_for, rulings

DAY = timedelta(days=1)


def test_what_is_posted_stays_fifteen_days_at_least_and_masks_numbers(way, visit, now):
    posted = way.posted()
    assert posted.until_date == now.date() + 15 * DAY
    page = visit().get(f"/publication/{posted.pk}/").content.decode()
    assert "138****8000" in page
    assert "13800138000" not in page


def test_a_draft_is_read_by_the_committee_alone_and_rewritten(way, cast, now):
    draft = way.draft()
    assert (publications(cast.resident, cast.here), publications(cast.worker, cast.here)) == ([], [draft])
    actions.rewrite_publication(cast.worker, draft, title="改过", text="改过的文字", now=now)
    posted = actions.post_publication(cast.worker, draft, now=now)
    with pytest.raises(Refused, match="更正"):
        actions.rewrite_publication(cast.worker, posted, title="再改", text="再改", now=now)


@pytest.mark.parametrize(
    "wrong", [{"kind": "gossip"}, {"to_date": date(2026, 6, 1)}, {"to_date": date(2027, 1, 1)}, {"text": " "}]
)
def test_what_makes_no_sense_is_not_kept(way, wrong):
    with pytest.raises(Invalid):
        way.draft(**wrong)
    assert not Publication.objects.exists()


def test_a_correction_says_what_changed_once_and_the_old_text_stays(way, cast, now):
    posted = way.posted()
    corrected = actions.correct_publication(cast.worker, posted, text="装四个。", what_changed="写错了数量", now=now)
    assert publications(cast.resident, cast.here) == [corrected]
    assert Publication.objects.get(pk=posted.pk).text.startswith("装六个")
    with pytest.raises(Refused, match="已经更正过"):
        actions.correct_publication(cast.worker, posted, text="装两个。", what_changed="又错了", now=now)


def test_what_hangs_fewer_than_fifteen_days_is_recorded_as_too_short(way, cast, now):
    posted = way.posted()
    first = actions.hang_up(cast.worker, posted, board="一街公告栏", day=now.date(), now=now)
    second = actions.hang_up(cast.worker, posted, board="二街公告栏", day=now.date(), now=now)
    with pytest.raises(Refused):
        actions.hang_up(cast.worker, posted, board="一街公告栏", day=now.date(), now=now)
    with pytest.raises(Invalid):
        actions.hang_up(cast.worker, posted, board="三街公告栏", day=now.date() + DAY, now=now)
    actions.take_down(cast.worker, first, now=now + 14 * DAY)
    actions.take_down(cast.worker, second, now=now + 15 * DAY)
    with pytest.raises(Missing):
        actions.take_down(cast.worker, first, now=now + 15 * DAY)
    facts = Fact.objects.filter(kind="publication.affair.taken_down").order_by("recorded_at")
    assert [(fact.value, fact.attributes["long_enough"]) for fact in facts] == [(14, False), (15, True)]


def test_each_of_the_seven_is_due_after_what_was_told_of_last(way, cast, now):
    dues = {due.kind: due for due in due_of(cast.here, on=now.date())}
    assert len(dues) == 7
    assert (dues["decisions"].from_date, dues["decisions"].by_date, dues["decisions"].is_late) == (
        date(2026, 7, 1),
        date(2026, 10, 30),
        True,
    )
    assert way.posted().is_late
    later = next(due for due in due_of(cast.here, on=now.date()) if due.kind == "decisions")
    assert (later.from_date, later.to_date, later.by_date, later.is_late) == (
        date(2026, 10, 1),
        now.date(),
        date(2027, 1, 30),
        False,
    )


def test_the_committee_hears_what_is_overdue(way, cast, now):
    way.posted()
    say_what_is_due(now.replace(year=2027, month=1, day=31))
    assert Notice.objects.filter(person=cast.keys["chair"], kind="publication.due").exists()


def test_what_meetings_decided_stands_in_the_draft_already(cast, now):
    meeting = meetings.draft_meeting(
        cast.worker,
        cast.here,
        kind="council",
        counts="invited",
        title="演示：议事会",
        place="活动室",
        starts_at=now + 4 * DAY,
        head="主任戊",
        keeper="社工丁",
        agenda=["充电桩"],
        now=now,
    )
    meetings.add_seat(cast.worker, meeting, name="演示甲", now=now)
    meetings.call_meeting(cast.chair, meeting, now=now)
    then = now + 4 * DAY
    meetings.let_in(cast.worker, meeting, [1], is_here=True, now=then)
    meetings.open_meeting(cast.chair, meeting, now=then)
    motion = meetings.move(cast.worker, meeting, text="先试一栋楼。", moved_by="演示甲", now=then)
    meetings.count_hands(cast.worker, motion, yes=1, no=0, abstain=0, now=then)
    between = {"from_date": now.date(), "to_date": then.date()}
    assert (
        recorded(cast.here, "consultations", **between)
        == "演示：议事会（2026年11月27日）\n先试一栋楼。到场 1 人，1 人同意，通过。"
    )
    assert recorded(cast.here, "facilities", **between) == ""


def test_a_question_is_answered_in_public_within_ten_working_days(way, cast, now):
    posted = way.posted()
    question = actions.ask(cast.resident, posted, text="什么时候装？", now=now)
    assert question.due_date == date(2026, 12, 7)
    actions.answer(cast.worker, question, text="下月装。", now=now + 3 * DAY)
    with pytest.raises(Refused):
        actions.answer(cast.worker, question, text="再答", now=now)
    assert Notice.objects.filter(person=cast.keys["resident"], kind="publication.question.answered").count() == 1
    assert Fact.objects.get(kind="publication.question.answered").attributes["in_time"] is True


def test_who_lives_elsewhere_does_not_ask_and_nobody_asks_of_a_draft(way, cast, now):
    with pytest.raises(NotYours):
        actions.ask(cast.stranger, way.posted(), text="我想问", now=now)
    with pytest.raises(Missing):
        actions.ask(cast.resident, way.draft(kind="other"), text="我想问", now=now)
    assert not Question.objects.exists()


def test_a_complaint_reaches_the_street_and_never_the_committee(way, cast, visit, now):
    complaint = actions.complain(cast.resident, cast.here, about="missing", kind="money", text="演示投诉的话", now=now)
    for who in ("worker", "chair", "neighbour", "administrator"):
        with pytest.raises(Missing):
            complaint_for(getattr(cast, who), complaint.pk)
        assert not Complaint.objects.filter(see_complaint.within(getattr(cast, who))).exists()
    for path in ("/publication/", "/desk/publication/", "/inbox/"):
        assert "演示投诉的话" not in visit("chair").get(path).content.decode()
    assert complaint_for(cast.street_officer, complaint.pk) == complaint
    assert Notice.objects.get(kind="publication.complaint.raised").person_id == cast.keys["street_officer"]


def test_a_ruling_is_public_without_who_complained_and_sets_a_day(way, cast, visit, now):
    posted = way.posted()
    complaint = actions.complain(
        cast.resident, cast.here, about="false", kind="decisions", publication=posted, text="演示投诉的话", now=now
    )
    with pytest.raises(NotYours):
        actions.rule_on(cast.chair, complaint, is_right=False, ruling="没有的事", correct_by_date=None, now=now)
    with pytest.raises(Invalid):
        actions.rule_on(cast.street_officer, complaint, is_right=True, ruling="数量写错", correct_by_date=None, now=now)
    actions.rule_on(
        cast.street_officer,
        complaint,
        is_right=True,
        ruling="数量写错，请更正。",
        correct_by_date=now.date() + 5 * DAY,
        now=now,
    )
    assert [(one.is_right, one.kind) for one in rulings(cast.here)] == [(True, "决定事项及落实情况")]
    page = visit().get("/publication/").content.decode()
    assert "数量写错，请更正。" in page
    assert "演示投诉的话" not in page
    with pytest.raises(Refused):
        actions.rule_on(cast.street_officer, complaint, is_right=False, ruling="再来", correct_by_date=None, now=now)


def test_what_is_not_true_must_stand_somewhere(cast, now):
    with pytest.raises(Invalid):
        actions.complain(cast.resident, cast.here, about="false", kind="money", text="不对", now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.create(
            community=cast.here, about="false", kind="money", text="不对", raised_at=now, due_date=now.date()
        )


def test_a_sheet_for_the_board_is_printed(way, visit):
    assert visit().get(f"/publication/{way.posted().pk}/board.pdf").content.startswith(b"%PDF")


def test_what_is_due_is_said_ahead_on_the_day_on_the_day_after_and_once_a_week(way, cast, now):
    question = actions.ask(cast.resident, way.posted(), text="什么时候装？", now=now)
    days = [n for n in range(-5, 16) if _said("publication.question.due", now, question.due_date + n * DAY)]
    assert days == [-3, 0, 1, 8, 15]


def _said(kind, now, day):
    Notice.objects.all().delete()
    say_what_is_due(now.replace(year=day.year, month=day.month, day=day.day))
    return Notice.objects.filter(kind=kind).exists()


def test_what_was_found_missing_is_put_right_by_publishing_it(way, cast, now):
    complaint = actions.complain(cast.resident, cast.here, about="missing", kind="decisions", text="没有公布", now=now)
    day = now.date() + 5 * DAY
    actions.rule_on(cast.street_officer, complaint, is_right=True, ruling="确实没有", correct_by_date=day, now=now)
    assert _said("publication.put_right.due", now, day + DAY)
    assert Notice.objects.filter(person=cast.keys["street_officer"], kind="publication.put_right.due").exists()
    actions.post_publication(cast.worker, way.draft(), now=now + 7 * DAY)
    (ruling,) = rulings(cast.here)
    assert (ruling.put_right_date, ruling.is_late_on(now.date() + 9 * DAY)) == (now.date() + 7 * DAY, True)
    assert Fact.objects.get(kind="publication.complaint.put_right").attributes == {
        "affair": "decisions",
        "in_time": False,
    }


def test_what_was_found_untrue_is_put_right_by_a_correction_of_it_or_of_a_later_version(way, cast, now):
    posted = way.posted()
    complaint = actions.complain(
        cast.resident, cast.here, about="false", kind="other", publication=posted, text="不对", now=now
    )
    assert complaint.kind == "decisions"
    first = actions.correct_publication(cast.worker, posted, text="装四个。", what_changed="数量", now=now)
    actions.rule_on(
        cast.street_officer, complaint, is_right=True, ruling="还是不对", correct_by_date=now.date() + DAY, now=now
    )
    actions.correct_publication(cast.worker, first, text="装五个。", what_changed="数量", now=now)
    assert Complaint.objects.get().put_right_date == now.date()


def test_the_street_office_writes_a_complaint_down_for_somebody_without_an_account(cast, now):
    given = {"about": "missing", "kind": "money", "text": "来电反映", "is_from_desk": True, "now": now}
    made = actions.complain(cast.street_officer, cast.here, **given)
    assert (made.person_id, made.is_from_desk) == (None, True)
    for who in ("worker", "chair", "resident"):
        with pytest.raises(NotYours):
            actions.complain(getattr(cast, who), cast.here, **given)


def test_nobody_complains_about_a_draft(way, cast, now):
    with pytest.raises(Missing):
        actions.complain(
            cast.resident, cast.here, about="false", kind="other", publication=way.draft(), text="不对", now=now
        )


def test_a_draft_is_discarded_and_what_is_posted_is_not(way, cast, now):
    actions.discard_draft(cast.worker, way.draft(), now=now)
    assert not Publication.objects.exists()
    with pytest.raises(Refused):
        actions.discard_draft(cast.worker, way.posted(), now=now)


def test_a_charter_that_asks_for_a_month_keeps_it_on_the_board_for_a_month(way, cast, now):
    set_rule(
        cast.chair,
        cast.here.division,
        key="publication.posted_days",
        value=30,
        source="演示：居民公约",
        article="第三条",
        confirmed_by="居民会议",
        from_date=now.date(),
        now=now,
    )
    posted = way.posted()
    assert posted.until_date == now.date() + 30 * DAY
    board = actions.hang_up(cast.worker, posted, board="一街公告栏", day=now.date(), now=now)
    actions.take_down(cast.worker, board, now=now + 15 * DAY)
    assert Fact.objects.get(kind="publication.affair.taken_down").attributes["long_enough"] is False


def test_what_a_ruling_lacks_is_said_at_the_complaint_and_what_was_typed_stays(way, cast, visit, now):
    complaint = actions.complain(cast.resident, cast.here, about="missing", kind="money", text="没有公布", now=now)
    sent = {"do": "rule", "row": complaint.pk, "is_right": "1", "ruling": "确实没有公布"}
    page = visit("street_officer").post("/publication/complaints/", sent).content.decode()
    assert "确实没有公布" in page
    assert 'aria-invalid="true"' in page


def test_figures_from_facts_equal_figures_from_tables(way, cast, now):
    posted = way.posted()
    actions.correct_publication(cast.worker, posted, text="装四个。", what_changed="数量", now=now)
    question = actions.ask(cast.resident, posted, text="什么时候装？", now=now)
    actions.ask(cast.neighbour, posted, text="装在哪里？", now=now)
    actions.answer(cast.worker, question, text="下月装。", now=now + DAY)
    facts = [fact.kind for fact in Fact.objects.filter(kind__startswith="publication")]
    assert facts.count("publication.affair.posted") == Publication.objects.filter(state="posted").count()
    assert facts.count("publication.question.asked") == Question.objects.count()
    assert facts.count("publication.question.answered") == Question.objects.exclude(answer="").count()
