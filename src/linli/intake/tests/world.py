"""One thing of each kind that the gate's addresses name."""

from datetime import date
from typing import Any

from linli.intake.actions.applying import draft_application
from linli.intake.actions.deciding import admit_application
from linli.intake.actions.lists import keep_line
from linli.intake.actions.routines import write_down_routine
from linli.intake.actions.speaking import comment_on_application, refuse_unnumbered_work, report_gap

from .given import submitted


def world(cast: Any, now: Any) -> dict[str, Any]:
    draft = draft_application(cast.department_officer, cast.works, title="草稿", kind="check", now=now)
    asked = submitted(cast, now)
    comment_on_application(cast.chair, asked, cast.here, text="人手不够", now=now)
    running = admit_application(cast.coordinator, submitted(cast, now), duty_list="assistance", reasons="同意", now=now)
    line = keep_line(
        cast.coordinator,
        None,
        list_="not_ours",
        county=cast.county,
        name="健在证明",
        law="民发〔2020〕20号",
        article="附件",
        words="活着的证明",
        now=now,
    )
    letter = refuse_unnumbered_work(
        cast.worker, cast.here, office=cast.works, what="当天报表", way="chat", asked_date=date(2026, 11, 20), now=now
    )
    write_down_routine(
        cast.worker,
        cast.here,
        kind="meeting",
        title="每周例会",
        minutes_each_time=60,
        people=5,
        frequency="weekly",
        from_date=date(2026, 11, 1),
        now=now,
    )
    report_gap(cast.worker, cast.here, title="不能查看消防通道权属", text="楼道堆物无权清理", lacks="消防部门", now=now)
    return {
        "intake_draft": draft.pk,
        "intake_asked": asked.pk,
        "intake_running": running.pk,
        "intake_line": line.pk,
        "intake_letter": letter.pk,
    }


PAGES = {
    None: ("/ours/?q=健在证明", "/ours/?list=not_ours", "/tasks/", "/tasks/{intake_asked}/", "/offices/"),
    "resident": ("/tasks/{intake_running}/",),
    "worker": ("/desk/tasks/", "/desk/routines/", "/desk/refuse/", "/load/", "/gaps/"),
    "chair": ("/tasks/{intake_asked}/", "/desk/offices/"),
    "department_officer": ("/apply/", "/apply/{intake_draft}/"),
    "coordinator": (
        "/gate/",
        "/gate/{intake_asked}/",
        "/gate/{intake_running}/",
        "/settings/lists/",
        "/settings/lists/{intake_line}/",
        "/settings/lists/new/",
    ),
}

LISTS = [
    (None, "/ours/?q=证明"),
    (None, "/tasks/"),
    (None, "/tasks/{intake_running}/"),
    (None, "/offices/"),
    ("worker", "/desk/tasks/"),
    ("worker", "/desk/routines/"),
    ("worker", "/load/"),
    ("coordinator", "/gate/"),
    ("coordinator", "/gate/{intake_asked}/"),
    ("coordinator", "/load/"),
    ("chair", "/desk/offices/"),
    ("department_officer", "/apply/"),
]
