"""Forms that invented offices ask of the home community: one that is due, one without its legal marks, one in a chat group."""

from datetime import datetime, timedelta
from io import BytesIO

from django.utils.timezone import localdate

from linli.paperwork.actions.filling import fill_form
from linli.paperwork.actions.handing import hand_over
from linli.paperwork.actions.register import refuse_form, register_form
from linli.paperwork.actions.templates import keep_message, upload_template
from linli.paperwork.periods import due_days

from .persons import Persons
from .places import Places

MESSAGE = (
    "请各社区今天17:00前报送：\n社区：\n80岁以上老人____人，其中独居____人；\n本周走失____人\n填报人：\n谢谢配合！"
)
FIELDS = ["姓名", "性别", "出生日期", "联系电话", "独居"]


def fill_forms(places: Places, persons: Persons, *, now: datetime) -> None:
    """A year of one form, handed over month by month; the next is due in two days."""
    begun, today = now - timedelta(days=300), localdate(now)
    worker, home = persons.actor("worker", now), places.home
    ledger = register_form(
        worker,
        home,
        title="高龄独居老人台账",
        office=places.offices["district"],
        way="file",
        frequency="monthly",
        purpose="发放高龄津贴",
        basis="演示文件〔第3号〕",
        first_due_date=today - timedelta(days=300),
        minutes_each_time=150,
        cells=720,
        now=begun,
    )
    for day in due_days(ledger, until=today - timedelta(days=20)):
        then = now - timedelta(days=(today - day).days + 2)
        hand_over(
            worker,
            ledger,
            due_date=day,
            fields=FIELDS,
            people=24,
            purpose="发放高龄津贴",
            basis="演示文件〔第3号〕",
            now=then,
        )
    template = upload_template(worker, ledger, data=an_offices_sheet(), name="高龄独居老人台账（演示）.xlsx", now=now)
    fill_form(
        worker,
        template,
        due_date=max(due_days(ledger, until=today)),
        purpose="发放高龄津贴",
        basis="演示文件〔第3号〕",
        where={"age": {"from": 80}},
        now=now,
    )
    message = register_form(
        worker,
        home,
        title="老人情况周报",
        office=places.offices["works"],
        way="chat",
        platform="为老服务工作群",
        frequency="weekly",
        first_due_date=today + timedelta(days=2),
        minutes_each_time=40,
        cells=24,
        purpose="掌握独居老人情况",
        basis="演示文件〔第5号〕",
        now=now - timedelta(days=3),
    )
    keep_message(worker, message, text=MESSAGE, now=now)
    bare = register_form(
        worker,
        home,
        title="商户从业人员情况统计表",
        office=places.offices["street"],
        way="file",
        frequency="quarterly",
        is_statistical=True,
        first_due_date=today + timedelta(days=20),
        minutes_each_time=600,
        cells=1800,
        now=now - timedelta(days=40),
    )
    refuse_form(worker, bare, now=now - timedelta(days=38))
    register_form(
        worker,
        home,
        title="社区文体活动统计表",
        office=places.offices["district"],
        way="platform",
        platform="演示填报平台",
        frequency="yearly",
        is_statistical=True,
        form_number="演示文1表",
        first_due_date=today + timedelta(days=30),
        minutes_each_time=90,
        cells=60,
        now=now - timedelta(days=10),
    )


def an_offices_sheet() -> bytes:
    """A list as offices send it: a title over all columns, who fills it, two rows of headings, a total, a note."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    book, thin = Workbook(), Side(style="thin")
    page = book.worksheets[0]
    page["A1"], page["A2"], page["F2"] = "高龄独居老人台账（演示）", "填报单位（盖章）：", "填报日期："
    page["A1"].font, page["A1"].alignment = Font(size=18, bold=True), Alignment(horizontal="center")
    for column, heading in enumerate(
        ("序号", "姓名", "性别", "出生年月", "住址", "联系电话", "是否独居", "本人签字"), start=1
    ):
        page.cell(3, column, heading).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = 24 if heading == "住址" else 13
    for number in range(1, 7):
        page.cell(3 + number, 1, number)
    page["A10"], page["B10"], page["A11"] = "合计", "=COUNTA(B4:B9)", "注：本表由社区填写，每月报送一次。"
    for row in page.iter_rows(min_row=3, max_row=10, max_col=8):
        for cell in row:
            cell.border, cell.alignment = (
                Border(thin, thin, thin, thin),
                Alignment(horizontal="center", vertical="center"),
            )
    page.merge_cells("A1:H1")
    page.page_setup.orientation, page.print_area = "landscape", "A1:H11"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
