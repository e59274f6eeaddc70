"""One thing of each kind that the team's addresses name."""

from datetime import date
from typing import Any

from linli.team.actions import open_post, take_up_post


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
    return {"team_post": post.pk}


PAGES = {"worker": ("/desk/team/",), "chair": ("/desk/team/", "/desk/team/{team_post}/")}
LISTS = [("chair", "/desk/team/")]
