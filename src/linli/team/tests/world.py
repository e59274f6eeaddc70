"""One thing of each kind that the team's addresses name."""

from datetime import date
from typing import Any

from linli.team.actions import add_handover_line, leave_post, open_post, plan_training, set_duty, take_up_post


def world(cast: Any, now: Any) -> dict[str, Any]:
    post = open_post(
        cast.chair,
        cast.here,
        name="社区工作者岗",
        kind="worker",
        minutes_a_week=2400,
        from_date=date(2026, 1, 1),
        now=now,
    )
    take_up_post(cast.chair, post, cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    left = open_post(
        cast.chair, cast.here, name="文书岗", kind="worker", minutes_a_week=2400, from_date=date(2026, 1, 1), now=now
    )
    held = take_up_post(cast.chair, left, cast.keys["mediator"], from_date=date(2026, 1, 1), now=now)
    leave_post(cast.chair, held, on=date(2026, 11, 20), now=now)
    add_handover_line(cast.chair, held.handover, kind="key", text="办公室钥匙", now=now)
    set_duty(cast.chair, cast.here, cast.keys["worker"], day=now.date(), part="day", now=now)
    session = plan_training(cast.chair, cast.here, title="消防演练", kind="safety", day=now.date(), minutes=90, now=now)
    return {"team_post": post.pk, "team_handover": held.handover.pk, "team_training": session.pk}


PAGES = {
    "worker": ("/desk/team/", "/desk/team/rota/", "/desk/team/training/"),
    "chair": (
        "/desk/team/",
        "/desk/team/{team_post}/",
        "/desk/team/handover/{team_handover}/",
        "/desk/team/rota/",
        "/desk/team/training/",
        "/desk/team/training/{team_training}/",
    ),
}
LISTS = [
    ("chair", "/desk/team/"),
    ("chair", "/desk/team/handover/{team_handover}/"),
    ("worker", "/desk/team/rota/"),
    ("worker", "/desk/team/training/"),
]
