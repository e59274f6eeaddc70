"""One thing of each kind that the room's addresses name."""

from datetime import date
from typing import Any

from linli.paperwork.actions.handing import hand_over
from linli.paperwork.actions.register import refuse_form, register_form


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
    hand_over(
        cast.worker, form, due_date=date(2026, 9, 30), fields=["姓名", "出生年月"], people=12, purpose="发放津贴", basis="演示文件", now=now
    )  # fmt: skip
    bare = register_form(
        cast.worker, cast.here, title="经济普查过录表", office=cast.works, is_statistical=True, **asked
    )
    return {"paperwork_form": form.pk, "paperwork_refused": refuse_form(cast.worker, bare, now=now).pk}


PAGES = {
    "worker": ("/desk/forms/", "/desk/forms/new/", "/desk/forms/{paperwork_form}/", "/desk/forms/{paperwork_refused}/"),
    "department_officer": ("/desk/forms/",),
}
LISTS = [("worker", "/desk/forms/"), ("coordinator", "/desk/forms/"), ("worker", "/desk/forms/{paperwork_form}/")]
