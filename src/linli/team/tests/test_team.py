"""Posts and people: one person to a post at a time, and the hours of a week as one reckons them by hand."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, NotYours, Refused
from linli.places.actions.tree import confirm_figure
from linli.team.actions import close_post, leave_post, note_absence, open_post, take_up_post
from linli.team.models import Absence, Handover, Holding, Post
from linli.team.queries import hours, standard

WEEK = date(2026, 11, 30)  # a Monday with five working days
NATIONAL_DAY = date(2026, 9, 28)  # Thursday and Friday of this week are free


def post(cast, now, **more) -> Post:
    given_ = {"name": "社区工作者岗", "kind": "worker", "minutes_a_week": 2400, "from_date": date(2026, 1, 1)} | more
    return open_post(cast.chair, cast.here, now=now, **given_)


def test_hours_of_a_week_are_those_of_the_posts_that_are_held(cast, now):
    take_up_post(cast.chair, post(cast, now), cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    post(cast, now, name="空岗")
    assert hours([cast.here, cast.there], [WEEK]) == {(cast.here.pk, WEEK): 2400}


def test_holidays_days_away_and_beginnings_in_mid_week_are_taken_off(cast, now):
    take_up_post(cast.chair, post(cast, now), cast.keys["worker"], from_date=date(2026, 12, 2), now=now)
    part = post(cast, now, name="兼职", kind="part_time", minutes_a_week=600)
    take_up_post(cast.chair, part, cast.keys["volunteer"], from_date=date(2026, 1, 1), now=now)
    note_absence(
        cast.chair, cast.here, cast.keys["volunteer"], from_date=date(2026, 12, 4), to_date=date(2026, 12, 8), now=now
    )
    got = hours([cast.here], [NATIONAL_DAY, WEEK, WEEK + timedelta(days=7)])
    assert got[cast.here.pk, NATIONAL_DAY] == 600 * 3 // 5
    assert got[cast.here.pk, WEEK] == 2400 * 3 // 5 + 600 * 4 // 5
    assert got[cast.here.pk, WEEK + timedelta(days=7)] == 2400 + 600 * 4 // 5


def test_hours_cost_the_same_for_one_community_and_for_many(cast, now, django_assert_num_queries):
    take_up_post(cast.chair, post(cast, now), cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    with django_assert_num_queries(4):
        hours([cast.here, cast.there], [WEEK + timedelta(days=7 * n) for n in range(12)])


def test_a_post_is_held_by_one_person_at_a_time(cast, now):
    held = take_up_post(cast.chair, post(cast, now), cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    with pytest.raises(Refused):
        take_up_post(cast.chair, held.post, cast.keys["mediator"], from_date=date(2026, 6, 1), now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(post=held.post, person_id=cast.keys["mediator"], from_date=date(2026, 6, 1))
    leave_post(cast.chair, held, on=date(2026, 6, 1), now=now)
    take_up_post(cast.chair, held.post, cast.keys["mediator"], from_date=date(2026, 6, 1), now=now)
    with pytest.raises(Refused):
        leave_post(cast.chair, held, on=date(2026, 7, 1), now=now)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8)


@given(SPANS)
def test_no_two_hold_a_post_on_one_day(cast, now, spans):
    Handover.objects.all().delete()
    Holding.objects.all().delete()
    Post.objects.all().delete()
    one = post(cast, now)
    for first, length in spans:
        begin = date(2026, 1, 1) + timedelta(days=first)
        try:
            held = take_up_post(cast.chair, one, cast.keys["worker"], from_date=begin, now=now)
        except Refused:
            continue
        leave_post(cast.chair, held, on=begin + timedelta(days=length), now=now)
    taken = sorted(one.holdings.values_list("from_date", "to_date"))
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(taken))


def test_a_post_ends_once_nobody_holds_it(cast, now):
    held = take_up_post(cast.chair, post(cast, now), cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    with pytest.raises(Refused):
        close_post(cast.chair, held.post, on=date(2026, 12, 1), now=now)
    leave_post(cast.chair, held, on=date(2026, 12, 1), now=now)
    close_post(cast.chair, held.post, on=date(2026, 12, 1), now=now)
    with pytest.raises(Invalid):
        take_up_post(cast.chair, held.post, cast.keys["worker"], from_date=date(2026, 12, 5), now=now)


@pytest.mark.parametrize("who", ["worker", "resident", "street_officer", "coordinator", "auditor", "administrator"])
def test_only_the_chair_keeps_the_posts(cast, now, who):
    with pytest.raises(NotYours):
        open_post(getattr(cast, who), cast.here, name="x", kind="worker", minutes_a_week=60, from_date=WEEK, now=now)


def test_being_away_has_days_and_no_reason(cast, now):
    take_up_post(cast.chair, post(cast, now), cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    note_absence(cast.worker, cast.here, cast.keys["worker"], from_date=WEEK, to_date=WEEK + timedelta(days=1), now=now)
    with pytest.raises(NotYours):
        note_absence(
            cast.mediator, cast.here, cast.keys["worker"], from_date=WEEK, to_date=WEEK + timedelta(days=1), now=now
        )
    with pytest.raises(Invalid):
        note_absence(cast.chair, cast.here, cast.keys["worker"], from_date=WEEK, to_date=WEEK, now=now)
    assert {f.name for f in Absence._meta.get_fields()} == {"id", "community", "person", "from_date", "to_date"}


def test_the_plans_figure_is_reckoned_from_who_lives_here_and_says_when_nobody_knows(cast, now):
    take_up_post(cast.chair, post(cast, now), cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    assert standard(cast.here, on=now.date()).wanted is None
    confirm_figure(HOUSE, cast.here, kind="living", value=5000, as_of=now.date(), confirmed_by="派出所", now=now)
    found = standard(cast.here, on=now.date())
    assert (found.there, found.wanted) == (1, 9.0)
