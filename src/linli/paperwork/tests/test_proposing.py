"""Fields are proposed for the headings of a form: as they were mapped last year, otherwise by their words."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.paperwork.layouts import FieldName, Layout, Slot, alike, normalised, propose, read_layout

from .templates import NEXT_YEAR, TEMPLATES, THIS_YEAR, Template

FIELDS = [
    FieldName("name", "姓名", ("姓名", "居民姓名", "户主姓名", "户主")),
    FieldName("birth_date", "出生日期", ("出生日期", "出生年月", "生日")),
    FieldName("telephone", "联系电话", ("联系电话", "手机号码", "手机", "电话")),
    FieldName("address", "住址", ("家庭住址", "现住址", "居住地址")),
    FieldName("relation", "与户主关系", ("与户主关系", "关系")),
    FieldName("sex", "性别", ("性别",)),
]
named = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)


def form(*headings: str, kind: str = "column") -> Layout:
    return Layout("xlsx", tuple(Slot(f"表!{at}", heading, kind) for at, heading in enumerate(headings)), "")


@cache
def last_years() -> dict[str, Layout]:
    return {template.name: read_layout(template.build(THIS_YEAR)) for template in TEMPLATES}


def proposed(*headings: str, remembered: dict[str, str] | None = None) -> list[str]:
    found = propose(form(*headings), FIELDS, remembered or {})
    return [found.get(f"表!{at}", "") for at in range(len(headings))]


@named
def test_next_years_form_finds_its_mapping_again_and_only_what_is_new_stays_open(template: Template) -> None:
    old, new = (read_layout(template.build(year)) for year in (THIS_YEAR, NEXT_YEAR))
    remembered = {normalised(heading): field for heading, field in template.mapping.items()}
    found = propose(new, [FieldName(field, field) for field in set(template.mapping.values())], remembered)
    open_before = {normalised(slot.heading) for slot in old.slots if slot.heading not in template.mapping}
    still_open = [
        slot.heading for slot in new.slots if slot.key not in found and normalised(slot.heading) not in open_before
    ]
    assert tuple(still_open) == template.new
    assert set(found.values()) == set(template.mapping.values())
    exact = {normalised(heading): field for heading, field in template.mapping.items()}
    for slot in new.slots:
        assert found.get(slot.key) == exact.get(normalised(slot.heading), found.get(slot.key))


@named
def test_last_years_form_is_the_one_most_alike(template: Template) -> None:
    new = read_layout(template.build(NEXT_YEAR))
    others = {name: alike(new, layout) for name, layout in last_years().items()}
    assert max(others, key=others.__getitem__) == template.name
    assert others[template.name] >= 0.7


def test_the_same_form_with_another_year_in_its_title_has_the_same_signature() -> None:
    template = TEMPLATES[0]
    one, other = read_layout(template.build(2025)), read_layout(template.build(2026))
    assert one.signature == other.signature
    assert alike(one, other) == 1
    assert read_layout(template.build(NEXT_YEAR)).signature != one.signature


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("姓  名", "姓名"),
        ("*姓名（必填）", "姓名"),
        ("出生年月（如：1958.03）", "出生年月"),
        ("金额（元）", "金额"),
        ("2026年走访户数", "走访户数"),
        ("截至2026年6月30日人口数", "人口数"),
        ("１．联系电话：", "联系电话"),
        ("性别（男/女）", "性别"),
        ("人数（男）", "人数男"),
        ("住址／小区", "住址/小区"),
        ("家庭成员/姓名", "家庭成员/姓名"),
        ("一、基本情况", "基本情况"),
        ("填报单位（盖章）", "填报单位"),
        ("面积（㎡）", "面积"),
        ("18岁以下", "18岁以下"),
        ("是否低保（√）", "是否低保"),
    ],
)
def test_what_changes_from_year_to_year_is_left_out_of_a_heading(heading: str, expected: str) -> None:
    assert normalised(heading) == expected


@given(st.text(max_size=60))
def test_a_normalised_heading_has_no_blanks_and_no_empty_parts(heading: str) -> None:
    said = normalised(heading)
    assert "".join(said.split()) == said
    assert said == "" or all(said.split("/"))


def test_fields_are_found_by_their_words_each_once() -> None:
    assert proposed("姓 名", "性别（男/女）", "出生年月（1958.03）", "家庭现住址", "手机号码", "姓名") == [
        "name",
        "sex",
        "birth_date",
        "address",
        "telephone",
        "",
    ]


def test_what_asks_for_somebody_else_is_left_open() -> None:
    assert proposed("监护人姓名", "紧急联系人/电话", "配偶/联系电话", "网格员联系电话", "填表人联系电话") == [""] * 5


def test_headings_under_a_group_are_found_by_the_inner_one() -> None:
    assert proposed("家庭成员/姓名", "联系方式/手机", "家庭成员/与户主关系") == ["name", "telephone", "relation"]


def test_what_was_chosen_before_is_believed_before_the_words() -> None:
    assert proposed("姓名", "联系电话", remembered={"姓名": "relation", "联系电话": ""}) == ["relation", ""]
    assert proposed("姓名", remembered={"姓名": "no longer a field"}) == ["name"]


def test_a_heading_that_is_still_there_does_not_stand_for_another() -> None:
    remembered = {"入伍时间": "birth_date"}
    assert proposed("入伍时间", "入职时间", remembered=remembered) == ["birth_date", ""]
    assert proposed("入伍时间（年月）", remembered=remembered) == ["birth_date"]


def test_a_thousand_columns_are_proposed_for_at_once() -> None:
    headings = [f"指标{number}情况说明" for number in range(1000)]
    remembered = {normalised(f"旧指标{number}说明"): "name" for number in range(200)}
    assert len(proposed(*headings, remembered=remembered)) == 1000
