"""A survey opens, goes on for longer, is closed; slips with codes are made for it."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.facts.actions import record

from .. import facts
from ..models import Code, Survey
from ..permissions import run_survey
from ..queries.surveys import problems_of
from .ending import ended

MOST_CODES = 5000
State = Survey.State


@action
def open_survey(by: Actor, survey: Survey, *, now: datetime) -> Survey:
    """Ask: from its first day on whoever is asked can answer. Its questions are fixed, and so is the day on which answers are deleted (个人信息保护法 19).

    Safe by the lock on the survey. Refused without a question, where one could not be reached, or where the last day is past.
    """
    survey = open_row(by, Survey, survey.pk, State.DRAFT, right=run_survey)
    asked = list(survey.questions.all())
    if not asked:
        raise Refused(_("A survey needs a question."))
    if problems_of(asked):
        raise Refused(_("A question cannot be reached: look at after which answers it is asked."))
    if survey.to_date < localdate(now):
        raise Refused(_("The last day is past: choose another."))
    days = int(rule("surveys.raw_days", on=localdate(now)).value)
    survey.state, survey.opened_at, survey.raw_until = State.OPEN, now, survey.to_date + timedelta(days=days)
    survey.save()
    length = (survey.to_date - survey.from_date).days + 1
    record(
        by,
        facts.OPENED.key,
        survey,
        now=now,
        community_id=survey.community_id,
        value=length,
        is_anonymous=survey.is_anonymous,
        way=survey.way,
    )
    return survey


@action
def extend_survey(by: Actor, survey: Survey, *, to_date: date, now: datetime) -> Survey:
    """A later last day. When answers are deleted stays as promised. Safe by the lock on the survey. Invalid for an earlier day or a much later one."""
    survey = open_row(by, Survey, survey.pk, State.OPEN, right=run_survey)
    longest = timedelta(days=int(rule("surveys.longest_days", on=localdate(now)).value))
    latest = min(survey.from_date + longest, survey.raw_until or to_date)
    if not max(survey.to_date, localdate(now)) <= to_date <= latest:
        raise Invalid(
            _("Not before its last day until now, nor past, and not after %(day)s.") % {"day": latest.isoformat()},
            field="to_date",
        )
    survey.to_date = to_date
    survey.save(update_fields=["to_date"])
    return survey


@action
def print_codes(by: Actor, survey: Survey, number: int, *, now: datetime) -> list[int]:
    """New slips, each with a code worth one answer; who is given which, nobody writes down. Returns their keys. Safe by the lock on the survey."""
    del now
    survey = open_row(by, Survey, survey.pk, State.DRAFT, State.OPEN, right=run_survey)
    if survey.way != Survey.Way.CODES:
        raise Refused(_("Everybody answers this survey without a code."))
    if not 1 <= number <= MOST_CODES - survey.codes.count():
        raise Invalid(_("At most %(most)d codes for one survey.") % {"most": MOST_CODES}, field="number")
    return [code.pk for code in Code.objects.bulk_create(Code(survey=survey) for _slip in range(number))]


@action
def close_survey(by: Actor, survey: Survey, *, now: datetime) -> Survey:
    """Nobody answers any more, and no paper is entered; how many answered in which way is counted. Safe by the lock on the survey.

    Who answers while it closes is in, or is told that it is over.
    """
    survey = open_row(by, Survey, survey.pk, State.OPEN, right=run_survey)
    return ended(by, survey, now=now)
