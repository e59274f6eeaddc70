"""Records from elsewhere become cases: messy tables, mappings, interruptions, and nothing doubled."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from linli.base.actors import HOUSE
from linli.base.errors import ChangedMeanwhile, Invalid, Missing, NotYours
from linli.casework.actions.importing import Batch, begin_import, import_batch
from linli.casework.imports.files import import_file, try_file
from linli.casework.imports.known_mappings import mapping_called
from linli.casework.imports.mapping import read_mapping
from linli.casework.imports.rows import RowReader
from linli.casework.imports.targets import Targets
from linli.casework.models import Case, Category, Event, ImportRun, Reporter
from linli.casework.queries.cases import Filter, public_cases
from linli.facts.models import Fact
from linli.notices.models import Notice
from linli.places.models import Community

CHICAGO = Path(__file__).resolve().parents[5] / "shared" / "data" / "cases" / "chicago_sanitation.csv"
needs_chicago = pytest.mark.skipif(not CHICAGO.exists(), reason=f"the real requests are not at {CHICAGO}")

HEADINGS = ["编号", "登记时间", "诉求内容", "地址", "类别", "社区", "状态", "办结时间", "联系人", "电话", "坐标"]
MAPPING = {
    "source": "旧热线",
    "number": "编号",
    "text": "诉求内容",
    "place": "地址",
    "reported": "登记时间",
    "ended": "办结时间",
    "state": {"column": "状态", "words": {"转办": "in_progress"}},
    "category": {"column": "类别", "create_missing": {"good": "services"}},
    "community": {"column": "社区", "values": {"甲": "jia"}},
    "point": {"column": "坐标", "order": "longitude", "datum": "GCJ02"},
    "reporter": {"name": "联系人", "telephone": "电话"},
    "public": True,
}
LINES = [
    [
        "A1",
        "2024年3月5日",
        "三栋路灯不亮",
        "广重一街3栋",
        "路灯",
        "甲",
        "已办结",
        "2024/3/7",
        "王某",
        "13800138000",
        "113.27,23.13",
    ],
    ["A2", "58年3月", "井盖缺失", "", "井盖", "440105010113", "办结", "1958.4", "", "", ""],
    ["A3", "２０２６-１１-２０ 14:30", "请修电梯", "无", "路灯", "甲社区", "转办", "", "", "", ""],
    ["A4", "2026.11.23", "家中吵闹", "", "家庭暴力", "甲", "已办结", "2026.11.23", "", "", ""],
    ["A5", "某天", "看不清的日期", "", "路灯", "甲", "已办结", "", "", "", ""],
    ["A6", "2024.1.5", "别处的事", "", "路灯", "丙", "已办结", "", "", "", ""],
    ["A7", "2024.1.5", "倒着来的日期", "", "路灯", "甲", "已办结", "2024.1.3", "", "", ""],
    ["A8", "2024.1.5", "从没见过的状态", "", "路灯", "甲", "研究中", "", "", "", ""],
]


def table(folder: Path, lines=LINES, headings=HEADINGS, name="旧热线.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([headings, *lines])
    return path


def read_in(path, now, mapping=MAPPING, reach=lambda _line: None):
    return import_file(HOUSE, path, mapping, bad_rows=path.with_name(f"{path.name}.bad.csv"), now=now, reach=reach)


def bad_rows(path) -> list[dict]:
    with path.with_name(f"{path.name}.bad.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counts(done) -> tuple[int, int, int]:
    return done.imported, done.known_already, done.refused


def test_good_rows_become_cases_and_bad_ones_are_kept_with_line_and_reason(cast, now, tmp_path):
    path = table(tmp_path)
    assert counts(read_in(path, now)) == (4, 0, 4)
    refused = bad_rows(path)
    assert [next(iter(row.values())) for row in refused] == ["6", "7", "8", "9"]
    assert [row["编号"] for row in refused] == ["A5", "A6", "A7", "A8"]
    assert all(list(row.values())[1] for row in refused)


def test_an_imported_case_says_what_its_record_says(cast, now, tmp_path):
    read_in(table(tmp_path), now)
    case = Case.objects.get(source_number="A1")
    assert (case.channel, case.state, case.community_id, case.category) == (
        "import",
        "closed",
        cast.here.pk,
        cast.light,
    )
    assert case.reported_at == datetime(2024, 3, 4, 16, tzinfo=UTC)
    assert case.closed_at == case.resolved_at == datetime(2024, 3, 6, 16, tzinfo=UTC)
    assert (case.text, case.place_text) == ("三栋路灯不亮", "广重一街3栋")
    assert case.datum == "GCJ02"
    assert case.latitude == pytest.approx(23.1326, abs=0.001)
    assert case.longitude == pytest.approx(113.2646, abs=0.001)
    assert list(Reporter.objects.values_list("case", "name", "telephone")) == [(case.pk, "王某", "13800138000")]


def test_offices_write_dates_in_their_own_ways(cast, now, tmp_path):
    read_in(table(tmp_path), now)
    old, new = Case.objects.get(source_number="A2"), Case.objects.get(source_number="A3")
    assert old.reported_at.astimezone(now.tzinfo).date().isoformat() == "1958-03-01"
    assert new.reported_at.astimezone(now.tzinfo).isoformat() == "2026-11-20T14:30:00+08:00"
    assert new.place_text == ""


def test_clocks_run_for_open_cases_from_the_import_and_for_no_other(cast, now, tmp_path):
    read_in(table(tmp_path), now)
    assert list(Case.objects.filter(next_due_at__isnull=False).values_list("source_number", flat=True)) == ["A3"]
    assert Case.objects.get(source_number="A3").next_due_at > now


def test_every_case_has_its_line_of_history_and_its_fact_alike(cast, now, tmp_path):
    read_in(table(tmp_path), now)
    for case in Case.objects.all():
        events = list(Event.objects.filter(case=case).order_by("pk").values_list("key", "at"))
        facts = Fact.objects.filter(subject="casework.case", subject_id=case.pk).order_by("id")
        assert events == list(facts.values_list("kind", "happened_at"))
        assert case.version == len(events)
    assert Fact.objects.filter(kind="casework.case.closed").count() == 3


def test_nobody_is_told_of_what_happened_years_ago(cast, now, tmp_path):
    read_in(table(tmp_path), now)
    assert not Notice.objects.exists()


def test_imported_cases_are_found_by_their_words_and_confidential_ones_by_nobody(cast, now, tmp_path):
    read_in(table(tmp_path), now)
    assert [c.source_number for c in public_cases(cast.anyone, Filter(words="路灯")).rows] == ["A1"]
    assert public_cases(cast.anyone, Filter(words="吵闹")).rows == []
    assert Case.objects.get(source_number="A4").is_public is False


def test_reading_a_file_twice_doubles_nothing(cast, now, tmp_path):
    path = table(tmp_path)
    read_in(path, now)
    assert counts(read_in(path, now)) == (0, 4, 4)
    newer = table(tmp_path, [*LINES, ["A9", "2024.1.5", "新的一行", "", "路灯", "甲", "", "", "", "", ""]])
    assert counts(read_in(newer, now)) == (1, 4, 4)
    assert Case.objects.count() == 5


def test_mended_bad_rows_can_be_imported(cast, now, tmp_path):
    path = table(tmp_path)
    read_in(path, now)
    bad = path.with_name(f"{path.name}.bad.csv")
    bad.write_text(bad.read_text("utf-8-sig").replace("某天", "2024年2月1日"), "utf-8")
    assert counts(read_in(bad, now)) == (1, 0, 3)


def test_a_better_mapping_gives_refused_rows_a_second_chance(cast, now, tmp_path):
    path = table(tmp_path)
    read_in(path, now)
    state = {"column": "状态", "words": {"转办": "in_progress", "研究中": "new"}}
    assert counts(read_in(path, now, MAPPING | {"state": state})) == (1, 4, 3)


def many(folder: Path, count: int) -> Path:
    rows = [[f"N{i}", "2024.1.5", f"第{i}件", "", "路灯", "甲", "已办结", "2024.1.6", "", "", ""] for i in range(count)]
    rows[500][1] = rows[1500][1] = "？"
    return table(folder, rows)


def stop_after_one_batch(line: int) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_import_goes_on_after_the_last_batch_stored(cast, now, tmp_path):
    path = many(tmp_path, 2500)
    with pytest.raises(KeyboardInterrupt):
        read_in(path, now, reach=stop_after_one_batch)
    assert Case.objects.count() == 999
    done = read_in(path, now)
    assert (*counts(done), done.went_on_after) == (2498, 0, 2, 1001)
    assert Case.objects.count() == 2498
    assert [row["编号"] for row in bad_rows(path)] == ["N500", "N1500"]
    assert ImportRun.objects.get().ended_at == now


def test_bad_rows_of_a_batch_that_was_never_stored_are_not_doubled(cast, now, tmp_path):
    path = many(tmp_path, 2500)
    with pytest.raises(KeyboardInterrupt):
        read_in(path, now, reach=stop_after_one_batch)
    with path.with_name(f"{path.name}.bad.csv").open("a", encoding="utf-8") as file:
        file.write("1502,不完整,N1500\n")
    read_in(path, now)
    assert [row["编号"] for row in bad_rows(path)] == ["N500", "N1500"]


def test_of_two_imports_of_one_file_the_later_one_stops(cast, now, tmp_path):
    run = begin_import(
        HOUSE, digest="0" * 64, file_name="a.csv", mapping=MAPPING, name="a", columns_signature="1" * 64, now=now
    )
    targets = Targets(read_mapping(MAPPING))
    import_batch(HOUSE, run, Batch(0, 1000, []), targets=targets, now=now)
    with pytest.raises(ChangedMeanwhile):
        import_batch(HOUSE, run, Batch(0, 1000, []), targets=targets, now=now)


def test_staff_do_not_import(cast, now):
    with pytest.raises(NotYours):
        begin_import(
            cast.chair, digest="0" * 64, file_name="a", mapping=MAPPING, name="", columns_signature="", now=now
        )


REPEATS = [
    ["A1", "2024.1.5", "路灯不亮", "", "路灯", "甲", "已办结", "2024.1.6", "", "", ""],
    ["A1", "2024.1.5", "路灯不亮", "", "路灯", "甲", "已办结", "2024.1.6", "", "", ""],
    ["A1", "2024.1.5", "路灯又不亮", "", "路灯", "甲", "已办结", "2024.1.9", "", "", ""],
]


@pytest.mark.parametrize(("rule", "numbers"), [("same", ["A1"]), ("another", ["A1", "A1/2"])])
def test_a_number_that_stands_twice_is_one_request_or_two_as_the_mapping_says(cast, now, tmp_path, rule, numbers):
    path = table(tmp_path, REPEATS)
    expected = (len(numbers), 3 - len(numbers), 0)
    assert counts(try_file(path, MAPPING | {"repeats": rule}, now=now, reach=print)) == expected
    assert counts(read_in(path, now, MAPPING | {"repeats": rule})) == expected
    assert counts(read_in(path, now, MAPPING | {"repeats": rule})) == (0, 3, 0)
    assert list(Case.objects.order_by("pk").values_list("source_number", flat=True)) == numbers


def test_records_without_numbers_are_known_again_by_all_they_say(cast, now, tmp_path):
    nameless = {key: value for key, value in MAPPING.items() if key != "number"}
    path = table(tmp_path, REPEATS)
    assert counts(read_in(path, now, nameless)) == (2, 1, 0)
    assert counts(read_in(table(tmp_path, REPEATS[1:], name="b.csv"), now, nameless)) == (0, 2, 0)


def test_words_that_nobody_foresaw_make_a_category_where_the_mapping_allows_it(cast, now, tmp_path):
    read_in(table(tmp_path), now)
    made = Category.objects.get(name="井盖")
    assert (made.good, made.is_confidential) == ("services", False)
    refusing = MAPPING | {"category": {"column": "类别"}, "source": "别的"}
    assert "井盖" in {row["类别"] for row in refused_of(tmp_path, now, refusing)}


def refused_of(folder, now, mapping) -> list[dict]:
    path = table(folder, [["B1", "2024.1.5", "x", "", "无人知晓", "甲", "", "", "", "", ""], *LINES], name="c.csv")
    Category.objects.filter(name="井盖").update(name="改了名")
    read_in(path, now, mapping)
    return bad_rows(path)


def test_communities_are_made_where_the_mapping_says_how(cast, now, tmp_path):
    create = {"under": "440105010000", "name": "新{value}社区", "slug": "new-{value}"}
    path = table(tmp_path, LINES[:2])
    mapping = MAPPING | {"community": {"column": "编号", "create": create}}
    trial = try_file(path, mapping, now=now, reach=print)
    assert (counts(trial), trial.to_make) == ((2, 0, 0), ["新A1社区", "新A2社区", "井盖"])
    assert not Community.objects.filter(slug__startswith="new-").exists()
    read_in(path, now, mapping)
    made = Community.objects.get(slug="new-a1")
    assert (made.name, made.street_id) == ("新A1社区", cast.street.pk)
    assert counts(read_in(path, now, mapping)) == (0, 2, 0)


def test_an_office_excel_with_title_merged_cells_and_a_total_is_understood(cast, now, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["二〇二四年群众诉求台账"])
    page.merge_cells("A1:E1")
    page.append(["序号", "登记 时间", "诉求", None, "社区"])
    page.append([None, None, "类别", "内容", None])
    for cells in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        page.merge_cells(cells)
    page.append([1, datetime(2024, 3, 5), "路灯", "灯坏了", "甲社区"])  # noqa: DTZ001  Excel knows no zone
    page.append([2, "2024.3", "路灯", "灯又坏了", None])
    page.merge_cells("E4:E5")
    page.append(["合计", 2])
    path = tmp_path / "台账.xlsx"
    book.save(path)
    mapping = {
        "source": "台账",
        "reported": "登记时间",
        "text": "内容",
        "category": {"column": "类别"},
        "community": {"column": "社区"},
        "state": {"otherwise": "closed"},
    }
    done = read_in(path, now, mapping)
    assert (*counts(done), done.left_out) == (2, 0, 0, 1)
    assert set(Case.objects.values_list("text", "community")) == {("灯坏了", cast.here.pk), ("灯又坏了", cast.here.pk)}
    assert set(Case.objects.values_list("is_public", flat=True)) == {False}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"colour": "red"}, "colour"),
        ({"source": ""}, "source"),
        ({"state": {"words": {"x": "gone"}}}, "state.words.x"),
        ({"state": {"words": {"x": "resolved"}}}, "outcome"),
        ({"category": {"create_missing": {"good": "luck"}}}, "good"),
        ({"category": {}}, "category"),
        ({"community": {"create": {}}}, "community"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"point": {"datum": "?"}}, "datum"),
        ({"text": []}, "text"),
        ({"repeats": "many"}, "repeats"),
    ],
)
def test_a_wrong_mapping_is_refused_by_the_name_of_its_part(change, named):
    with pytest.raises(Invalid, match=named):
        read_mapping(MAPPING | change)


@pytest.mark.parametrize("data", [None, [], "x", {"source": "x", "category": [], "community": {}}])
def test_what_is_no_mapping_is_refused(data):
    with pytest.raises(Invalid):
        read_mapping(data)


def test_a_column_that_the_table_lacks_is_named_with_those_it_has(now):
    with pytest.raises(Invalid, match=r"诉求内容.*编号, 登记时间"):
        RowReader(read_mapping(MAPPING), HEADINGS[:2] + HEADINGS[3:], now=now)


def test_a_mapping_that_falls_back_on_nothing_is_refused_at_once(cast, now, tmp_path):
    with pytest.raises(Invalid, match="nowhere"):
        read_in(table(tmp_path), now, MAPPING | {"community": {"slug": "nowhere"}})


def test_the_command_remembers_the_mapping_for_the_same_headings(cast, tmp_path, capsys):
    path, mapping = table(tmp_path), tmp_path / "hotline.json"
    with pytest.raises(Missing):
        call_command("import-cases", str(path))
    mapping.write_text(json.dumps(MAPPING, ensure_ascii=False), "utf-8")
    call_command("import-cases", str(path), mapping=str(mapping))
    again = table(tmp_path, [["Z1", *LINES[0][1:]]], name="b.csv")
    call_command("import-cases", str(again))
    assert Case.objects.filter(source_number="Z1").exists()
    assert mapping_called("hotline")["source"] == "旧热线"
    assert capsys.readouterr().err == ""


def test_a_dry_run_writes_nothing_and_says_what_would_happen(cast, tmp_path, capsys):
    path, mapping = table(tmp_path), tmp_path / "hotline.json"
    mapping.write_text(json.dumps(MAPPING, ensure_ascii=False), "utf-8")
    call_command("import-cases", str(path), mapping=str(mapping), dry_run=True)
    assert not Case.objects.exists()
    assert not ImportRun.objects.exists()
    assert list(tmp_path.glob("*.bad.csv")) == []
    assert "井盖" in capsys.readouterr().out


def test_a_drafted_mapping_leaves_open_what_only_a_person_knows(cast, now, tmp_path, capsys):
    path = table(tmp_path)
    call_command("import-cases", str(path), suggest=True)
    drafted = json.loads(capsys.readouterr().out)
    with pytest.raises(Invalid, match=r"研究中|转办"):
        read_mapping(drafted)
    drafted["state"]["words"] |= {"转办": "in_progress", "研究中": "new"}
    drafted["community"]["values"] = {"甲": "jia"}
    assert counts(read_in(path, now, drafted)) == (5, 0, 3)


def test_an_unknown_file_or_mapping_is_a_sentence(cast, tmp_path):
    with pytest.raises((Invalid, CommandError)):
        call_command("import-cases", str(tmp_path / "none.csv"))
    with pytest.raises(Missing, match="chicago"):
        call_command("import-cases", str(table(tmp_path)), mapping="unknown")


@pytest.mark.data
@needs_chicago
def test_real_requests_of_a_city_are_imported(db, now, tmp_path):
    path = tmp_path / "slice.csv"
    with CHICAGO.open(encoding="utf-8") as whole:
        path.write_text("".join(line for _unused, line in zip(range(1401), whole, strict=False)), "utf-8")
    done = read_in(path, now, mapping_called("chicago"))
    assert counts(done) == (1399, 0, 1)
    assert Case.objects.filter(community__name_en="New City").exists()
    assert Case.objects.exclude(latitude=None).count() > 1390
    assert Case.objects.filter(category__key="chicago-sanitation-other").exists()
