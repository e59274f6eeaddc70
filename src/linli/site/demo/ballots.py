"""Ballots of the home community: one that was counted in spring, one that people vote in now, one whose roll is posted."""

from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from django.utils.timezone import localdate

from linli.ballots.actions import (
    build_roll,
    cast_ballot,
    close_ballot,
    draft_ballot,
    open_ballot,
    open_box,
    post_roll,
    set_options,
)
from linli.ballots.actions.opening import Opened
from linli.ballots.codes import LETTER
from linli.ballots.models import Ballot
from linli.base.actors import ANYONE

from .persons import Persons
from .places import Places

POSTED = timedelta(days=21)
WISHES = (("o2",), ("o2", "o1"), ("o1",), ("o2",), ("o3", "o2"), (), ("o1", "o3"))


def hold_ballots(places: Places, persons: Persons, *, now: datetime) -> None:
    """From the roll on everything as people would have done it; the codes of the open one stand in its letters."""
    _counted(places, persons, now - timedelta(days=60))
    _opened(
        places,
        persons,
        now - timedelta(days=2),
        question="四单元门口装不装雨棚？（演示）",
        kind="yes_no",
        votes_by="household",
        text="雨棚由专项维修资金支付，每户分摊约四十元。",
        ends=now + timedelta(days=5),
    )
    _posted(
        places,
        persons,
        now - timedelta(days=6),
        question="活动室周末开放到几点？（演示）",
        kind="runoff",
        votes_by="person",
        labels=("晚八点", "晚九点", "晚十点"),
    )


def _counted(places: Places, persons: Persons, then: datetime) -> None:
    labels = ("一街拐角装扶手", "二街换路灯", "三街铺平地砖")
    opened = _opened(
        places,
        persons,
        then,
        question="先修哪一处？（演示）",
        kind="most",
        votes_by="household",
        labels=labels,
        marks=2,
        ends=then + timedelta(days=7),
    )
    for entry, wish in zip(opened.ballot.roll.all()[:14], cycle(WISHES), strict=False):
        cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, wish, now=then + timedelta(days=1))
    over = then + timedelta(days=7)
    ballot = close_ballot(persons.actor("worker", over), opened.ballot, now=over)
    open_box(persons.actor("chair", over), ballot, opened.slips[:2], now=over)


def _opened(places: Places, persons: Persons, then: datetime, *, ends: datetime, **given: Any) -> Opened:
    ballot = _posted(places, persons, then - POSTED, **given)
    return open_ballot(persons.actor("chair", then), ballot, closes_at=ends, now=then)


def _posted(places: Places, persons: Persons, then: datetime, *, labels: tuple[str, ...] = (), **given: Any) -> Ballot:
    worker = persons.actor("worker", then)
    ballot = draft_ballot(worker, places.home, now=then, **given)
    if labels:
        set_options(worker, ballot, labels, now=then)
    build_roll(worker, ballot, voting_date=localdate(then + POSTED), now=then)
    return post_roll(worker, ballot, now=then)
