"""What those below say: refusals with a letter, gaps in the law, ratings in sums; the lists; the load reckoned by hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.working_time import CHINA
from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import report_case
from linli.casework.actions.whistles import blow_whistle
from linli.facts.models import Fact
from linli.intake.actions.deciding import admit_application, end_task
from linli.intake.actions.lists import confirm_line, end_line, import_lines, keep_line
from linli.intake.actions.speaking import (
    answer_reported_gap,
    ratable_quarters,
    rate_office,
    refuse_unnumbered_work,
    report_gap,
)
from linli.intake.completeness import minutes_a_week
from linli.intake.models import Duty, RefusedWork
from linli.intake.queries.lists import duties, is_this_our_job
from linli.intake.queries.load import load_of, monday_of
from linli.intake.queries.voices import judged, ratable
from linli.notices.models import Notice
from linli.people.actions import erase_me
from linli.places.actions.divisions import open_community
from linli.places.models import Division

from .given import submitted

LINE = {
    "list_": "not_ours",
    "name": "健在证明",
    "law": "民发〔2020〕20号",
    "article": "附件",
    "words": "活着的证明\n生存证明",
    "whose": "人社部门",
}
ARTICLES = Path(__file__).parents[5] / "shared" / "data" / "duties" / "articles_naming_residents_committees.csv"


def test_work_without_a_number_is_refused_with_a_numbered_letter_that_the_district_sees(cast, now):
    asked = {
        "office": cast.works,
        "what": "今天下班前报三张表",
        "way": "chat",
        "asked_date": date(2026, 11, 22),
        "now": now,
    }
    letters = [refuse_unnumbered_work(cast.worker, cast.here, **asked) for _n in range(2)]
    assert [letter.number for letter in letters] == ["复〔2026〕1号", "复〔2026〕2号"]
    told = set(Notice.objects.values_list("person", flat=True))
    assert {cast.keys["coordinator"], cast.keys["department_officer"]} <= told
    assert Fact.objects.filter(kind="intake.work.refused", attributes__way="chat").count() == 2


def test_the_letter_names_the_articles(cast, now, visit):
    refuse_unnumbered_work(
        cast.worker, cast.here, office=cast.works, what="报表", way="chat", asked_date=now.date(), now=now
    )
    pdf = visit("worker").get(f"/desk/refuse/{RefusedWork.objects.get().pk}.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize("who", ["resident", "other_worker", "department_officer", "coordinator", "auditor"])
def test_only_who_works_there_refuses_in_its_name(cast, now, who):
    with pytest.raises(NotYours):
        refuse_unnumbered_work(
            getattr(cast, who), cast.here, office=cast.works, what="x", way="chat", asked_date=now.date(), now=now
        )


def test_what_makes_no_sense_is_refused(cast, now):
    with pytest.raises(Invalid):
        refuse_unnumbered_work(
            cast.worker, cast.here, office=cast.manager, what="x", way="chat", asked_date=now.date(), now=now
        )
    with pytest.raises(Invalid):
        refuse_unnumbered_work(
            cast.worker,
            cast.here,
            office=cast.works,
            what="x",
            way="chat",
            asked_date=now.date() + timedelta(days=1),
            now=now,
        )
    assert not RefusedWork.objects.exists()


def test_a_gap_is_reported_up_and_answered_once(cast, now):
    gap = report_gap(cast.worker, cast.here, title="无权清理", text="楼道堆物", lacks="消防", now=now)
    with pytest.raises(Missing):
        answer_reported_gap(cast.street_officer, gap.pk, text="x", now=now)
    answer_reported_gap(cast.coordinator, gap.pk, text="已报市人大", now=now)
    with pytest.raises(Refused):
        answer_reported_gap(cast.coordinator, gap.pk, text="又一次", now=now)
    assert Notice.objects.filter(person=cast.keys["worker"], kind="intake.gap.answered").exists()


def test_the_answer_to_a_gap_is_heard_by_the_committee_when_who_wrote_it_down_is_gone(cast, now):
    gap = report_gap(cast.worker, cast.here, title="无权清理", text="楼道堆物", lacks="消防", now=now)
    erase_me(cast.worker, now=now)
    answer_reported_gap(cast.coordinator, gap.pk, text="已报市人大", now=now)
    told = Notice.objects.filter(kind="intake.gap.answered").values_list("person", flat=True)
    assert list(told) == [cast.keys["chair"]]


@pytest.mark.once
@pytest.mark.parametrize(
    ("today", "quarters"),
    [
        (date(2026, 11, 23), [(2026, 3), (2026, 2)]),
        (date(2027, 1, 1), [(2026, 4), (2026, 3)]),
        (date(2026, 4, 1), [(2026, 1), (2025, 4)]),
    ],
)
def test_the_last_two_quarters_can_be_rated(today, quarters):
    assert ratable_quarters(today) == quarters


def test_a_committee_rates_who_had_to_do_with_it_once_a_quarter(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    accept_case(cast.worker, case, now=now)
    blow_whistle(cast.worker, case, organisations=[cast.works], text="请来", now=now)
    january = now.replace(year=2027, month=1, day=11)
    rows = ratable(cast.here, 2026, 4)
    assert [(r.office.pk, r.tasks, r.whistles, r.is_rated) for r in rows] == [(cast.works.pk, 0, 1, False)]
    said = {"year": 2026, "quarter": 4, "in_time": True, "helped": False, "money_arrived": None, "now": january}
    rate_office(cast.chair, cast.here, cast.works, **said)
    with pytest.raises(Refused):
        rate_office(cast.chair, cast.here, cast.works, **said)
    with pytest.raises(NotYours):
        rate_office(cast.worker, cast.here, cast.works, **said)
    with pytest.raises(Refused):
        rate_office(cast.chair, cast.here, cast.works, **(said | {"year": 2027, "quarter": 1}))
    assert ratable(cast.here, 2026, 4)[0].is_rated


def test_ratings_are_published_in_sums_and_not_while_too_few_rated(cast, now):
    chairs = [cast.chair]
    said = {"year": 2026, "quarter": 3, "helped": None, "money_arrived": None, "now": now}
    rate_office(cast.chair, cast.here, cast.works, in_time=True, **said)
    assert judged(cast.works, on=now.date())[0].in_time is None
    from linli.people.actions import add_person, give_role
    from linli.people.queries import actor_of

    for n, in_time in enumerate((True, False)):
        division = Division.objects.create(local_code=f"n{n}", level="community", parent=cast.street, name=f"新{n}社区")
        community = open_community(HOUSE, division, slug=f"n{n}", name_en="", now=now)
        chair = add_person(HOUSE, name=f"主任{n}", community=community, telephone="", now=now)
        give_role(HOUSE, chair, kind="committee_chair", division=division, now=now)
        chairs.append(actor_of(chair.pk, now=now))
        rate_office(chairs[-1], community, cast.works, in_time=in_time, **said)
    row = judged(cast.works, on=now.date())[0]
    assert (row.communities, row.in_time, row.helped) == (3, (2, 3), None)
    rated = Fact.objects.filter(kind="intake.office.rated")
    assert set(rated.values_list("community", flat=True)) == {None}


def test_is_this_our_job_is_answered_by_everyday_words_with_the_article(cast, now):
    keep_line(cast.coordinator, None, county=cast.county, now=now, **LINE)
    answers = is_this_our_job("开个活着的证明", cast.here, on=now.date())
    assert [(a.duty.name, a.duty.article) for a in answers] == [("健在证明", "附件")]
    assert is_this_our_job("量子力学", cast.here, on=now.date()) == []


def test_an_admitted_task_is_found_as_well(cast, now):
    admit_application(cast.coordinator, submitted(cast, now), duty_list="assistance", reasons="同意", now=now)
    assert [a.task.title for a in is_this_our_job("楼道堆物", cast.here, on=now.date())] == ["楼道堆物整治"]


def test_a_line_is_confirmed_by_name_and_a_change_must_be_confirmed_again(cast, now):
    line = keep_line(cast.coordinator, None, county=cast.county, now=now, **LINE)
    line = confirm_line(cast.coordinator, line, confirmed_by="区司法局法规科", now=now)
    assert line.confirmed_date == now.date()
    line = keep_line(cast.coordinator, line, county=cast.county, now=now, **(LINE | {"article": "附件第十项"}))
    assert line.confirmed_date is None
    end_line(cast.coordinator, line, now=now)
    assert duties(cast.county, on=now.date()) == []


def test_a_line_stands_once_and_is_kept_by_its_district(cast, now):
    keep_line(cast.coordinator, None, county=cast.county, now=now, **LINE)
    with pytest.raises(Invalid, match="已有"):
        keep_line(cast.coordinator, None, county=cast.county, now=now, **LINE)
    for who in (cast.chair, cast.street_officer, cast.department_officer, cast.auditor):
        with pytest.raises(NotYours):
            keep_line(who, None, county=cast.county, now=now, **(LINE | {"name": "另一条"}))


def test_the_list_opens_only_the_lines_that_one_keeps(cast, visit, now):
    own = keep_line(cast.coordinator, None, county=cast.county, now=now, **LINE)
    everywhere = keep_line(HOUSE, None, county=None, now=now, **(LINE | {"name": "婚姻状况证明"}))
    page = visit("coordinator").get("/settings/lists/").content.decode()
    assert f"/settings/lists/{own.pk}/" in page
    assert f"/settings/lists/{everywhere.pk}/" not in page
    assert everywhere.label in page


def test_the_twenty_certificates_come_unconfirmed_and_once(cast):
    call_command("import-duties")
    call_command("import-duties")
    assert Duty.objects.filter(list="not_ours", confirmed_date__isnull=True).count() == 20


def test_a_bad_row_names_its_line_and_changes_nothing(cast, now):
    rows = [(2, {"law": "某法", "article": "第一条", "name": "甲"}), (3, {"law": "某法", "article": "", "name": "乙"})]
    with pytest.raises(Invalid, match="3"):
        import_lines(HOUSE, rows, county=None, source="x", now=now)
    assert not Duty.objects.exists()


@pytest.mark.data
@pytest.mark.skipif(not ARTICLES.exists(), reason="shared/data/duties is not here")
def test_the_articles_of_national_law_come_in_unconfirmed(cast):
    call_command("import-duties", str(ARTICLES))
    assert Duty.objects.count() == 100
    assert not Duty.objects.filter(confirmed_date__isnull=False).exists()
    assert set(Duty.objects.values_list("list", flat=True)) == {"by_law", "assistance"}


def test_the_load_of_a_week_is_what_one_reckons_by_hand(cast, now):
    """120 minutes weekly admitted for both; three requests of 45 minutes each here, in the week of 1 March 2027."""
    made = admit_application(cast.coordinator, submitted(cast, now), duty_list="assistance", reasons="同意", now=now)
    week = date(2027, 3, 1)
    for n in range(3):
        at = now.replace(year=2027, month=3, day=2 + n, tzinfo=CHINA)
        report_case(cast.resident, community=cast.here, category=cast.light, text=f"灯{n}", now=at)
    loads = load_of([cast.here.pk, cast.there.pk], week)
    assert (loads[cast.here.pk].tasks, loads[cast.here.pk].cases, loads[cast.here.pk].asked) == (120, 135, 255)
    assert (loads[cast.there.pk].tasks, loads[cast.there.pk].cases) == (120, 0)
    assert load_of([cast.here.pk], date(2027, 1, 25))[cast.here.pk].tasks == 0  # it begins on 1 February
    end_task(cast.coordinator, made, reasons="已完成", now=now.replace(year=2027, month=3, day=10))
    assert load_of([cast.here.pk], date(2027, 3, 8))[cast.here.pk].tasks == 0
    assert monday_of(date(2027, 3, 7)) == week
    assert minutes_a_week(120, "weekly", week, None) == 120
