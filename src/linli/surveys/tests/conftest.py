"""Surveys of the home community at every point of their way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from linli.surveys import actions
from linli.surveys.actions import Plan, Sheet, Wording
from linli.surveys.models import Finding, Question, Survey
from linli.surveys.paths import Value

DAY = timedelta(days=1)
PARK, OFTEN, WHY, AGE, WISH = range(5)
"""Places of the usual questions."""


@dataclass
class Asking:
    """The way of a survey: whether people use the park; who does, how content; who does not, why not; their age; a wish."""

    cast: SimpleNamespace
    now: datetime

    def plan(self, **more: Any) -> Plan:
        given = {
            "title": "演示：小公园用得好吗",
            "purpose": "想知道小公园缺什么。",
            "use": "居委会据此决定先修什么。",
            "from_date": self.now.date(),
            "to_date": (self.now + 14 * DAY).date(),
        }
        return Plan(**given | more)

    def drafted(self, **more: Any) -> Survey:
        return actions.draft_survey(self.cast.worker, self.cast.here, self.plan(**more), now=self.now)

    def asked(self, survey: Survey, kind: str, text: str, *options: str, **more: Any) -> Question:
        wording = Wording(kind, text, options, **more)
        return actions.add_question(self.cast.worker, survey, wording, now=self.now)

    def usual(self, survey: Survey) -> list[Question]:
        park = self.asked(survey, "one", "您去过小公园吗？", "常去", "偶尔", "没去过", section="小公园")
        often = self.asked(survey, "scale", "您满意吗？", "很不满意", "很满意", asked_if=park.pk, if_options=[1, 2])
        why = self.asked(
            survey, "several", "为什么没去？", "太远", "没灯", has_other=True, most=2, asked_if=park.pk, if_options=[3]
        )
        age = self.asked(survey, "number", "您的年龄？", is_required=False)
        return [park, often, why, age, self.asked(survey, "text", "还想说什么？", is_required=False)]

    def opened(self, **more: Any) -> Survey:
        survey = self.drafted(**more)
        self.usual(survey)
        return actions.open_survey(self.cast.worker, survey, now=self.now)

    def sheet(
        self, survey: Survey, park: int = 1, *, content: int = 4, text: str = "", age: int | None = None, **more: Any
    ) -> Sheet:
        """A sheet that lies on the path: by what is chosen at the park."""
        keys = [question.pk for question in survey.questions.all()]
        answers = {keys[PARK]: Value((park,)), keys[AGE]: Value(number=age), keys[WISH]: Value(text=text)}
        answers |= {keys[WHY]: Value((1, 3), text="有狗")} if park == 3 else {keys[OFTEN]: Value((content,))}
        return Sheet(answers, **more)

    def answer(self, survey: Survey, *args: Any, by: Any = None, **more: Any) -> None:
        actions.answer_survey(by or self.cast.anyone, survey, self.sheet(survey, *args, **more), now=self.now)

    def answered(self, **more: Any) -> Survey:
        """Open, with 36 answers: 20 often, 10 sometimes, 6 never; three wrote something."""
        survey = self.opened(**more)
        for place in range(36):
            park = 1 if place < 20 else 2 if place < 30 else 3
            text = f"演示：多放长椅 {place}" if place % 12 == 0 else ""
            self.answer(survey, park, content=place % 5 + 1, age=20 + place, text=text, **self.signed(survey, place))
        return survey

    def signed(self, survey: Survey, place: int) -> dict[str, str]:
        return {} if survey.is_anonymous else {"name": f"演示{place}", "home": "3栋801"}

    def closed(self, **more: Any) -> Survey:
        return actions.close_survey(self.cast.worker, self.answered(**more), now=self.now)

    def found(self, survey: Survey, text: str = "演示：六位没去过的人都说太远。") -> Finding:
        questions = [survey.questions.first().pk]
        return actions.write_finding(self.cast.worker, survey, text=text, questions=questions, now=self.now)

    def published(self, **more: Any) -> Survey:
        survey = self.closed(**more)
        first, second = [question.pk for question in survey.questions.all()][:2]
        return actions.publish_results(self.cast.chair, survey, crosses=[(first, second)], now=self.now)


@pytest.fixture
def asking(cast, now) -> Asking:
    return Asking(cast, now)
