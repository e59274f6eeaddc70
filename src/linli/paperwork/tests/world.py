"""One thing of each kind that the room's addresses name."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Border, Side

from linli.paperwork.actions.handing import hand_over
from linli.paperwork.actions.register import refuse_form, register_form
from linli.paperwork.actions.templates import upload_template


def world(cast: Any, now: Any) -> dict[str, Any]:
    asked = {
        "way": "file",
        "frequency": "monthly",
        "first_due_date": date(2026, 9, 30),
        "minutes_each_time": 90,
        "now": now,
    }
    form = register_form(
        cast.worker, cast.here, title="高龄老人台账", office=cast.works, cells=120, purpose="发放津贴", **asked
    )
    handed = hand_over(
        cast.worker,
        form,
        due_date=date(2026, 9, 30),
        fields=["姓名", "出生年月"],
        people=12,
        purpose="发放津贴",
        basis="演示文件",
        now=now,
    )
    template = upload_template(cast.worker, form, data=a_sheet(), name="高龄老人台账.xlsx", now=now)
    bare = register_form(
        cast.worker, cast.here, title="经济普查过录表", office=cast.works, is_statistical=True, **asked
    )
    refused = refuse_form(cast.worker, bare, now=now)
    return {
        "paperwork_form": form.pk,
        "paperwork_refused": refused.pk,
        "paperwork_template": template.pk,
        "paperwork_handed": handed.pk,
    }


def a_sheet() -> bytes:
    """A list under headings, with lines around it, as offices send them."""
    book, line = Workbook(), Side(style="thin")
    page = book.active
    for row, cells in enumerate((("序号", "姓名", "出生年月", "住址"), (1,), (2,)), start=1):
        for column in range(1, 5):
            cell = page.cell(row, column, cells[column - 1] if column <= len(cells) else None)
            cell.border = Border(line, line, line, line)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


PAGES = {
    "worker": (
        "/desk/forms/",
        "/desk/forms/new/",
        "/desk/forms/{paperwork_form}/",
        "/desk/forms/{paperwork_refused}/",
        "/desk/forms/{paperwork_form}/template/",
        "/desk/templates/{paperwork_template}/",
        "/desk/templates/{paperwork_template}/fill/",
        "/desk/forms/handed/{paperwork_handed}/",
        "/desk/forms/figures/",
    ),
    "department_officer": ("/desk/forms/",),
}
LISTS = [
    ("worker", "/desk/forms/"),
    ("coordinator", "/desk/forms/"),
    ("worker", "/desk/forms/{paperwork_form}/"),
    ("worker", "/desk/templates/{paperwork_template}/fill/"),
    ("worker", "/desk/forms/handed/{paperwork_handed}/"),
    ("worker", "/desk/forms/figures/"),
]
