"""One thing of every kind that can be owed, set up by the rooms' own actions: how it is called in what was said, and its day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from linli.budgets.tests.conftest import Way as RoundWay
from linli.casework.actions.receiving import report_case
from linli.deliberation import actions as deliberation
from linli.deliberation.tests.conftest import Way as TopicWay
from linli.funds.tests.conftest import a_line
from linli.intake.tests.given import submitted
from linli.meetings.tests.conftest import Way as MeetingWay
from linli.publication import actions as publication
from linli.publication.tests.conftest import Way as PublicationWay
from linli.surveys import actions as surveys
from linli.surveys.tests.conftest import Asking
from linli.team.actions import leave_post, open_post, take_up_post

DAY = timedelta(days=1)
Made = tuple[str, date]


def _affair(cast: Any, now: datetime) -> Made:
    PublicationWay(cast, now).posted()
    return f"places.community:{cast.here.pk}:decisions", date(2027, 1, 30)


def _question(cast: Any, now: datetime) -> Made:
    made = publication.ask(cast.resident, PublicationWay(cast, now).posted(), text="什么时候装？", now=now)
    return f"publication.question:{made.pk}", made.due_date


def _complained(cast: Any, now: datetime) -> Any:
    return publication.complain(cast.resident, cast.here, about="missing", kind="money", text="没有公布", now=now)


def _ruling(cast: Any, now: datetime) -> Made:
    made = _complained(cast, now)
    return f"publication.complaint:{made.pk}", made.due_date


def _correction(cast: Any, now: datetime) -> Made:
    made, day = _complained(cast, now), now.date() + 9 * DAY
    publication.rule_on(cast.street_officer, made, is_right=True, ruling="确实没有", correct_by_date=day, now=now)
    return f"publication.complaint:{made.pk}", day


def _step(cast: Any, now: datetime) -> Made:
    step = MeetingWay(cast, now).closed().steps.get()
    return f"meetings.nextstep:{step.pk}", step.due_date


def _demand(cast: Any, now: datetime) -> Made:
    made = MeetingWay(cast, now).demanded()
    return f"meetings.demand:{made.pk}", made.call_due_date


def _not_held(cast: Any, now: datetime) -> Made:
    way = MeetingWay(cast, now)
    return f"meetings.meeting:{way.called().pk}", way.day.date()


def _assembly(cast: Any, now: datetime) -> Made:
    MeetingWay(cast, now).draft()
    return f"places.community:{cast.here.pk}", date(2026, 12, 21)  # ten days before the end of the half-year


def _survey(cast: Any, now: datetime) -> Made:
    made = Asking(cast, now).opened()
    return f"surveys.survey:{made.pk}", made.to_date


def _results(cast: Any, now: datetime) -> Made:
    made = Asking(cast, now).answered()
    surveys.close_survey(cast.worker, made, now=now + 15 * DAY)
    return f"surveys.survey:{made.pk}", now.date() + 45 * DAY


def _costing(cast: Any, now: datetime) -> Made:
    way = RoundWay(cast, now)
    found = way.opened()
    way.raised(found)
    return f"budgets.round:{found.pk}", found.costing_to_date


def _project(cast: Any, now: datetime) -> Made:
    one = RoundWay(cast, now).decided().projects.first()
    return f"budgets.project:{one.pk}", one.due_date


def _answer(cast: Any, now: datetime) -> Made:
    deliberation.set_support_needed(cast.chair, cast.here, persons=1, now=now)
    made = TopicWay(cast, now).raised()
    return f"deliberation.topic:{made.pk}", made.answer_due_date


def _topic_step(cast: Any, now: datetime) -> Made:
    step = TopicWay(cast, now).decided("安装").steps.get()
    return f"deliberation.step:{step.pk}", step.due_date


def _decision(cast: Any, now: datetime) -> Made:
    made = submitted(cast, now)
    return f"intake.application:{made.pk}", made.decide_due_date


def _promise(cast: Any, now: datetime) -> Made:
    line = a_line(cast, now, promised_fen=1000, promised_date=now.date() + 9 * DAY)
    return f"funds.promise:{line.promises.get().pk}", now.date() + 9 * DAY


def _handover(cast: Any, now: datetime) -> Made:
    post = open_post(
        cast.chair, cast.here, name="社工", kind="worker", minutes_a_week=2400, from_date=date(2026, 1, 1), now=now
    )
    held = take_up_post(cast.chair, post, cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    made = leave_post(cast.chair, held, on=now.date(), now=now).handover
    return f"team.handover:{made.pk}", made.due_date


def _clock(cast: Any, now: datetime) -> Made:
    made = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    return f"casework.case:{made.pk}", made.next_due_at


OWING: dict[str, Callable[[Any, datetime], Made]] = {
    "publication.due": _affair,
    "publication.question.due": _question,
    "publication.ruling.due": _ruling,
    "publication.put_right.due": _correction,
    "meetings.step.due": _step,
    "meetings.call.due": _demand,
    "meetings.meeting.not_held": _not_held,
    "meetings.assembly.due": _assembly,
    "surveys.survey.ends": _survey,
    "surveys.results.due": _results,
    "budgets.costing.due": _costing,
    "budgets.project.due": _project,
    "deliberation.answer.due": _answer,
    "deliberation.step.due": _topic_step,
    "intake.warned": _decision,
    "funds.promise.overdue": _promise,
    "team.handover.late": _handover,
    "casework.case.warned": _clock,
}
ONLY_LATE = {"meetings.meeting.not_held", "funds.promise.overdue"}
"""What cannot be done, or has not failed, before its day is over."""
