"""What the committee of the home community published: three of the seven kinds, one question answered, one open."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from linli.publication import actions
from linli.publication.queries.recorded import recorded

from .persons import Persons
from .places import Places

DAY = timedelta(days=1)


def publish_affairs(places: Places, persons: Persons, *, now: datetime) -> None:
    """Everything as people would have done it, on the days on which they would have."""
    then = now - 12 * DAY
    worker, resident = persons.actor("worker", then), persons.actor("resident", then)
    between = {"from_date": localdate(then - 90 * DAY), "to_date": localdate(then)}
    kinds = {
        "decisions": ("近三个月的决定和落实（演示）", _recorded(places, "decisions", **between)),
        "money": ("近三个月的政府拨款和捐赠（演示）", _recorded(places, "money", **between)),
        "consultations": ("近三个月的协商结果（演示）", _recorded(places, "consultations", **between)),
        "facilities": (
            "居民公共设施（演示）",
            "活动室每天八点到二十一点开放；健身器材每月检查一次，本月换了两个把手。",
        ),
    }
    for kind, (title, text) in kinds.items():
        draft = actions.draft_publication(worker, places.home, kind=kind, title=title, text=text, now=then, **between)
        posted = actions.post_publication(worker, draft, now=then)
        actions.hang_up(worker, posted, board="一街口公告栏", day=localdate(then), now=then)
    asked = actions.ask(resident, posted, text="把手是哪里换的？三街那个还松着。", now=then + DAY)
    actions.answer(
        persons.actor("worker", then + 3 * DAY), asked, text="二街的换了，三街的已报修，下周换。", now=then + 3 * DAY
    )
    actions.ask(persons.actor("resident", now - DAY), posted, text="活动室周末能晚点关吗？", now=now - DAY)


def _recorded(places: Places, kind: str, *, from_date: date, to_date: date) -> str:
    return recorded(places.home, kind, from_date=from_date, to_date=to_date) or "这段时间没有新的事项。"
