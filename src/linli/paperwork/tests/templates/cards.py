"""A card for one person: 退役军人信息采集. Labels beside merged cells, a list of the family, lines for signatures."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .paper import A4, boxed, printed, saved, title, widths

FIRST_YEAR = 2026


def veteran(year: int) -> bytes:
    """退役军人信息采集表. A4 upright, with a place for the photograph and one for the seal."""
    later = year > FIRST_YEAR
    book = Workbook()
    sheet = book.active
    sheet.title = "采集表"
    title(sheet, f"退役军人信息采集表（{year}年）", 7)
    sheet.merge_cells("A2:G2")
    sheet["A2"] = "编号：____________                     采集日期：    年    月    日"
    pairs = [
        [("姓名", 1), ("性别", 1), ("出生年月", 1)],
        [("入伍时间", 1), ("退役时间", 1), ("政治面貌", 1)],
        [("婚姻状况（1未婚 2已婚 3丧偶 4离异，填序号）", 1), ("身高", 1), ("银行账号", 1)],
    ]
    if later:
        pairs = [
            [("姓名", 1), ("出生年月", 1), ("性别", 1)],
            [("入伍时间（年月）", 1), ("退役时间", 1), ("政治面貌", 1)],
            [("婚姻状况（1未婚 2已婚 3丧偶 4离异，填序号）", 1), ("身高", 1), ("银行账号", 1)],
            [("现工作单位", 5)],
        ]
    row = 3
    for line in pairs:
        column = 1
        for label, wide in line:
            boxed(sheet, (row, column, row, column), label, bold=True)
            boxed(sheet, (row, column + 1, row, column + wide))
            column += 1 + wide
        row += 1
    boxed(sheet, (3, 7, row - 1, 7), "照片")
    boxed(sheet, (row, 1, row, 1), "现住址", bold=True)
    boxed(sheet, (row, 2, row, 7))
    boxed(sheet, (row + 1, 1, row + 1, 1), "是否享受优抚", bold=True)
    boxed(sheet, (row + 1, 2, row + 1, 4), "□是    □否")
    boxed(sheet, (row + 1, 5, row + 1, 5), "联系电话", bold=True)
    boxed(sheet, (row + 1, 6, row + 1, 7))
    sheet.cell(row + 1, 6).number_format = "@"
    boxed(sheet, (row + 2, 1, row + 5, 1), "家庭成员", bold=True)
    for column, label in enumerate(["姓名", "与本人关系", "出生年月", "工作单位", "联系电话", "备注"], start=2):
        boxed(sheet, (row + 2, column, row + 2, column), label, bold=True)
        for below in range(row + 3, row + 6):
            boxed(sheet, (below, column, below, column))
    boxed(sheet, (row + 6, 1, row + 6, 1), "社区意见", bold=True)
    boxed(sheet, (row + 6, 2, row + 6, 7), "\n\n（盖章）      年   月   日")
    sheet.cell(row + 7, 1, "本人签字：              采集人：")
    rule = DataValidation(type="list", formula1='"中共党员,共青团员,群众"')
    rule.add("F4")
    sheet.add_data_validation(rule)
    for at in range(3, row + 6):
        sheet.row_dimensions[at].height = 30
    widths(sheet, 14, 16, 12, 16, 12, 18, 16)
    printed(sheet, paper=A4, landscape=False, last=f"{get_column_letter(7)}{row + 7}")
    return saved(book)


TEMPLATES = (
    (
        "退役军人信息采集",
        veteran,
        {
            "编号": "number",
            "采集日期": "today",
            "姓名": "name",
            "性别": "sex",
            "出生年月": "birth_date",
            "入伍时间": "joined",
            "退役时间": "left",
            "政治面貌": "party",
            "婚姻状况（1未婚 2已婚 3丧偶 4离异，填序号）": "married",
            "身高": "height",
            "现住址": "address",
            "是否享受优抚": "poor",
            "联系电话": "telephone",
            "采集人": "worker",
            "银行账号": "account",
            "家庭成员/姓名": "name",
            "家庭成员/与本人关系": "relation",
            "家庭成员/出生年月": "birth_date",
            "家庭成员/联系电话": "telephone",
        },
        ("现工作单位",),
    ),
)
