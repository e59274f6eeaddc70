"""What forms draw on: fields, rows, figures."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.base.errors import Invalid, NotYours
from linli.records.actions import add_resident
from linli.records.queries import counts, fields, rows


def test_a_form_gets_what_counts_now_in_the_order_of_the_doors(cast, kept, now):
    found = rows(
        cast.worker, cast.here, ["name", "sex", "birth_date", "address", "age"], purpose="高龄津贴申报", now=now
    )
    assert [tuple(row.values()) for row in found] == [
        ("演示老太", "女", "1941-03", "广重一街3栋801", 85),
        ("演示租客", "男", date(1990, 5, 6), "广重一街3栋802", 36),
        ("演示小孩", "", "2019-06", "广重一街3栋802", 7),
    ]


def test_households_come_with_their_head_and_how_many_they_are(cast, kept, now):
    found = rows(
        cast.chair, cast.here, ["head", "members", "building", "door"], kind="household", purpose="疏散演练", now=now
    )
    assert found == [
        {"head": "演示老太", "members": 1, "building": "3栋", "door": "801"},
        {"head": "演示租客", "members": 2, "building": "3栋", "door": "802"},
    ]


def test_figures_count_who_meets_every_condition(cast, kept, now):
    assert counts(cast.worker, cast.here, where={"age": {"from": 60}, "lives_alone": True}, now=now) == 1
    assert counts(cast.worker, cast.here, where={"age": {"to": 17}}, now=now) == 1
    assert counts(cast.worker, cast.here, where={"sex": ["male", "female"]}, now=now) == 2
    assert counts(cast.worker, cast.here, where={"telephone": {"known": False}}, now=now) == 2
    assert counts(cast.worker, cast.here, where={"members": {"from": 2}}, kind="household", now=now) == 1


@pytest.mark.parametrize(
    "who", ["resident", "other_worker", "street_officer", "coordinator", "auditor", "administrator", "mediator"]
)
def test_nobody_else_gets_a_row_a_figure_or_the_fields(cast, kept, now, who):
    reader = getattr(cast, who)
    with pytest.raises(NotYours):
        rows(reader, cast.here, ["name"], purpose="看看", now=now)
    with pytest.raises(NotYours):
        counts(reader, cast.here, where={}, now=now)
    with pytest.raises(NotYours):
        fields(reader, cast.here)


def test_without_a_purpose_there_are_no_rows(cast, kept, now):
    with pytest.raises(Invalid):
        rows(cast.worker, cast.here, ["name"], purpose=" ", now=now)


def test_a_field_that_is_off_or_has_no_basis_is_no_field(cast, kept, now):
    known = {f.key for f in fields(cast.worker, cast.here)}
    assert {"name", "subsistence", "address"} <= known
    assert not {"religion", "income", "identity_number", "bank_account"} & known
    with pytest.raises(NotYours):
        rows(cast.worker, cast.here, ["religion"], purpose="统计", now=now)


def test_rows_cost_the_same_for_three_and_for_thirty(cast, kept, now):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            rows(cast.worker, cast.here, ["name", "address", "age", "housing"], purpose="报表", now=now)
        return len(asked)

    few = cost()
    for n in range(30):
        add_resident(cast.worker, cast.here, values={"name": "演示居民"}, address=f"3栋{n + 901}", now=now)
    assert cost() == few <= 4
