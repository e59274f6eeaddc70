"""Meetings of the home community at every point of their way: five residents of age in three households are on record."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from linli.meetings import actions
from linli.meetings.models import Demand, Meeting
from linli.records.actions import add_resident
from linli.records.models import Resident

DAY = timedelta(days=1)
SIGNS = "甲乙丙丁戊"


@dataclass
class Way:
    """The way of a meeting."""

    cast: SimpleNamespace
    now: datetime

    def on_record(self) -> list[Resident]:
        if not Resident.objects.filter(name__startswith="演示").exists():
            for number, sign in enumerate(SIGNS):
                values = {"name": f"演示{sign}", "birth_date": "1970-01-01"}
                add_resident(
                    self.cast.worker, self.cast.here, values=values, address=f"{number // 2 + 1}号", now=self.now
                )
        return list(Resident.objects.filter(name__startswith="演示").order_by("pk"))

    def known(self, place: int, who: str) -> Resident:
        """The resident on record is this person of the cast."""
        resident = self.on_record()[place]
        resident.person_id = self.cast.keys[who]
        resident.save()
        return resident

    def draft(self, **more) -> Meeting:
        given = {
            "kind": "residents",
            "counts": "person",
            "title": "演示：居民会议",
            "place": "活动室",
            "starts_at": self.now + 11 * DAY,
            "head": "主任戊",
            "keeper": "社工丁",
            "agenda": ["装不装充电桩", "楼道清理"],
        } | more
        return actions.draft_meeting(self.cast.worker, self.cast.here, now=self.now, **given)

    def called(self, **more) -> Meeting:
        self.on_record()
        meeting = self.draft(**more)
        if meeting.counts == "invited":
            for sign in SIGNS:
                actions.add_seat(self.cast.worker, meeting, name=f"演示{sign}", now=self.now)
        else:
            actions.build_seats(self.cast.worker, meeting, now=self.now)
        return actions.call_meeting(self.cast.chair, meeting, now=self.now)

    @property
    def day(self) -> datetime:
        return self.now + 11 * DAY

    def opened(self, here: int = 3, **more) -> Meeting:
        meeting = self.called(**more)
        actions.let_in(self.cast.worker, meeting, list(range(1, here + 1)), is_here=True, now=self.day)
        return actions.open_meeting(self.cast.chair, meeting, now=self.day)

    def closed(self) -> Meeting:
        meeting = self.opened()
        motion = actions.move(
            self.cast.worker,
            meeting,
            text="装六个充电桩。",
            moved_by="演示甲",
            item=meeting.items.first(),
            now=self.day,
        )
        actions.count_hands(self.cast.worker, motion, yes=2, no=1, abstain=0, now=self.day)
        actions.agree_step(
            self.cast.worker,
            meeting,
            text="联系供电所",
            owner="居委会",
            due_date=(self.day + 5 * DAY).date(),
            now=self.day,
        )
        return actions.close_meeting(self.cast.chair, meeting, now=self.day)

    def signed(self) -> Meeting:
        meeting = self.closed()
        actions.write_minutes(self.cast.worker, meeting, text="演示甲说：打 13800138000 找我。", now=self.day)
        actions.sign_minutes(self.cast.chair, meeting, role="head", now=self.day)
        return actions.sign_minutes(self.cast.worker, meeting, role="keeper", now=self.day)

    def demanded(self, who: str = "resident", **more) -> Demand:
        self.known(0, who)
        given = {"kind": "residents", "subject": "物业合同", "why": "年底到期，想一起商量。"} | more
        return actions.begin_demand(getattr(self.cast, who), self.cast.here, now=self.now, **given)


@pytest.fixture
def way(cast, now) -> Way:
    return Way(cast, now)
