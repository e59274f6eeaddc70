"""A ballot of the home community, as far as a test needs it: who may vote, what the slips are, who chose what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from linli.ballots.actions import (
    build_roll,
    cast_ballot,
    close_ballot,
    draft_ballot,
    mark_for_paper,
    open_ballot,
    open_box,
    post_roll,
    print_papers,
    read_paper,
    set_options,
)
from linli.ballots.codes import LETTER
from linli.ballots.models import Ballot, RollEntry
from linli.base.actors import ANYONE
from linli.records.actions import add_resident

POSTED, VOTING = timedelta(days=20), timedelta(days=3)
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
VOTERS = 12


def name_of(place: int) -> str:
    return f"演示{STEMS[place]}"


@dataclass
class Steps:
    """The way of a ballot: drafted twenty days ago, open now, over in three days."""

    cast: SimpleNamespace
    now: datetime

    def people(self, number: int = VOTERS) -> None:
        """So many grown residents, two to a home, and a child."""
        for place in range(number):
            self.resident(
                name_of(place), home=f"{place // 2 + 1}号101", relation="head" if place % 2 == 0 else "spouse"
            )
        self.resident("演示小孩", home="1号101", birth_date="2019-05-04")

    def resident(self, name: str, *, home: str, birth_date: str = "1980-05-04", relation: str = "child"):
        values = {"name": name, "birth_date": birth_date, "relation": relation}
        return add_resident(self.cast.worker, self.cast.here, values=values, address=home, now=self.now - POSTED)

    def counted(self, ballot: Ballot, slips: tuple[str, ...]) -> Ballot:
        return open_box(self.cast.chair, self.closed(ballot), slips, now=self.now + VOTING)

    def on_paper(self, ballot: Ballot, *choices: tuple[str, ...], areas: Sequence[int | None] = ()) -> None:
        """The first voters get papers, throw them in, and after the end both readers read them."""
        blanks = print_papers(self.cast.worker, ballot, len(choices), now=self.now)
        for entry, _choice in zip(ballot.roll.filter(channel=""), choices, strict=False):
            mark_for_paper(self.cast.worker, entry, way="paper", now=self.now)
        ballot = self.closed(ballot)
        for place, (blank, choice) in enumerate(zip(blanks, choices, strict=True)):
            area = areas[place] if areas else None
            for by in (self.cast.worker, self.cast.chair):
                read_paper(by, ballot, blank.code, choice, area=area, now=self.now + VOTING)

    def drafted(self, *, kind: str = "most", votes_by: str = "person", options=("甲", "乙", "丙"), **more) -> Ballot:
        before = self.now - POSTED
        ballot = draft_ballot(
            self.cast.worker,
            self.cast.here,
            question="演示：先修哪一处？",
            kind=kind,
            votes_by=votes_by,
            now=before,
            **more,
        )
        if kind != "yes_no":
            set_options(self.cast.worker, ballot, options, now=before)
        build_roll(self.cast.worker, ballot, now=before)
        return ballot

    def posted(self, **more) -> Ballot:
        return post_roll(self.cast.chair, self.drafted(**more), now=self.now - POSTED)

    def opened(self, **more) -> tuple[Ballot, tuple[str, ...]]:
        found = open_ballot(self.cast.chair, self.posted(**more), closes_at=self.now + VOTING, now=self.now)
        return found.ballot, found.slips

    def vote(self, entry: RollEntry, *choice: str) -> str:
        return cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, choice, now=self.now)

    def closed(self, ballot: Ballot) -> Ballot:
        return close_ballot(self.cast.worker, ballot, now=self.now + VOTING)


@pytest.fixture
def steps(cast, now) -> Steps:
    return Steps(cast, now)
