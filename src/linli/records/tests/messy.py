"""Files as committees really keep them, made anew for each test, each with what is expected of it. Everybody in them is invented.

`docs/operators/messy-excel.md` lists them: `python -m linli.records.tests.messy` writes it.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from .old_excel import write_xls

Rows = Sequence[Sequence[Any]]
PAGE = Path(__file__).resolve().parents[4] / "docs" / "operators" / "messy-excel.md"


@dataclass(frozen=True)
class Messy:
    """`rows` are the residents read from it, in order, field by field; `refused` the lines and a part of the reason;
    `whole` the reason why nothing of it can be read. `left_out` counts lines that are no row."""

    name: str
    about: str
    make: Callable[[Path], None]
    rows: Sequence[dict[str, Any]] = ()
    refused: dict[int, str] = field(default_factory=dict)
    whole: str = ""
    left_out: int = 0
    repeated: int = 0
    sheet: str = ""
    on: tuple[str, ...] = ()  # sealed fields switched on


def xlsx(
    *sheets: tuple[str, Rows], merged: Sequence[str] = (), formats: dict[str, str] | None = None
) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets:
            page = book.create_sheet(title)
            for row in rows:
                page.append(list(row))
        for area in merged:
            book[sheets[0][0]].merge_cells(area)
        for cell, code in (formats or {}).items():
            book[sheets[0][0]][cell].number_format = code
        book.save(path)

    return make


def one(*rows: Sequence[Any], **more: Any) -> Callable[[Path], None]:
    return xlsx(("台账", rows), **more)


def old(*rows: Sequence[Any], merged: Sequence[tuple[int, int, int, int]] = ()) -> Callable[[Path], None]:
    return lambda path: write_xls(path, rows, merged=merged)


def text(*rows: Sequence[Any], encoding: str = "utf-8", delimiter: str = ",") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(rows)
        path.write_bytes(out.getvalue().encode(encoding))

    return make


def raw(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


PLAIN = ("姓名", "性别", "出生日期", "联系电话")

FILES: tuple[Messy, ...] = (
    Messy(
        "plain.xlsx",
        "规规矩矩的一张表",
        one(PLAIN, ("演示甲", "男", "1958-03-01", "13800138000")),
        [{"name": "演示甲", "sex": "male", "birth_date": "1958-03-01", "telephone": "13800138000"}],
    ),
    Messy(
        "title.xlsx",
        "标题行合并，下面一行是填报日期",
        one(
            ("甲社区居民底册（二〇二六年）",),
            ("填报日期", "2026年3月"),
            PLAIN,
            ("演示甲", "女", "1958-03-01", ""),
            merged=["A1:D1"],
        ),
        [{"name": "演示甲", "sex": "female"}],
    ),
    Messy(
        "two-headings.xlsx",
        "两行表头，上行合并",
        one(
            ("甲社区居民台账",),
            ("序号", "家庭成员", None, "住址", None),
            (None, "姓名", "性别", "楼栋", "房号"),
            (1, "演示甲", "男", "3栋", "801"),
            merged=["A1:E1", "A2:A3", "B2:C2", "D2:E2"],
        ),
        [{"name": "演示甲", "sex": "male", "home": "3栋801"}],
    ),
    Messy(
        "merged-homes.xlsx",
        "一户的楼栋房号合并成一格",
        one(
            ("楼栋", "房号", "姓名", "与户主关系"),
            ("3栋", "801", "演示甲", "户主"),
            (None, None, "演示乙", "妻"),
            (None, None, "演示丙", "长子"),
            merged=["A2:A4", "B2:B4"],
        ),
        [
            {"name": "演示甲", "home": "3栋801"},
            {"name": "演示乙", "relation": "spouse", "home": "3栋801"},
            {"name": "演示丙", "relation": "child", "home": "3栋801"},
        ],
    ),
    Messy(
        "homes-once.xlsx",
        "地址只写在户主一行，家人下面留空",
        one(
            ("姓名", "与户主关系", "住址"),
            ("演示甲", "户主", "3栋801"),
            ("演示乙", "配偶", ""),
            ("演示丙", "户主", "3栋802"),
            ("演示丁", "女儿", None),
            ("演示戊", "户主", ""),
        ),
        [
            {"name": "演示甲", "home": "3栋801"},
            {"name": "演示乙", "home": "3栋801"},
            {"name": "演示丙", "home": "3栋802"},
            {"name": "演示丁", "home": "3栋802"},
            {"name": "演示戊", "home": None},
        ],
    ),
    Messy(
        "totals.xlsx",
        "最后一行合计",
        one(("序号", *PLAIN), (1, "演示甲", "男", "", ""), ("合计", "1人", "", "", "")),
        [{"name": "演示甲"}],
        left_out=1,
    ),
    Messy(
        "subtotals.xlsx",
        "每栋楼一个小计",
        one(
            ("姓名", "性别", "楼栋"),
            ("演示甲", "男", "3栋"),
            ("小计", 1, ""),
            ("演示乙", "女", "4栋"),
            ("小 计：", 1, ""),
            ("总计", 2, ""),
        ),
        [{"name": "演示甲"}, {"name": "演示乙"}],
        left_out=3,
    ),
    Messy(
        "notes.xlsx",
        "表下有说明、填表人",
        one(PLAIN, ("演示甲", "男", "", ""), ("注：本表仅供演示",), ("填报人：演示员", "", "审核：演示长", "")),
        [{"name": "演示甲"}],
        left_out=2,
    ),
    Messy(
        "remark.xlsx",
        "表下一行没有写“注”的话",
        one(
            PLAIN,
            ("演示甲", "男", "", ""),
            (
                None,
                "以上数据截至六月底，外出人员未计",
            ),
        ),
        [{"name": "演示甲"}],
        left_out=1,
    ),
    Messy(
        "headings-again.xlsx",
        "每页重印表头",
        one(
            ("姓名", "性别"),
            ("演示甲", "男"),
            ("姓名", "性别"),
            ("演示乙", "女"),
            (None, None),
            ("姓名", "性别"),
            ("演示丙", "女"),
        ),
        [{"name": "演示甲"}, {"name": "演示乙"}, {"name": "演示丙"}],
        left_out=3,
    ),
    Messy(
        "full-width.xlsx",
        "全角数字和空格",
        one(PLAIN, ("　演示甲　", "男", "１９５８．３．１", "１３８００１３８０００")),
        [{"name": "演示甲", "birth_date": "1958-03-01", "telephone": "13800138000"}],
    ),
    Messy(
        "dates-as-text.xlsx",
        "同一列里六种日期写法",
        one(
            ("姓名", "出生年月"),
            ("演示甲", "1958.3"),
            ("演示乙", "58年3月"),
            ("演示丙", "1958-03-01"),
            ("演示丁", "19580301"),
            ("演示戊", "一九五八年三月一日"),
            ("演示己", "1958/3/1"),
            ("演示庚", "1958年"),
        ),
        [
            {"birth_date": "1958-03"},
            {"birth_date": "1958-03"},
            {"birth_date": "1958-03-01"},
            {"birth_date": "1958-03-01"},
            {"birth_date": "1958-03-01"},
            {"birth_date": "1958-03-01"},
            {"birth_date": "1958"},
        ],
    ),
    Messy(
        "serials.xlsx",
        "日期成了Excel的序列数",
        one(("姓名", "出生日期"), ("演示甲", 21245), ("演示乙", 43617)),
        [{"birth_date": "1958-03-01"}, {"birth_date": "2019-06-01"}],
    ),
    Messy(
        "date-cells.xlsx",
        "日期单元格，显示成“58年3月”",
        one(("姓名", "出生日期"), ("演示甲", date(1958, 3, 1)), formats={"B2": 'yy"年"m"月"'}),
        [{"birth_date": "1958-03-01"}],
    ),
    Messy(
        "october.xlsx",
        "数字1958.1：一月还是十月，Excel已分不清",
        one(("姓名", "出生年月"), ("演示甲", 1958.3), ("演示乙", 1958.1), ("演示丙", 1958.12)),
        [{"birth_date": "1958-03"}, {"birth_date": "1958-12"}],
        {3: "January or October"},
    ),
    Messy(
        "ages.xlsx",
        "只有年龄",
        one(("姓名", "年龄"), ("演示甲", 68), ("演示乙", "7岁"), ("演示丙", "６")),
        [{"birth_date": "1958~"}, {"birth_date": "2019~"}, {"birth_date": "2020~"}],
    ),
    Messy(
        "ages-among-dates.xlsx",
        "出生日期一列里夹着年龄",
        one(("姓名", "出生日期"), ("演示甲", "68岁"), ("演示乙", 68)),
        [{"birth_date": "1958~"}],
        {3: "if it is an age"},
    ),
    Messy(
        "age-against-birth.xlsx",
        "年龄和出生日期对不上",
        one(("姓名", "出生日期", "年龄"), ("演示甲", "1958-03-01", 68), ("演示乙", "1958-03-01", 38)),
        [{"birth_date": "1958-03-01"}],
        {3: "contradict"},
    ),
    Messy(
        "impossible-dates.xlsx",
        "不存在和未来的日期",
        one(("姓名", "出生日期"), ("演示甲", "1958-13-45"), ("演示乙", "2058-03-01"), ("演示丙", "属马")),
        [],
        {2: "cannot be read as a date", 3: "future", 4: "cannot be read as a date"},
    ),
    Messy(
        "telephones-as-numbers.xlsx",
        "电话是数字，按科学记数显示",
        one(("姓名", "手机号码"), ("演示甲", 13800138000), ("演示乙", 13800138001.0), formats={"B2": "0.00E+00"}),
        [{"telephone": "13800138000"}, {"telephone": "13800138001"}],
    ),
    Messy(
        "telephones-rounded.csv",
        "另存为CSV后电话成了1.38E+10",
        text(("姓名", "手机"), ("演示甲", "1.38E+10"), ("演示乙", "1.3800138001E+10")),
        [{"telephone": "13800138001"}],
        {2: "rounded"},
    ),
    Messy(
        "several-telephones.xlsx",
        "一格两个电话、区号、空格",
        one(
            ("姓名", "联系方式"),
            ("演示甲", "13800138000/020-83123456"),
            ("演示乙", "138 0013 8001、(020)83123456"),
            ("演示丙", "+86 13800138002"),
            ("演示丁", "同上"),
        ),
        [
            {"telephone": "13800138000 / 020-83123456"},
            {"telephone": "13800138001 / 020-83123456"},
            {"telephone": "13800138002"},
        ],
        {5: "telephone number"},
    ),
    Messy(
        "several-persons.xlsx",
        "一格写了几个人",
        one(
            ("姓名", "住址"),
            ("演示甲、演示乙", "3栋801"),
            ("演示丙 演示丁", "3栋801"),
            ("演示戊\n演示己", "3栋802"),
            ("演示庚", "3栋802"),
        ),
        [{"name": "演示庚"}],
        {2: "Several persons", 3: "Several persons", 4: "Several persons"},
    ),
    Messy(
        "names.xlsx",
        "姓名中间有空格、有间隔号、是外文",
        one(("姓 名",), ("演 示",), ("演　示",), ("演示•买买提",), ("Demo O’Neill",)),
        [{"name": "演示"}, {"name": "演示"}, {"name": "演示·买买提"}, {"name": "Demo O’Neill"}],
    ),
    Messy(
        "names-with-remarks.xlsx",
        "姓名里写了备注",
        one(("姓名", "性别"), ("演示甲（已故）", "男"), ("演示乙", "女"), ("？", "男")),
        [{"name": "演示乙"}],
        {2: "no name", 4: "no name"},
    ),
    Messy(
        "no-name.xlsx",
        "有的行没有姓名",
        one(PLAIN, ("", "男", "1958-03-01", ""), ("演示乙", "女", "", "")),
        [{"name": "演示乙"}],
        {2: "no name in this row"},
    ),
    Messy(
        "gb18030.csv",
        "国标编码的CSV",
        text(PLAIN, ("演示甲", "男", "1958.3", "020-83123456"), encoding="gb18030"),
        [{"name": "演示甲", "telephone": "020-83123456", "birth_date": "1958-03"}],
    ),
    Messy(
        "bom-semicolons.csv",
        "带BOM、用分号隔开的CSV",
        text(PLAIN, ("演示甲", "男", "1958年3月1日", ""), encoding="utf-8-sig", delimiter=";"),
        [{"birth_date": "1958-03-01"}],
    ),
    Messy(
        "utf-16-tabs.csv",
        "“Unicode文本”：UTF-16、制表符",
        text(PLAIN, ("演示甲", "女", "", "13800138000"), encoding="utf-16", delimiter="\t"),
        [{"sex": "female", "telephone": "13800138000"}],
    ),
    Messy(
        "old.xls",
        "Excel 97的文件，标题合并",
        old(
            ("甲社区低保台账",),
            ("姓名", "性别", "出生年月", "是否低保"),
            ("演示甲", "男", 21245, "是"),
            ("演示乙", "女", "1960.7", "否"),
            merged=[(0, 0, 0, 3)],
        ),
        [{"birth_date": "1958-03-01", "subsistence": True}, {"birth_date": "1960-07", "subsistence": False}],
    ),
    Messy(
        "old-two-headings.xls",
        "Excel 97的文件，两行表头，家庭合并",
        old(
            ("家庭", "", "成员", ""),
            ("楼栋", "房号", "姓名", "关系"),
            ("3栋", "802", "演示甲", "户主"),
            ("", "", "演示乙", "儿媳"),
            merged=[(0, 0, 0, 1), (0, 0, 2, 3), (2, 3, 0, 0), (2, 3, 1, 1)],
        ),
        [{"name": "演示甲", "home": "3栋802"}, {"name": "演示乙", "relation": "child_in_law", "home": "3栋802"}],
    ),
    Messy(
        "identity-left-out.xlsx",
        "身份证号未开通：不读入，其余照读",
        one(("姓名", "身份证号码", "性别"), ("演示甲", "11010519491231002X", "女")),
        [{"name": "演示甲", "sex": "female", "identity_number": None}],
    ),
    Messy(
        "identity-rounded.xlsx",
        "身份证号被Excel四舍五入、校验位不对、位数不够",
        one(
            ("姓名", "身份证号"),
            ("演示甲", "11010519491231002X"),
            ("演示乙", 110105194912310030),
            ("演示丙", "110105194912310021"),
            ("演示丁", "1101051949"),
        ),
        [{"identity_number": "11010519491231002X"}],
        {3: "rounded", 4: "check digit", 5: "18 signs"},
        on=("identity_number",),
    ),
    Messy(
        "yes-and-no.xlsx",
        "是、否、√、×、有、无、空、待核实",
        one(
            ("姓名", "是否独居"),
            ("演示甲", "是"),
            ("演示乙", "√"),
            ("演示丙", "×"),
            ("演示丁", "无"),
            ("演示戊", ""),
            ("演示己", "待核实"),
            ("演示庚", "独居"),
        ),
        [
            {"lives_alone": True},
            {"lives_alone": True},
            {"lives_alone": False},
            {"lives_alone": False},
            {"lives_alone": None},
            {"lives_alone": True},
        ],
        {7: "neither yes nor no"},
    ),
    Messy(
        "relations.xlsx",
        "与户主关系的各种叫法",
        one(
            ("姓名", "与户主关系"),
            ("演示甲", "本人"),
            ("演示乙", "之子"),
            ("演示丙", "老婆"),
            ("演示丁", "外孙女"),
            ("演示戊", "岳母"),
            ("演示己", "干儿子"),
        ),
        [
            {"relation": "head"},
            {"relation": "child"},
            {"relation": "spouse"},
            {"relation": "grandchild"},
            {"relation": "parent_in_law"},
        ],
        {7: "none of"},
    ),
    Messy(
        "sexes.xlsx",
        "性别写成1、2、M、F",
        one(("姓名", "性别"), ("演示甲", 1), ("演示乙", "2"), ("演示丙", "M"), ("演示丁", "F")),
        [{"sex": "male"}, {"sex": "female"}, {"sex": "male"}, {"sex": "female"}],
    ),
    Messy(
        "residences.xlsx",
        "人户状态的各种叫法",
        one(("姓名", "人户状态"), ("演示甲", "人户一致"), ("演示乙", "流动人口"), ("演示丙", "空挂户")),
        [{"residence": "both"}, {"residence": "living"}, {"residence": "registered"}],
    ),
    Messy(
        "disability.xlsx",
        "残疾等级：一级、2级、无、有",
        one(("姓名", "残疾等级"), ("演示甲", "一级"), ("演示乙", "2级"), ("演示丙", "无"), ("演示丁", "有")),
        [
            {"disability_card": "level_1"},
            {"disability_card": "level_2"},
            {"disability_card": "none"},
            {"disability_card": "held"},
        ],
    ),
    Messy(
        "twice.xlsx",
        "同一个人写了两遍，一遍一样，一遍不一样",
        one(
            ("姓名", "住址", "性别"),
            ("演示甲", "3栋801", "男"),
            ("演示甲", "3栋801", "男"),
            ("演示乙", "3栋802", "男"),
            ("演示乙", "3栋802", "女"),
        ),
        [{"name": "演示甲"}, {"name": "演示乙", "sex": "male"}],
        {5: "Line 4"},
        repeated=1,
    ),
    Messy(
        "household-against-itself.xlsx",
        "同一户两行的住房性质不一样",
        one(("姓名", "住址", "房屋性质"), ("演示甲", "3栋801", "自有"), ("演示乙", "3栋801", "出租")),
        [{"name": "演示甲", "housing": "own"}],
        {3: "says something else of this household"},
    ),
    Messy(
        "heads-only.xlsx",
        "一户一行，只有户主和人口数",
        one(("户主姓名", "住址", "家庭人口数"), ("演示甲", "3栋801", "3人"), ("演示乙", "3栋802", 2)),
        [
            {"name": "演示甲", "relation": "head", "persons_said": 3, "home": "3栋801"},
            {"name": "演示乙", "persons_said": 2},
        ],
    ),
    Messy(
        "sheets.xlsx",
        "几张工作表，要的在第二张",
        xlsx(("说明", [("本表由演示员填写",)]), ("3栋", [PLAIN, ("演示甲", "男", "", "")])),
        [{"name": "演示甲"}],
        sheet="3栋",
    ),
    Messy(
        "offset.xlsx",
        "表从B3开始，中间有空列",
        one((), (), (None, "姓名", None, "性别"), (None, "演示甲", None, "女"), ()),
        [{"name": "演示甲", "sex": "female"}],
    ),
    Messy(
        "errors.xlsx",
        "单元格里是#REF!、#N/A、“不详”",
        one(PLAIN, ("演示甲", "男", "#REF!", "#N/A"), ("演示乙", "女", "不详", "/")),
        [{"birth_date": None, "telephone": None}, {"birth_date": None, "telephone": None}],
    ),
    Messy(
        "decorated-headings.xlsx",
        "表头有星号、括号说明、换行、空格",
        one(
            ("*姓 名", "出生日期\n（年月日）", "联系电话（必填）", "性  别："),
            ("演示甲", "19580301", "13800138000", "男"),
        ),
        [{"name": "演示甲", "birth_date": "1958-03-01", "telephone": "13800138000", "sex": "male"}],
    ),
    Messy(
        "addresses.xlsx",
        "同一扇门的八种写法",
        one(
            ("姓名", "现住址"),
            ("演示甲", "广重一街3栋801"),
            ("演示乙", "3栋801房"),
            ("演示丙", "３幢801室"),
            ("演示丁", "3-801"),
            ("演示戊", "三栋八楼801"),
            ("演示己", "南石头街广重一街3号楼801"),
            ("演示庚", "3#801"),
            ("演示辛", "3栋2单元301"),
            ("演示壬", "13栋801"),
            ("演示癸", "外地"),
        ),
        [*({"home": "3栋801"} for _n in range(7)), {"home": "3栋2单元301"}, {"home": "13栋801"}, {"home": "外地"}],
    ),
    Messy(
        "no-basis.xlsx",
        "宗教、收入、政治面貌：没有依据的栏目不读入",
        one(("姓名", "宗教信仰", "月收入", "政治面貌"), ("演示甲", "某教", 3000, "群众")),
        [{"name": "演示甲", "religion": None, "income": None, "party_member": None}],
    ),
    Messy(
        "contacts.xlsx",
        "本人电话和紧急联系人电话各一列",
        one(("姓名", "电话", "紧急联系人", "紧急联系人电话"), ("演示甲", "13800138000", "演示乙", "13800138001")),
        [{"telephone": "13800138000", "contact_name": "演示乙", "contact_telephone": "13800138001"}],
    ),
    Messy("no-names.xlsx", "整张表没有姓名一栏", one(("楼栋", "房号"), ("3栋", "801")), whole="holds the names"),
    Messy("empty.xlsx", "空表", one(), whole="empty"),
    Messy(
        "page-as-excel.xls",
        "系统导出的网页，改名成.xls",
        raw(b"<html><table><tr><td>\xe5\xa7\x93\xe5\x90\x8d</td></tr></table></html>"),
        whole="cannot be read as a spreadsheet",
    ),
    Messy("damaged.xlsx", "传坏了的文件", raw(b"PK\x03\x04 and then nothing"), whole="cannot be read as a spreadsheet"),
)


def page() -> str:
    """The table for the operators, in numbers that these files themselves give."""
    whole = sum(1 for f in FILES if f.whole)
    rows, refused = sum(len(f.rows) for f in FILES), sum(len(f.refused) for f in FILES)
    lines = [
        "# Messy Excel files",
        "",
        "<!-- Written by `python -m linli.records.tests.messy`; a test fails when it is stale. -->",
        "",
        (
            "What the records' wizard does with files as committees really keep them. Every file below is made by the tests and read in each run: "
            "what is imported is compared value by value, what is refused is refused with its reason."
        ),
        "",
        (
            f"**{len(FILES)} files**: {len(FILES) - whole} read ({rows} residents imported, {refused} rows refused with a reason, "
            f"{sum(f.left_out for f in FILES)} lines left out as totals, notes, headings again or empty), {whole} refused as a whole."
        ),
        "",
        "| file | what is in it | imported | refused, and why |",
        "| --- | --- | ---: | --- |",
    ]
    for f in FILES:
        why = (
            f"whole: {f.whole}"
            if f.whole
            else "; ".join(f"line {line}: {reason}" for line, reason in f.refused.items())
        )
        lines.append(f"| {f.name} | {f.about} | {len(f.rows)} | {why or '—'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
