"""Forms and their files as the room's tests ask for them."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from linli.paperwork.actions.filling import fill_form
from linli.paperwork.actions.register import register_form
from linli.paperwork.actions.templates import upload_template
from linli.paperwork.models import FormTemplate

DUE = date(2026, 11, 30)
LINES = Border(*(Side(style="thin"),) * 4)
HEADINGS = ("序号", "姓名", "出生年月", "住址", "联系电话", "养老金卡号")


def sheet(*headings: str, title: str = "高龄津贴花名册", rows: int = 3) -> bytes:
    book = Workbook()
    page = book.active
    page["A1"], page["A2"] = title, "填报单位："
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    for column, heading in enumerate(headings, start=1):
        page.cell(3, column, heading)
    for number in range(1, rows + 1):
        page.cell(3 + number, 1, number)
    page.cell(4 + rows, 1, "合计")
    for row in page.iter_rows(min_row=3, max_row=4 + rows, max_col=len(headings)):
        for cell in row:
            cell.border = LINES
    page.cell(4 + rows, 2, f"=COUNTA(B4:B{3 + rows})")
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def asked(cast, now, **more):
    given = {
        "title": "高龄津贴花名册",
        "office": cast.works,
        "way": "file",
        "frequency": "monthly",
        "first_due_date": DUE,
        "minutes_each_time": 60,
    } | more
    return register_form(cast.worker, cast.here, now=now, **given)


def sent_in(cast, now, form, data: bytes | None = None) -> FormTemplate:
    return upload_template(cast.worker, form, data=data or sheet(*HEADINGS), name="花名册.xlsx", now=now)


def filled(cast, now, template, **more):
    given = {"due_date": DUE, "purpose": "津贴", "basis": "文件", "where": {"age": {"from": 80}}} | more
    made, handed = fill_form(cast.worker, template, now=now, **given)
    return load_workbook(BytesIO(made)).active, handed
