"""Lists: 高龄津贴, 走访台账, 独居老人, 流动人口, 楼栋信息."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from PIL import Image as Picture

from .paper import A3, A4, boxed, empty_rows, headings, printed, saved, title, widths

FIRST_YEAR = 2026
RED = PatternFill("solid", bgColor="FFFFC7CE")


def allowance(year: int) -> bytes:
    """高龄津贴发放花名册: two rows of headings, numbered rows, totals, a protected sheet with a logo. A4 across."""
    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    names = [
        "序号",
        "姓名",
        "性别",
        "出生年月",
        ("住址", ["小区", "楼栋", "房号"]),
        "联系电话",
        "月数",
        "标准（元/月）",
        "金额（元）",
        "领取人签字",
    ]
    if year > FIRST_YEAR:
        names = [
            "序号",
            "姓 名",
            "性别",
            "联系电话",
            "出生年月（如：1940.01）",
            ("住址", ["小区", "楼栋", "房号"]),
            "健康状况",
            "月数",
            "标准（元/月）",
            "金额（元）",
            "领取人签字",
        ]
    width = headings(sheet, 3, names)
    last = get_column_letter(width)
    title(sheet, f"{year}年第一季度高龄津贴发放花名册", width)
    sheet.merge_cells(f"A2:{last}2")
    sheet["A2"] = "填报单位（盖章）：                    填报日期：    年  月  日          单位：元"
    empty_rows(sheet, 5, 10, width, numbered=True)
    money, rate, months = (get_column_letter(width - back) for back in (1, 2, 3))
    birth = next(c.column for c in sheet[3] if str(c.value).startswith("出生年月"))
    for row in range(5, 15):
        sheet[f"{money}{row}"] = f"={months}{row}*{rate}{row}"
        sheet[f"{money}{row}"].number_format = "#,##0.00"
        sheet.cell(row, birth).number_format = 'yyyy"."mm'
    boxed(sheet, (15, 1, 15, 4), "合  计", bold=True)
    for column in range(5, width + 1):
        boxed(sheet, (15, column, 15, column))
    sheet[f"{money}15"] = f"=SUM({money}5:{money}14)"
    sheet[f"{months}15"] = f"=SUM({months}5:{months}14)"
    sheet["A16"] = "注：1. 本表一式两份，社区、街道各存一份。2. 满80周岁的老年人均应列入。"
    sheet["A17"] = "负责人：            审核人：            填表人：            联系电话："
    rule = DataValidation(type="list", formula1='"男,女"', allow_blank=True)
    rule.add("C5:C14")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add(
        f"{money}5:{money}14", CellIsRule(operator="greaterThan", formula=["1000"], fill=RED)
    )
    sheet.freeze_panes = "C5"
    widths(sheet, 6, 12, 6, 12, 14, 8, 8, 16)
    printed(sheet, paper=A4, landscape=True, last=f"{last}17", titles="1:4")
    sheet.protection.sheet, sheet.protection.password = True, "office"
    sheet.add_image(_logo(), "A1")
    sheet.add_image(_logo(), "H17")
    return saved(book)


def visits(year: int) -> bytes:
    """困难群众走访台账: cells merged in each row, dates as a sample says, a hidden column, a page break. A4 upright."""
    book = Workbook()
    sheet = book.active
    sheet.title = "走访台账"
    names = [
        "序号",
        "姓名",
        "家庭住址",
        "",
        "是否低保（√）",
        "致困原因（疾病/残疾/失业/其他）",
        "走访日期（如2026.03.05）",
        "走访人",
        "帮扶措施",
        "内部编码",
    ]
    if year > FIRST_YEAR:
        names = [
            "序号",
            "姓名",
            "走访日期（如2027.03.05）",
            "家庭住址",
            "",
            "是否低保户（√）",
            "致困原因（疾病/残疾/失业/其他）",
            "家庭人口数",
            "走访人",
            "帮扶措施",
            "内部编码",
        ]
    width = len(names)
    title(sheet, f"{year}年困难群众走访台账", width)
    headings(sheet, 3, names)
    wide = names.index("家庭住址") + 1
    sheet.merge_cells(start_row=3, end_row=3, start_column=wide, end_column=wide + 1)
    empty_rows(sheet, 4, 6, width)
    for row in range(4, 10):
        sheet.merge_cells(start_row=row, end_row=row, start_column=wide, end_column=wide + 1)
    sheet.cell(2, 1, "社区：")
    boxed(sheet, (2, 2, 2, 4))
    sheet.cell(10, 1, "填表说明：走访人须本人签名；每户每季度不少于一次。")
    sheet.column_dimensions[get_column_letter(width)].hidden = True
    sheet.row_breaks.append(Break(id=10))
    sheet["A11"] = '="共走访"&COUNTA(B4:B9)&"户"'
    sheet.merge_cells("A12:D13")
    sheet["A12"] = "社区意见（盖章）"
    printed(sheet, paper=A4, landscape=False, last=f"{get_column_letter(width)}13", titles="3:3")
    return saved(book)


def alone(year: int) -> bytes:
    """独居老人探访登记表: boxes to tick in each row, blanks in a line above. A4 upright."""
    book = Workbook()
    sheet = book.active
    sheet.title = "探访'登记"
    names = ["序号", "老人姓名", "年龄", "住址", "联系电话", "健康状况", "是否需要上门", "探访日期", "备注"]
    if year > FIRST_YEAR:
        names = [
            "序号",
            "老人姓名",
            "年龄（岁）",
            "联系电话",
            "现住址",
            "健康状况",
            "是否需要上门",
            "探访方式",
            "探访日期",
            "备注",
        ]
    width = headings(sheet, 4, names)
    title(sheet, f"独居老人探访登记表（{year}年度）", width)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    sheet["A2"] = "社区名称：__________  网格员：________  电话：____________"
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=width)
    sheet["A3"] = "探访形式：□电话 □上门"
    empty_rows(sheet, 5, 4, width, numbered=True)
    health, visit = names.index("健康状况") + 1, names.index("是否需要上门") + 1
    for row in range(5, 9):
        sheet.cell(row, health).value = "□良好 □一般 □较差"
        sheet.cell(row, visit).value = "是□ 否□"
        sheet.cell(row, names.index("探访日期") + 1).number_format = "yyyy/m/d"
    sheet["A9"] = "填报人：            填报时间："
    printed(sheet, paper=A4, landscape=False, last=f"{get_column_letter(width)}9")
    return saved(book)


def newcomers(year: int) -> bytes:
    """流动人口登记表: no empty row at all, a hidden sheet with the words that cells allow. A3 across."""
    book = Workbook()
    sheet = book.active
    sheet.title = "登记表"
    names = ["序号", "姓名", "性别", "证件号码", "户籍地", "现居住地址", "手机号码", "居住事由", "入住日期", "是否租房"]
    if year > FIRST_YEAR:
        names = [
            "序号",
            "姓名",
            "证件号码",
            "性别",
            "户籍所在地",
            "现居住地址",
            "手机号码",
            "居住事由",
            "入住日期",
            "是否租房",
            "房东姓名",
        ]
    width = headings(sheet, 2, names)
    title(sheet, f"{year}年流动人口登记表", width)
    sheet.cell(3, 1, "注：本表由社区网格员填写，手机号码须核实。")
    words = book.create_sheet("字典")
    words.sheet_state = "hidden"
    for row, (label, blank) in enumerate([("姓名", None), ("务工", None), ("=COUNTA(登记表!B2:B2)-1", None)], start=1):
        boxed(words, (row, 1, row, 1), label)
        boxed(words, (row, 2, row, 2), blank)
    printed(sheet, paper=A3, landscape=True, last=f"{get_column_letter(width)}3")
    return saved(book)


def buildings(year: int) -> bytes:
    """辖区楼栋信息统计: rows that reckon, totals, another sheet that reads them, a remark. A3 across."""
    book = Workbook()
    sheet = book.active
    sheet.title = "楼栋 信息"
    names = [
        "序号",
        "楼栋名称",
        "建成年份",
        ("户数", ["常住户", "出租户", "合计"]),
        "人口数",
        "户均人口",
        "有无电梯",
        "楼组长",
        "楼组长电话",
    ]
    if year > FIRST_YEAR:
        names = [
            "序号",
            "楼栋名称",
            "建成年份",
            "有无电梯",
            ("户数", ["常住户", "出租户", "合计"]),
            "人口数（人）",
            "户均人口",
            "单元数",
            "楼组长",
            "楼组长电话",
        ]
    width = headings(sheet, 3, names)
    title(sheet, f"辖区楼栋信息统计表（截至{year}年12月31日）", width)
    empty_rows(sheet, 5, 5, width, numbered=True)
    start = next(c.column for c in sheet[3] if c.value == "户数")
    a, b, both, people, mean = (get_column_letter(start + at) for at in range(5))
    for row in range(5, 10):
        sheet[f"A{row}"] = "=ROW()-4"
        sheet[f"{both}{row}"] = f"=SUM({a}{row}:{b}{row})"
        sheet[f"{mean}{row}"] = f'=IF({both}{row}=0,"",{people}{row}/{both}{row})'
        sheet[f"{mean}{row}"].number_format = "0.00"
    boxed(sheet, (10, 1, 10, 2), "合计", bold=True)
    for column in range(3, width + 1):
        boxed(sheet, (10, column, 10, column))
    for column in (a, b, both, people):
        sheet[f"{column}10"] = f"=SUM({column}5:{column}9)"
    sheet[f"{mean}10"] = f"={people}10/{both}10"
    sheet[f"{people}10"].comment = Comment("与派出所数据核对", "街道办")
    sheet.conditional_formatting.add(
        f"A5:{mean}9", FormulaRule(formula=[f"${people}5>${people}$10/2"], font=Font(bold=True))
    )
    summary = book.create_sheet("汇总")
    for row, (label, formula) in enumerate(
        [
            ("总户数", f"='楼栋 信息'!{both}10"),
            ("总人口", f"=SUM('楼栋 信息'!{people}5:{people}9)"),
            ("楼栋数", "=COUNTA('楼栋 信息'!$B$5:$B$9)"),
        ],
        1,
    ):
        boxed(summary, (row, 1, row, 1), label)
        boxed(summary, (row, 2, row, 2), formula)
    sheet.auto_filter.ref = f"A4:{get_column_letter(width)}9"
    printed(sheet, paper=A3, landscape=True, last=f"{get_column_letter(width)}10", titles="3:4")
    return saved(book)


def _logo() -> Image:
    out = BytesIO()
    Picture.new("RGB", (24, 24), "#a3422b").save(out, "PNG")
    out.seek(0)
    return Image(out)


TEMPLATES = (
    (
        "高龄津贴发放花名册",
        allowance,
        {
            "填报单位（盖章）": "committee",
            "填报日期": "today",
            "姓名": "name",
            "性别": "sex",
            "出生年月": "birth_date",
            "住址/小区": "estate",
            "住址/楼栋": "building",
            "住址/房号": "door",
            "联系电话": "telephone",
            "月数": "months",
            "标准（元/月）": "rate",
            "填表人": "worker",
        },
        ("健康状况",),
    ),
    (
        "困难群众走访台账",
        visits,
        {
            "社区：": "committee",
            "姓名": "name",
            "家庭住址": "address",
            "是否低保（√）": "poor",
            "致困原因（疾病/残疾/失业/其他）": "reason",
            "走访日期（如2026.03.05）": "visited",
            "走访人": "worker",
        },
        ("家庭人口数",),
    ),
    (
        "独居老人探访登记表",
        alone,
        {
            "社区名称": "committee",
            "网格员": "worker",
            "探访形式": "manner",
            "老人姓名": "name",
            "年龄": "age",
            "住址": "address",
            "联系电话": "telephone",
            "健康状况": "health",
            "是否需要上门": "needs",
            "探访日期": "visited",
            "填报时间": "today",
        },
        ("探访方式",),
    ),
    (
        "流动人口登记表",
        newcomers,
        {
            "姓名": "name",
            "性别": "sex",
            "证件号码": "identity",
            "户籍地": "registered",
            "现居住地址": "address",
            "手机号码": "telephone",
            "入住日期": "visited",
            "是否租房": "poor",
        },
        ("房东姓名",),
    ),
    (
        "辖区楼栋信息统计",
        buildings,
        {
            "楼栋名称": "building",
            "建成年份": "built",
            "户数/常住户": "homes",
            "户数/出租户": "let",
            "人口数": "people",
            "有无电梯": "lift",
            "楼组长": "name",
            "楼组长电话": "telephone",
        },
        ("单元数",),
    ),
)
