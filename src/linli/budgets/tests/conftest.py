"""A round of the home community at every point of its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from linli.ballots.actions import build_roll, cast_ballot, close_ballot, open_ballot, open_box, post_roll
from linli.ballots.codes import LETTER
from linli.base.actors import ANYONE, Actor
from linli.budgets import actions
from linli.budgets.actions import Days, Item, Told, Wish
from linli.budgets.models import Costing, Idea, Project, Round
from linli.funds.actions.ledger import receive_money
from linli.funds.actions.lines import open_line
from linli.funds.actions.spending import approve_expenditure, pay_expenditure
from linli.funds.models import Line
from linli.records.actions import add_resident

DAY = timedelta(days=1)
YUAN = 100
MONEY = 100_000 * YUAN
COSTS = {"演示：扶手": 40_000, "演示：路灯": 60_000, "演示：书角": 20_000}
"""In yuan."""
CHOICES = [(0, 1)] * 7 + [(0,)] + [(2,)] * 4
"""Eight for the handrail, seven of them for lamps too, four for the book corner."""


@dataclass
class Way:
    """The way of a round. It begins `now`; its ballot is voted on a month later, and counted three days after that."""

    cast: SimpleNamespace
    now: datetime

    @property
    def costing(self) -> datetime:
        return self.now + 11 * DAY

    @property
    def voting(self) -> datetime:
        return self.now + 35 * DAY

    @property
    def counted_at(self) -> datetime:
        return self.voting + 3 * DAY

    def line(self, *, promised: int = MONEY, received: int = MONEY, **more: Any) -> Line:
        given = {"name": "演示：微实事经费", "source": "participatory", "year": self.now.year, "payer": None} | more
        line = open_line(
            self.cast.worker,
            self.cast.here,
            promised_fen=promised,
            promised_date=self.now.date(),
            now=self.now,
            **given,
        )
        receive_money(self.cast.worker, line, amount_fen=received, on=self.now.date(), text="演示：拨款", now=self.now)
        return line

    def days(self, **more: Any) -> Days:
        today = self.now.date()
        given = {
            "ideas_from_date": today,
            "ideas_to_date": today + 10 * DAY,
            "costing_to_date": today + 14 * DAY,
            "voting_from_date": today + 35 * DAY,
            "voting_to_date": today + 38 * DAY,
            "carried_out_to_date": today + 100 * DAY,
        } | more
        return Days(**given)

    def opened(self, **more: Any) -> Round:
        given = {
            "title": "演示：微实事",
            "purpose": "演示：小修小补，人人用得上。",
            "money_fen": MONEY,
            "method": "equal_shares",
            "days": self.days(),
        } | more
        line = given.pop("line", None) or self.line()
        return actions.open_round(self.cast.chair, self.cast.here, line=line, now=self.now, **given)

    def wish(self, **more: Any) -> Wish:
        return Wish(
            **{
                "title": "演示：扶手",
                "about": "楼梯陡，老人上下不稳。",
                "for_whom": "住在楼上的老人",
                "place": "3栋楼梯",
            }
            | more
        )

    def raised(self, found: Round, by: Actor | None = None, **more: Any) -> Idea:
        return actions.raise_idea(by or self.cast.resident, found, self.wish(**more), now=self.now)

    def cost(
        self, idea: Idea, yuan: int = 40_000, *, seen: int = 0, now: datetime | None = None, **more: Any
    ) -> Costing:
        told = Told(**{"is_feasible": True, "owner": "演示物业"} | more)
        items = [Item("演示材料和人工", 2, yuan * YUAN // 2)]
        return actions.cost_idea(self.cast.worker, idea, told, items, seen=seen, now=now or self.now)

    def costed(self, **more: Any) -> Round:
        """Three ideas with their costs: the handrail of the resident, supported by the neighbour, and two from the desk."""
        found = self.opened(**more)
        first = self.raised(found)
        actions.support_idea(self.cast.neighbour, first, is_wanted=True, now=self.now)
        for title in list(COSTS)[1:]:
            actions.raise_at_desk(
                self.cast.worker,
                found,
                self.wish(title=title),
                came_by="telephone",
                told_how="演示 13900000000",
                now=self.now,
            )
        found = actions.begin_costing(self.cast.worker, found, now=self.costing)
        for idea, yuan in zip(found.ideas.all(), COSTS.values(), strict=True):
            self.cost(idea, yuan, now=self.costing)
        return found

    def drafted(self, **more: Any) -> Round:
        found = self.costed(**more)
        actions.draft_ballot_of_round(self.cast.chair, found, now=self.costing)
        found.refresh_from_db()
        return found

    def counted(self, **more: Any) -> Round:
        """The whole vote of twelve residents."""
        found = self.drafted(**more)
        for place in range(len(CHOICES)):
            values = {
                "name": f"演示{'甲乙丙丁戊己庚辛壬癸子丑'[place]}",
                "birth_date": "1980-05-04",
                "relation": "head",
            }
            add_resident(self.cast.worker, self.cast.here, values=values, address=f"{place + 1}号101", now=self.costing)
        build_roll(self.cast.worker, found.ballot, now=self.costing)
        post_roll(self.cast.chair, found.ballot, now=self.costing)
        opened = open_ballot(self.cast.chair, found.ballot, closes_at=self.counted_at, now=self.voting)
        for entry, choice in zip(opened.ballot.roll.all(), CHOICES, strict=True):
            keys = [f"o{place + 1}" for place in choice]
            cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, keys, now=self.voting)
        ballot = close_ballot(self.cast.worker, opened.ballot, now=self.counted_at)
        open_box(self.cast.chair, ballot, opened.slips, now=self.counted_at)
        return Round.objects.get(pk=found.pk)

    def decided(self, **more: Any) -> Round:
        return actions.take_result(self.cast.worker, self.counted(**more), now=self.counted_at)

    def spent(self, project: Project, yuan: int) -> None:
        asked = actions.ask_for_money(
            self.cast.worker,
            project,
            amount_fen=yuan * YUAN,
            purpose="演示：材料",
            payee="演示五金店",
            now=self.counted_at,
        )
        approve_expenditure(self.cast.chair, asked, now=self.counted_at)
        pay_expenditure(self.cast.worker, asked, on=self.counted_at.date(), now=self.counted_at)

    def finish(self, project: Project, **more: Any) -> Project:
        given = {"note": "演示：装好了。", "is_given_up": False} | more
        return actions.finish_project(self.cast.worker, project, now=self.counted_at, **given)


@pytest.fixture
def way(cast, now) -> Way:
    return Way(cast, now)
