"""Meetings at each step that an address can name."""

from typing import Any

from linli.meetings import actions

from .conftest import Way


def world(cast: Any, now: Any) -> dict[str, Any]:
    way = Way(cast, now)
    called = way.called(kind="council", counts="invited", title="演示：议事会")
    held = way.opened(kind="council", counts="invited", title="演示：开着的议事会")
    actions.ask_to_speak(cast.worker, held, name="演示乙", now=way.day)
    actions.move(cast.worker, held, text="先试一栋楼。", moved_by="演示甲", now=way.day)
    written = way.opened(kind="council", counts="invited", title="演示：写记录")
    actions.agree_step(cast.worker, written, text="贴通知", owner="物业", due_date=way.day.date(), now=way.day)
    actions.close_meeting(cast.chair, written, now=way.day)
    actions.write_minutes(cast.worker, written, text="演示记录。", now=way.day)
    demand = way.demanded("mediator")
    return {
        "meeting_draft": way.draft().pk,
        "meeting_called": called.pk,
        "meeting_open": held.pk,
        "meeting_written": written.pk,
        "meeting_door": called.door_code,
        "meeting_demand": demand.pk,
    }


PAGES = {
    None: (
        "/meetings/",
        "/meetings/{meeting_called}/",
        "/meetings/{meeting_open}/wall/",
        "/meetings/{meeting_called}/door/{meeting_door}/",
    ),
    "resident": ("/meetings/demand/",),
    "worker": (
        "/desk/meetings/",
        "/desk/meetings/new/",
        "/desk/meetings/{meeting_draft}/",
        "/desk/meetings/{meeting_open}/",
        "/desk/meetings/{meeting_open}/roll/",
        "/desk/meetings/{meeting_written}/",
        "/desk/meetings/{meeting_called}/",
        "/desk/meetings/{meeting_draft}/draft/",
        "/desk/meetings/demands/{meeting_demand}/?q=演示",
    ),
}
LISTS = [
    (None, "/meetings/"),
    ("worker", "/desk/meetings/"),
    ("worker", "/desk/meetings/{meeting_open}/"),
    (None, "/meetings/{meeting_open}/"),
]
