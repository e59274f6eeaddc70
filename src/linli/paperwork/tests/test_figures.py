"""Figures of a form: what the community has confirmed before what the records hold, and each says where it comes from."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from linli.paperwork.actions.filling import fill_form
from linli.paperwork.actions.templates import keep_mapping
from linli.paperwork.queries.figures import figures_now
from linli.places.actions.tree import confirm_figure
from linli.records.actions import add_resident

from .given import DUE, asked, sent_in


@pytest.fixture
def three(cast, now):
    for name, sex in (("演示甲", "男"), ("演示乙", "女"), ("演示丙", "女")):
        add_resident(cast.worker, cast.here, values={"name": name, "sex": sex}, address="3栋801", now=now)


def confirm(cast, now, kind="living", value=6340, day=date(2026, 3, 1)):
    confirm_figure(cast.chair, cast.here, kind=kind, value=value, as_of=day, confirmed_by="甲社区", now=now)


def of(cast, now, key="@residents"):
    return next(row for row in figures_now(cast.worker, cast.here, now=now).rows if row.key == key)


def test_without_a_confirmed_figure_the_records_are_counted_and_it_is_said(cast, now, three):
    found = of(cast, now)
    assert (found.count, found.as_of, found.counted_in, found.share) == (3, None, 3, None)


def test_a_confirmed_figure_counts_before_the_records(cast, now, three):
    confirm(cast, now)
    assert (of(cast, now).count, of(cast, now).as_of, of(cast, now).confirmed_by) == (6340, date(2026, 3, 1), "甲社区")
    confirm(cast, now, value=6350, day=date(2026, 3, 2))
    assert of(cast, now).count == 6350


def test_what_is_counted_says_which_share_of_the_confirmed_it_covers(cast, now, three):
    confirm(cast, now)
    women = of(cast, now, "@women")
    assert (women.count, women.counted_in, women.share, women.percent) == (2, 3, 3 / 6340, "<0.1%")
    confirm(cast, now, value=4, day=date(2026, 3, 3))
    assert of(cast, now, "@women").percent == "75%"


def test_a_confirmed_nought_is_a_figure_and_no_share(cast, now, three):
    confirm(cast, now, value=0)
    assert (of(cast, now).count, of(cast, now, "@women").share) == (0, None)


def counts_form() -> bytes:
    book = Workbook()
    book.active.append(["社区基本情况表"])
    for label in ("常住人口：", "总户数：", "男性人数："):
        book.active.append([label])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_page_form_and_chat_say_the_same_and_whence(cast, now, three, visit):
    confirm(cast, now)
    confirm(cast, now, kind="households", value=2180)
    template = sent_in(cast, now, asked(cast, now, title="基本情况表"), counts_form())
    mapping = {
        key: {"常住人口": "@residents", "总户数": "@households", "男性人数": "@men"}[heading]
        for key, heading, _kind in template.slots
    }
    keep_mapping(cast.worker, template, mapping=mapping, rows="resident", now=now)
    made, _handed = fill_form(cast.worker, template, due_date=DUE, purpose="统计", basis="文件", now=now)
    said = str([cell for row in load_workbook(BytesIO(made)).active.values for cell in row])
    assert "6340" in said
    assert "2180" in said
    worker = visit("worker", language="en")
    for page in (
        f"/desk/templates/{template.pk}/",
        f"/desk/templates/{template.pk}/fill/",
        "/desk/forms/figures/",
    ):
        text = worker.get(page).content.decode()
        assert "6,340" in text, page
        assert "2,180" in text, page
        assert "confirmed by 甲社区, as of 1 March 2026" in text, page
        assert "counted from 3 people in the records" in text, page
