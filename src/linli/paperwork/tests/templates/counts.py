"""Counts between two headings: 残疾人基本情况统计表, 网格走访月报."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from .paper import A3, A4, boxed, headings, printed, saved, title, widths

FIRST_YEAR = 2026


def disabled(year: int) -> bytes:
    """残疾人基本情况统计表: groups of rows and of columns, totals at the right and below. A3 across."""
    book = Workbook()
    sheet = book.active
    sheet.title = "统计表"
    kinds = ["视力", "听力", "肢体"]
    groups = [("一级", ["男", "女"]), ("二级", ["男", "女"])]
    if year > FIRST_YEAR:
        kinds, groups = ["听力", "视力", "肢体"], [("一级", ["男", "女"]), ("二级", ["男", "女"]), "持证"]
    width = headings(sheet, 3, ["残疾类别", "年龄段", *groups, "小计"])
    title(sheet, f"{year}年残疾人基本情况统计表", width)
    sheet.cell(2, 1, "填报单位：")
    boxed(sheet, (2, 2, 2, 4))
    sheet.cell(2, width, "单位：人")
    last = get_column_letter(width - 1)
    row = 5
    for kind in kinds:
        boxed(sheet, (row, 1, row + 1, 1), kind, bold=True)
        for ages in ("18岁以下", "18岁及以上"):
            boxed(sheet, (row, 2, row, 2), ages, bold=True)
            for column in range(3, width):
                boxed(sheet, (row, column, row, column))
            boxed(sheet, (row, width, row, width), f"=SUM(C{row}:{last}{row})")
            row += 1
    boxed(sheet, (row, 1, row, 2), "合计", bold=True)
    for column in range(3, width + 1):
        letter = get_column_letter(column)
        boxed(sheet, (row, column, row, column), f"=SUM({letter}5:{letter}{row - 1})")
    sheet.cell(row + 1, 1, "注：按第二代残疾人证登记的类别统计，多重残疾列入最重的一类。")
    printed(sheet, paper=A3, landscape=True, last=f"{get_column_letter(width)}{row + 1}")
    return saved(book)


def monthly(year: int) -> bytes:
    """网格走访月报: two blocks beside each other, what was reckoned up to now. A4 upright."""
    later = year > FIRST_YEAR
    book = Workbook()
    sheet = book.active
    sheet.title = "月报"
    title(sheet, f"网格走访月报（{year}年___月）", 6)
    for column, label in enumerate(["项目", "本月数", "累计数"] * 2, start=1):
        boxed(sheet, (3, column, 3, column), label, bold=True)
    lines = [("走访户数", "排查隐患数"), ("走访人数", "化解矛盾数"), ("代办事项数", "服务老人数")]
    if later:
        lines = [
            ("走访户数", "排查隐患数"),
            ("代办事项数", "化解矛盾件数"),
            ("走访人数", "服务老人数"),
            ("入户宣传次数", "上报事件数"),
        ]
    for row, labels in enumerate(lines, start=4):
        for column, label in zip((1, 4), labels, strict=True):
            boxed(sheet, (row, column, row, column), label, bold=True)
            boxed(sheet, (row, column + 1, row, column + 1))
            boxed(sheet, (row, column + 2, row, column + 2), f"={get_column_letter(column + 1)}{row}+0")
    end = 4 + len(lines)
    sheet.cell(end, 1, "网格长：          填报日期：")
    widths(sheet, 16, 12, 12, 16, 12, 12)
    printed(sheet, paper=A4, landscape=False, last=f"F{end}")
    return saved(book)


TEMPLATES = (
    (
        "残疾人基本情况统计表",
        disabled,
        {
            "填报单位：": "committee",
            **{
                f"{kind}/{ages}/{level}/{sex}": f"{kind}{ages}{level}{sex}"
                for kind in ("视力", "听力", "肢体")
                for ages in ("18岁以下", "18岁及以上")
                for level in ("一级", "二级")
                for sex in ("男", "女")
            },
        },
        tuple(f"{kind}/{ages}/持证" for kind in ("听力", "视力", "肢体") for ages in ("18岁以下", "18岁及以上")),
    ),
    (
        "网格走访月报",
        monthly,
        {
            "走访户数/本月数": "visits",
            "走访人数/本月数": "people",
            "代办事项数/本月数": "errands",
            "排查隐患数/本月数": "hazards",
            "化解矛盾数/本月数": "disputes",
            "服务老人数/本月数": "elders",
            "填报日期": "today",
            "网格长": "worker",
        },
        ("入户宣传次数/本月数", "上报事件数/本月数"),
    ),
)
