"""An election of the home community whose roll is posted: twenty-four may vote, two seats, a place held for a woman."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from linli.ballots.actions import (
    add_to_roll,
    close_ballot,
    mark_for_paper,
    open_ballot,
    open_box,
    post_roll,
    print_papers,
    read_paper,
)
from linli.ballots.models import Ballot
from linli.elections.actions import ask_nominee, call_election, join_committee, list_candidates, nominate
from linli.elections.models import Election, Nominee

POSTED, VOTING = timedelta(days=20), timedelta(days=1)
VOTERS = 24
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木"
TEN = range(11, 21)


@dataclass
class Way:
    """The way of an election: called and posted twenty days ago."""

    cast: SimpleNamespace
    now: datetime

    def called(self, **more) -> Election:
        given = {
            "kind": "full",
            "title": "演示：居委会换届选举",
            "post": "副主任",
            "votes_by": "person",
            "seats": 2,
            "women": 1,
        } | more
        then = self.now - POSTED
        election = call_election(self.cast.chair, self.cast.here, now=then, **given)
        for sign in SIGNS:
            add_to_roll(self.cast.worker, election.ballot, name=f"演示{sign}", home="1号101", now=then)
        return election

    def posted(self, **more) -> Election:
        election = self.called(**more)
        post_roll(self.cast.chair, election.ballot, now=self.now - POSTED)
        return Election.objects.get(pk=election.pk)

    def named(self, election: Election, number: int, *, is_woman: bool = False, backers=()) -> Nominee:
        nominee = nominate(
            self.cast.worker, election, number=number, is_woman=is_woman, backers=list(backers), now=self.now
        )
        return ask_nominee(self.cast.worker, nominee, has_agreed=True, now=self.now)

    def listed(self, **more) -> Election:
        election = self.posted(**more)
        join_committee(self.cast.chair, election, name="演示委员", is_head=True, now=self.now)
        for number, is_woman in ((1, False), (2, True), (3, False), (4, True)):
            self.named(election, number, is_woman=is_woman)
        return list_candidates(self.cast.chair, election, is_free_of_relatives=True, now=self.now)

    def voted(self, ballot: Ballot, *choices: tuple[str, ...], at: datetime | None = None) -> Ballot:
        """Opened, voted on paper by the first of the roll, read twice, counted."""
        now = at or self.now
        opened = open_ballot(self.cast.chair, ballot, closes_at=now + VOTING, now=now)
        blanks = print_papers(self.cast.worker, opened.ballot, len(choices), now=now)
        for entry in opened.ballot.roll.all()[: len(choices)]:
            mark_for_paper(self.cast.worker, entry, way="paper", now=now)
        over = now + VOTING
        closed = close_ballot(self.cast.worker, opened.ballot, now=over)
        for blank, choice in zip(blanks, choices, strict=True):
            for by in (self.cast.worker, self.cast.chair):
                read_paper(by, closed, blank.code, choice, now=over)
        return open_box(self.cast.chair, closed, opened.slips, now=over)


@pytest.fixture
def way(cast, now) -> Way:
    return Way(cast, now)
