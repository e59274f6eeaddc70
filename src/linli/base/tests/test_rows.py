"""The one door to a row: what is asked, in which order, and who waits for whom."""

import re
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from tests.races import at_once, needs_postgresql

from linli.base.actors import ANYONE
from linli.base.errors import ChangedMeanwhile, Missing, NotYours, Refused
from linli.base.rows import all_held, as_seen, find_held, held, open_row
from linli.meetings.actions import draft_meeting
from linli.meetings.models import Meeting
from linli.meetings.permissions import hold_meetings, run_meeting, see_meeting

PACKAGE = Path(__file__).parents[2]
State = Meeting.State


@pytest.fixture
def meeting(cast, now):
    return draft_meeting(
        cast.worker,
        cast.here,
        kind="residents",
        counts="person",
        title="演示会议",
        place="活动室",
        starts_at=now + timedelta(days=11),
        head="主任",
        keeper="社工",
        agenda=["一件事"],
        now=now,
    )


def test_nobody_else_locks_a_row():
    files = [path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts and path.name != "rows.py"]
    assert [path.name for path in files if "select_for_update" in path.read_text(encoding="utf-8")] == []


def test_who_lacks_the_right_hears_nothing_of_the_state(cast, meeting):
    with pytest.raises(NotYours):
        open_row(cast.resident, Meeting, meeting.pk, State.OPEN, right=run_meeting)


def test_who_may_not_see_it_hears_the_same_as_of_what_is_gone(cast, meeting):
    with pytest.raises(Missing) as hidden:
        open_row(ANYONE, Meeting, meeting.pk, State.OPEN, see=see_meeting, right=run_meeting)
    with pytest.raises(Missing) as gone:
        open_row(cast.worker, Meeting, meeting.pk + 1, State.OPEN, see=see_meeting, right=run_meeting)
    assert str(hidden.value) == str(gone.value)


def test_a_wrong_step_is_named(cast, meeting):
    with pytest.raises(Refused, match="筹备中"):
        open_row(cast.worker, Meeting, meeting.pk, State.OPEN, State.CLOSED, right=run_meeting)
    assert open_row(cast.worker, Meeting, meeting.pk, State.OPEN, State.DRAFT, right=run_meeting) == meeting


def test_a_right_may_be_over_what_the_row_lies_in(cast, meeting):
    assert open_row(cast.worker, Meeting, meeting.pk, right=hold_meetings, of="community") == meeting
    with pytest.raises(NotYours):
        open_row(cast.resident, Meeting, meeting.pk, right=hold_meetings, of="community")


def test_what_is_newer_than_seen_is_not_changed():
    row = SimpleNamespace(version=3)
    as_seen(row, 3)
    as_seen(row, None)
    with pytest.raises(ChangedMeanwhile):
        as_seen(row, 2)


def test_rows_are_locked_by_their_keys_and_one_of_none_is_none(cast, meeting):
    assert all_held(Meeting.objects.order_by("-pk")) == [meeting]
    assert all_held(Meeting.objects.none()) == []
    assert find_held(Meeting.objects.filter(title="nichts")) is None


@needs_postgresql
def test_two_who_hold_the_same_rows_never_wait_in_a_ring(transactional_db, real_cast):
    keys = [real_cast.here.pk, real_cast.there.pk]

    def hold(place: int) -> None:
        with transaction.atomic():
            all_held(type(real_cast.here).objects.filter(pk__in=keys).order_by("pk" if place % 2 else "-pk"))

    assert at_once(8, hold) == ["done"] * 8


@needs_postgresql
def test_who_waits_too_long_hears_that_somebody_is_at_it(transactional_db, real_cast):
    def hold(place: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
            time.sleep(place * 0.1)
            held(type(real_cast.here), real_cast.here.pk)
            time.sleep(0.6 if not place else 0)

    assert sorted(at_once(2, hold)) == ["Refused", "done"]


def test_the_house_waits_ten_seconds_for_a_lock_on_postgresql():
    settings = (PACKAGE / "config" / "settings.py").read_text(encoding="utf-8")
    assert re.search(r"lock_timeout=10s", settings)
