"""Topics of the home community at every point of their way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from linli.base.actors import HOUSE, Actor
from linli.deliberation import actions
from linli.deliberation.actions import Intended, Plan
from linli.deliberation.models import Topic
from linli.people.actions import add_person, confirm_known
from linli.people.queries import actor_of

DAY = timedelta(days=1)


@dataclass
class Way:
    """The way of a topic."""

    cast: SimpleNamespace
    now: datetime

    def neighbours(self, number: int) -> list[Actor]:
        made = [
            add_person(HOUSE, name="演示邻居", community=self.cast.here, telephone="", now=self.now)
            for _each in range(number)
        ]
        for person in made:
            confirm_known(HOUSE, person, now=self.now)
        return [actor_of(person.pk, now=self.now) for person in made]

    def raised(self, **more) -> Topic:
        given = {"title": "演示：楼下装充电桩", "about": "飞线充电不安全，想装集中充电桩。"} | more
        return actions.raise_topic(self.cast.resident, self.cast.here, now=self.now, **given)

    def plans(self, *kinds: str, **more) -> list[Plan]:
        return [Plan(kind, self.now.date(), (self.now + 7 * DAY).date(), **more) for kind in kinds]

    def discussed(self, *kinds: str, plans: list[Plan] | None = None, **more) -> Topic:
        topic = self.raised(**more)
        return actions.take_up(self.cast.chair, topic, plans or self.plans(*kinds or ("discuss",)), now=self.now)

    def decided(self, *texts: str) -> Topic:
        topic = self.discussed()
        actions.end_stage(self.cast.worker, topic, outcome="大家同意装。", now=self.now)
        steps = [Intended(text, "居委会", (self.now + 10 * DAY).date()) for text in texts]
        return actions.decide_topic(self.cast.chair, topic, outcome="装六个充电桩。", steps=steps, now=self.now)

    def mapped(self, statements: int = 3) -> Topic:
        topic = self.discussed("opinions")
        for number in range(statements):
            actions.state_for_committee(self.cast.worker, topic, text=f"演示说法第{number + 1}条", now=self.now)
        return topic


@pytest.fixture
def way(cast, now) -> Way:
    return Way(cast, now)
