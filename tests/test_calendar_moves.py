"""A day that is counted in working days follows the calendar in every room, and what was promised first stays what figures count by."""

from datetime import date, datetime, timedelta

import pytest

from linli.base.actors import HOUSE
from linli.base.working_time import CHINA
from linli.facts.models import Fact
from linli.intake.tests.given import submitted
from linli.notices.due import DUE
from linli.notices.models import Said
from linli.notices.reminding import say_due
from linli.places.actions.tree import set_calendar_day, unset_calendar_day
from linli.places.queries import forget_calendars
from linli.places.registries import CALENDAR_CHANGED
from linli.publication import actions as publication
from linli.publication.tests.conftest import Way

DAY = timedelta(days=1)
CLOSED = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def read_anew():
    """The calendar is kept in memory for seconds, and a test's rows are gone sooner."""
    forget_calendars()
    yield
    forget_calendars()


def asked(cast, now):
    return publication.ask(cast.resident, Way(cast, now).posted(), text="什么时候装？", now=now), "due_date"


def applied(cast, now):
    return submitted(cast, now), "decide_due_date"


def free(cast, now, day=CLOSED, division=None):
    set_calendar_day(
        cast.administrator, day=day, is_working=False, name="台风", source="停工令", division=division, now=now
    )


@pytest.mark.once
def test_every_room_that_counts_in_working_days_follows_the_calendar():
    assert set(CALENDAR_CHANGED) == {"casework", "publication", "intake"}


@pytest.mark.parametrize("make", [asked, applied])
@pytest.mark.parametrize(("where", "moves"), [(None, True), ("here", True), ("there", False)])
def test_a_closed_day_moves_what_runs_over_it_where_it_is_set(cast, now, make, where, moves):
    row, name = make(cast, now)
    before = getattr(row, name)
    free(cast, now, division=getattr(cast, where).division if where else None)
    row.refresh_from_db()
    assert getattr(row, name) == before + moves * DAY
    if moves:
        unset_calendar_day(
            cast.administrator, day=CLOSED, division=getattr(cast, where).division if where else None, now=now
        )
        row.refresh_from_db()
        assert getattr(row, name) == before


@pytest.mark.parametrize("make", [asked, applied])
@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2027, 2, 1)])
def test_days_outside_move_nothing(cast, now, make, day):
    row, name = make(cast, now)
    before = getattr(row, name)
    free(cast, now, day)
    row.refresh_from_db()
    assert getattr(row, name) == before


def test_the_last_day_itself_moves_the_question_and_figures_count_by_the_first(cast, now):
    question, _name = asked(cast, now)
    first = question.due_date
    free(cast, now, first)
    question.refresh_from_db()
    assert (question.due_date, question.first_due_date) == (first + DAY, first)
    publication.answer(
        cast.worker, question, text="下周", now=datetime(first.year, first.month, first.day, 9, tzinfo=CHINA) + DAY
    )
    assert Fact.objects.get(kind="publication.question.answered").attributes["in_time"] is False


def test_what_was_answered_keeps_the_day_it_had(cast, now):
    question, _name = asked(cast, now)
    publication.answer(cast.worker, question, text="下周", now=now)
    free(cast, now)
    question.refresh_from_db()
    assert question.first_due_date is None


def test_a_moved_day_is_reminded_of_anew(cast, now):
    question, _name = asked(cast, now)
    at = datetime(question.due_date.year, question.due_date.month, question.due_date.day, 9, tzinfo=CHINA)
    say_due(HOUSE, DUE["publication.question.due"], now=at)
    free(cast, at, question.due_date)
    say_due(HOUSE, DUE["publication.question.due"], now=at + DAY)
    assert Said.objects.filter(person=cast.keys["worker"], occasion__endswith=" day").count() == 2
