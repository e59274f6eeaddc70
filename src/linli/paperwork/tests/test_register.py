"""Forms that are asked for: what is due, what may be refused, what was handed over, and how much time they take."""

from datetime import date, timedelta

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.intake.queries.load import load_of
from linli.notices.models import Notice
from linli.paperwork.actions.handing import forget_old_handovers, hand_over
from linli.paperwork.actions.register import correct_form, end_form, refuse_form, register_form
from linli.paperwork.letter import form_letter
from linli.paperwork.models import AskedForm, Handover
from linli.paperwork.periods import due_days
from linli.paperwork.queries import forms, forms_of, minutes_by_week

MONDAY = date(2026, 11, 23)
MARKS = {"form_number": "演示表1", "approval_number": "演统字〔2026〕1号", "valid_until_date": date(2027, 6, 30)}


def asked(cast, now, *, by=None, **more) -> AskedForm:
    given = {
        "title": "老人台账",
        "office": cast.works,
        "way": "file",
        "frequency": "monthly",
        "first_due_date": date(2026, 8, 31),
        "minutes_each_time": 60,
    } | more
    return register_form(by or cast.worker, cast.here, now=now, **given)


def given_for(cast, now, form, day) -> Handover:
    return hand_over(cast.worker, form, due_date=day, fields=["姓名"], people=3, purpose="津贴", basis="文件", now=now)


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("once", [date(2026, 8, 31)]),
        ("monthly", [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)]),
        ("quarterly", [date(2026, 8, 31), date(2026, 11, 30)]),
        ("yearly", [date(2026, 8, 31)]),
    ],
)
def test_a_form_is_due_by_its_rhythm_and_on_the_last_day_of_short_months(cast, now, frequency, days):
    assert list(due_days(asked(cast, now, frequency=frequency), until=date(2026, 11, 30))) == days


def test_what_is_due_and_not_handed_over_stands_on_top(cast, now):
    asked(cast, now, title="年末的", first_due_date=date(2026, 12, 31))
    form = asked(cast, now)
    rows = forms(cast.worker, cast.here, on=MONDAY)
    assert [(r.form.title, r.due, r.is_late) for r in rows] == [
        ("老人台账", date(2026, 8, 31), True),
        ("年末的", date(2026, 12, 31), False),
    ]
    given_for(cast, now, form, date(2026, 10, 31))
    assert [(r.due, r.is_to_fill) for r in forms(cast.worker, cast.here, on=MONDAY)] == [
        (date(2026, 11, 30), False),
        (date(2026, 12, 31), False),
    ]
    assert forms(cast.worker, cast.here, on=date(2026, 11, 28))[0].is_to_fill


@pytest.mark.parametrize("lacking", ["form_number", "approval_number", "valid_until_date"])
def test_a_statistical_form_without_a_mark_goes_back_with_a_letter_that_names_it(cast, now, lacking):
    form = asked(cast, now, is_statistical=True, **{k: v for k, v in MARKS.items() if k != lacking})
    refused = refuse_form(cast.worker, form, now=now)
    assert (refused.state, refused.letter_number) == ("refused", "表复〔2026〕1号")
    assert form_letter(refused).startswith(b"%PDF")
    told = set(Notice.objects.values_list("person", flat=True))
    assert told == {cast.keys["coordinator"], cast.keys["department_officer"]}
    assert minutes_by_week([cast.here.pk], date(2026, 11, 30)) == {}
    with pytest.raises(Refused):
        refuse_form(cast.worker, refused, now=now)


def test_letters_are_numbered_by_community_and_year(cast, now):
    numbers = [refuse_form(cast.worker, asked(cast, now, is_statistical=True), now=now).serial for _n in range(2)]
    theirs = register_form(
        cast.other_worker,
        cast.there,
        title="t",
        office=None,
        issuer="某协会",
        way="chat",
        frequency="weekly",
        first_due_date=MONDAY,
        minutes_each_time=5,
        is_statistical=True,
        now=now,
    )
    assert [*numbers, refuse_form(cast.other_worker, theirs, now=now).serial] == [1, 2, 1]


def test_a_form_that_bears_its_marks_or_is_not_statistical_is_not_refused_for_them(cast, now):
    for form in (asked(cast, now), asked(cast, now, is_statistical=True, **MARKS)):
        with pytest.raises(Refused):
            refuse_form(cast.worker, form, now=now)


def test_marks_that_are_over_count_as_none(cast, now):
    form = asked(cast, now, is_statistical=True, **MARKS | {"valid_until_date": date(2026, 11, 22)})
    assert refuse_form(cast.worker, form, now=now).state == "refused"


def test_what_was_handed_over_is_a_record_and_a_fact(cast, now):
    handed = given_for(cast, now, asked(cast, now), date(2026, 11, 30))
    assert (handed.recipient, handed.fields, handed.people) == ("区城管局", ["姓名"], 3)
    fact = Fact.objects.get(kind="paperwork.form.handed_over")
    assert (fact.value, fact.attributes["in_time"]) == (3, True)


def test_a_form_is_handed_over_for_a_day_on_which_it_is_due_with_purpose_and_basis(cast, now):
    form = asked(cast, now)
    with pytest.raises(Invalid):
        given_for(cast, now, form, date(2026, 11, 29))
    with pytest.raises(Invalid):
        hand_over(
            cast.worker,
            form,
            due_date=date(2026, 11, 30),
            fields=["姓名"],
            people=3,
            purpose=" ",
            basis="文件",
            now=now,
        )
    with pytest.raises(Invalid):
        hand_over(
            cast.worker, form, due_date=date(2026, 11, 30), fields=[], people=3, purpose="津贴", basis="文件", now=now
        )
    assert not Handover.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"way": "pigeon"},
        {"frequency": "hourly"},
        {"minutes_each_time": 0},
        {"cells": -1},
        {"title": " "},
        {"office": None},
    ],
)
def test_what_makes_no_sense_is_not_written_down(cast, now, bad):
    with pytest.raises(Invalid):
        asked(cast, now, **bad)
    assert not AskedForm.objects.exists()


def test_others_neither_write_down_nor_change(cast, now):
    form = asked(cast, now)
    for who in ("resident", "other_worker", "street_officer", "department_officer", "auditor", "administrator"):
        with pytest.raises(NotYours):
            asked(cast, now, by=getattr(cast, who))
        with pytest.raises(Missing):
            end_form(getattr(cast, who), form, on=MONDAY, now=now)


def test_a_week_asks_for_what_is_due_in_it(cast, now):
    asked(cast, now, frequency="weekly", first_due_date=date(2026, 11, 6), minutes_each_time=20)
    asked(cast, now, minutes_each_time=90)  # the 30th
    ended = asked(cast, now, frequency="weekly", first_due_date=date(2026, 11, 6), minutes_each_time=500)
    end_form(cast.worker, ended, on=date(2026, 11, 20), now=now)
    weeks = [MONDAY + timedelta(weeks=n) for n in range(-3, 3)]
    assert [minutes_by_week([cast.here.pk, cast.there.pk], week).get(cast.here.pk, 0) for week in weeks] == [
        520,
        520,
        20,
        20,
        110,
        20,
    ]
    assert load_of([cast.here.pk], weeks[4])[cast.here.pk].forms == 110


def test_minutes_cost_one_query_for_however_many(cast, now, django_assert_num_queries):
    for n in range(5):
        asked(cast, now, title=f"表{n}")
    with django_assert_num_queries(1):
        minutes_by_week([cast.here.pk, cast.there.pk], MONDAY)


def test_an_office_is_seen_with_what_it_asks_for(cast, now):
    asked(cast, now, cells=10)
    asked(cast, now, cells=5, frequency="yearly", minutes_each_time=30)
    refuse_form(cast.worker, asked(cast, now, is_statistical=True), now=now)
    found = forms_of([cast.works.pk, cast.office.pk])
    assert set(found) == {cast.works.pk}
    one = found[cast.works.pk]
    assert (one.forms, one.cells, one.minutes_a_year, one.refused) == (2, 125, 750, 1)


def test_records_of_what_was_given_go_after_three_years(cast, now):
    handed = given_for(cast, now, asked(cast, now), date(2026, 9, 30))
    assert forget_old_handovers(HOUSE, now=now + timedelta(days=365 * 3)) == 0
    assert forget_old_handovers(HOUSE, now=now + timedelta(days=365 * 3 + 2)) == 1
    assert not Handover.objects.filter(pk=handed.pk).exists()
    with pytest.raises(NotYours):
        forget_old_handovers(cast.chair, now=now)


def test_a_mistake_is_corrected_until_it_ends(cast, now):
    form = asked(cast, now)
    same = {
        "title": "改名",
        "office": None,
        "issuer": "某局",
        "way": "chat",
        "frequency": "weekly",
        "first_due_date": MONDAY,
        "minutes_each_time": 5,
        "cells": 1,
        "is_statistical": False,
        "valid_until_date": None,
    }
    changed = correct_form(cast.worker, form, now=now, **same)
    assert (changed.title, changed.issuer_name) == ("改名", "某局")
    end_form(cast.worker, form, on=MONDAY, now=now)
    with pytest.raises(Refused):
        correct_form(cast.worker, form, now=now, **same)


def test_the_story_on_the_pages(cast, now, visit):
    worker = visit("worker")
    told = {
        "title": "危房统计表",
        "office": cast.works.pk,
        "way": "file",
        "frequency": "monthly",
        "first_due_date": "2026-11-25",
        "minutes_each_time": "45",
        "is_statistical": "on",
    }
    page = worker.post("/desk/forms/new/", told).url
    form = AskedForm.objects.get()
    assert page == f"/desk/forms/{form.pk}/"
    assert "危房统计表" in worker.get("/desk/forms/").content.decode()
    handed = {
        "do": "hand",
        "due_date": "2026-11-25",
        "fields_given": "楼栋\n年代",
        "people": "0",
        "purpose": "排查",
        "basis": "演示",
    }
    assert worker.post(page, handed | {"purpose": ""}).status_code == 200
    assert worker.post(page, handed).status_code == 302
    assert "楼栋、年代" in worker.get(page).content.decode()
    assert "楼栋、年代" not in visit("department_officer").get(page).content.decode()
    assert worker.post(page, {"do": "refuse"}).status_code == 302
    assert worker.get(f"{page}letter.pdf").content.startswith(b"%PDF")
