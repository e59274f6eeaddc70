"""A filter is a look: whoever narrows the list of residents says why, and everybody of whom it tells something reads it."""

import pytest

from linli.people.queries import looks_at_me
from linli.records.actions import add_resident, link_person, open_resident

LIST = "/desk/records/"
AGED = f"{LIST}?age_from=80"


@pytest.fixture
def own(cast, now):
    """The resident's own record, linked with the account: old, and living alone."""
    values = {"name": "居民甲", "birth_date": "1940-01-01", "lives_alone": "是"}
    made = add_resident(cast.worker, cast.here, values=values, address="3栋803", now=now)
    link_person(cast.worker, made, cast.keys["resident"], now=now)
    return made


def seen(cast):
    return [(look.purpose, look.fields) for look in looks_at_me(cast.resident)]


@pytest.mark.parametrize("path", ["", "?mark=lives_alone", "?age_from=80", "?age_from=67&age_to=67", "?q=居民"])
def test_without_a_purpose_no_list_names_anybody(cast, own, kept, visit, path):
    page = visit("worker").get(LIST + path).content.decode()
    assert "居民甲" not in page
    assert "演示老太" not in page
    assert seen(cast) == []


def test_who_was_found_by_age_reads_for_what(cast, own, kept, visit):
    worker = visit("worker")
    worker.post(AGED, {"task": "重阳节慰问"})
    assert "居民甲" in worker.get(AGED).content.decode()
    assert seen(cast) == [("重阳节慰问", ["Name", "Address", "Age"])]


def test_reading_on_in_one_task_is_one_line(cast, own, kept, visit):
    worker = visit("worker")
    worker.post(AGED, {"task": "重阳节慰问"})
    for _again in range(3):
        worker.get(AGED)
    assert len(seen(cast)) == 1


def test_who_is_not_found_by_name_and_mark_was_looked_at_too(cast, own, visit):
    """That somebody is missing among the destitute tells that they are not."""
    worker = visit("worker")
    path = f"{LIST}?q=居民甲&mark=destitute"
    worker.post(path, {"task": "核对特困名单"})
    assert "居民甲</a>" not in worker.get(path).content.decode()
    assert [purpose for purpose, _fields in seen(cast)] == ["核对特困名单"]


def test_who_stands_on_another_page_of_the_list_was_not_looked_at(cast, own, kept, visit):
    worker = visit("worker")
    worker.post(f"{LIST}?q=演示", {"task": "走访"})
    worker.get(f"{LIST}?q=演示")
    assert seen(cast) == []


@pytest.mark.parametrize(
    "path", ["/desk/records/residents/{0}/", "/desk/records/households/{1}/", "/desk/records/duplicates/"]
)
def test_no_page_of_records_is_a_way_round_the_purpose(cast, own, visit, now, path):
    add_resident(
        cast.worker, cast.here, values={"name": "居民甲", "birth_date": "1940-01-01"}, address="3栋803", now=now
    )
    worker, path = visit("worker"), path.format(own.pk, own.household_id)
    assert "居民甲" not in worker.get(path).content.decode()
    worker.post(path, {"task": "走访"})
    assert "居民甲" in worker.get(path).content.decode()
    assert [purpose for purpose, _fields in seen(cast)] == ["走访"]


def test_a_purpose_said_once_opens_the_records_of_the_task(cast, own, visit):
    worker = visit("worker")
    worker.post(LIST, {"task": "重阳节慰问"})
    page = worker.get(f"/desk/records/residents/{own.pk}/")
    assert page.context["purpose_form"].initial["purpose"] == "重阳节慰问"


def test_a_look_before_the_account_was_linked_is_shown_to_its_owner(cast, now):
    made = add_resident(cast.worker, cast.here, values={"name": "居民甲"}, now=now)
    open_resident(cast.chair, made, purpose="核对加装电梯意见表的联系电话", now=now)
    link_person(cast.worker, made, cast.keys["resident"], now=now)
    assert [look.purpose for look in looks_at_me(cast.resident)] == ["核对加装电梯意见表的联系电话"]


def test_an_empty_register_asks_for_no_purpose(cast, visit):
    page = visit("worker").get(LIST)
    assert page.context["is_empty"]
    assert page.context["rows"] == []
