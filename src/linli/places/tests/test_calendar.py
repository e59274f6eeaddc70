"""The official calendar: set, unset, local days, provisional years."""

from datetime import date

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, NotYours
from linli.places.actions.tree import set_calendar_day, unset_calendar_day
from linli.places.models import CalendarDay
from linli.places.queries import calendar_for, calendar_scopes, year_of_days

DAY = date(2026, 11, 25)  # a Wednesday


def working(community, day=DAY):
    return calendar_for(community, year_from=day.year, year_to=day.year).is_working(day)


def set_day(by, now, **more):
    return set_calendar_day(
        by, **{"day": DAY, "is_working": False, "name": "停电", "source": "街道通知", "now": now} | more
    )


def test_a_day_set_for_the_street_holds_in_its_communities_and_is_unset_again(cast, now):
    set_day(cast.administrator, now, division=cast.street)
    assert not working(cast.here)
    unset_calendar_day(cast.administrator, day=DAY, division=cast.street, now=now)
    assert working(cast.here)
    with pytest.raises(Missing):
        unset_calendar_day(cast.administrator, day=DAY, division=cast.street, now=now)


def test_a_local_day_overrules_the_national_one(cast, now):
    set_day(HOUSE, now)
    set_day(HOUSE, now, division=cast.here.division, is_working=True)
    assert working(cast.here)
    assert not working(cast.there)


def test_only_administrators_set_days_and_they_say_by_which_notice(cast, now):
    with pytest.raises(NotYours):
        set_day(cast.chair, now, division=cast.here.division)
    with pytest.raises(NotYours):
        unset_calendar_day(cast.chair, day=date(2026, 10, 1), now=now)
    with pytest.raises(Invalid):
        set_day(cast.administrator, now, source=" ")


def test_setting_a_day_twice_is_one_row(cast, now):
    set_day(HOUSE, now)
    set_day(HOUSE, now, name="改名")
    assert CalendarDay.objects.get(day=DAY).name == "改名"


def test_the_year_shows_every_day_once_in_weeks_from_monday(cast):
    year = year_of_days(cast.here, 2026)
    days = [d for month in year.months for week in month.weeks for d in week if d]
    assert (len(days), len({d.day for d in days}), len(year.months)) == (365, 365, 12)
    assert all(d.day.weekday() == at for m in year.months for w in m.weeks for at, d in enumerate(w) if d)
    national_day = next(d for d in year.set_days if d.day == date(2026, 10, 1))
    assert (national_day.is_working, national_day.is_odd) == (False, True)
    assert [str(h[0]) for h in year.hours] == ["08:30", "14:00"]


def test_a_year_without_its_notice_is_provisional_and_one_without_days_unknown(cast):
    official, guessed, unknown = (year_of_days(cast.here, y) for y in (2026, 2028, 2031))
    assert (official.is_known, official.is_provisional) == (True, False)
    assert (guessed.is_known, guessed.is_provisional) == (True, True)
    assert (unknown.is_known, unknown.is_provisional) == (False, True)


def test_the_nearest_row_is_the_one_that_is_shown(cast, now):
    set_day(HOUSE, now)
    set_day(HOUSE, now, division=cast.street, name="街道停电")
    shown = next(d for d in year_of_days(cast.here, 2026).set_days if d.day == DAY)
    assert (shown.name, shown.place_key) == ("街道停电", str(cast.street.pk))
    assert next(d for d in year_of_days(None, 2026).set_days if d.day == DAY).name == "停电"


def test_scopes_are_those_that_the_administrator_keeps(cast):
    assert [d.level for d in calendar_scopes(cast.administrator, cast.here)] == [
        "province",
        "city",
        "county",
        "street",
        "community",
    ]
    assert calendar_scopes(cast.chair, cast.here) == []
    assert calendar_scopes(cast.administrator, None) == []
