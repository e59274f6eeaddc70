"""The legal act decides the thresholds: at the boundary of each, and on the public page before, during and after the vote."""

import re

import pytest

from linli.ballots.actions import (
    Listed,
    Standing,
    add_to_roll,
    close_ballot,
    draft_ballot,
    open_ballot,
    open_box,
    post_roll,
    set_candidates,
    set_options,
    set_projects,
    write_roll,
)
from linli.ballots.counting.counted import Cast, Opening, Option, Roll, result_of, threshold
from linli.ballots.models import Ballot
from linli.ballots.queries.pages import counts_of
from linli.ballots.queries.results import checks_of
from linli.ballots.rules import keys_of_act, rule_of
from linli.base.rules import OURS, rule

from .conftest import POSTED, VOTING

RECALL = {"kind": "yes_no", "is_statutory": True}
BOUNDS = [
    ({"kind": "yes_no"}, "quorum", 30, 16),
    ({"kind": "yes_no"}, "majority", 30, 16),
    ({"kind": "yes_no"}, "quorum", 31, 16),
    ({"kind": "yes_no", "votes_by": "representative"}, "quorum", 30, 20),
    ({"kind": "yes_no", "votes_by": "representative"}, "majority", 30, 16),
    (RECALL, "quorum", 30, 16),
    (RECALL, "majority", 30, 16),
    (RECALL | {"votes_by": "household"}, "quorum", 30, 16),
    (RECALL | {"votes_by": "representative"}, "quorum", 30, 21),
    (RECALL | {"votes_by": "representative"}, "majority", 21, 11),
    ({"kind": "election"}, "turnout", 30, 16),
    ({"kind": "election"}, "support", 30, 16),
    ({"kind": "election"}, "contest", 2, 3),
    ({"kind": "election"}, "cover", 30, 30),
    ({"kind": "election", "votes_by": "representative"}, "turnout", 30, 21),
    ({"kind": "election", "after": {"valid": True}}, "support", 30, 10),
    ({"kind": "election", "after": {"valid": True}}, "contest", 2, 2),
    ({"kind": "election", "after": {"valid": False}}, "support", 30, 16),
    ({"kind": "election", "after": {"valid": True}}, "turnout", 30, 16),
    ({"kind": "owners", "votes_by": "owner", "matter": 4}, "turnout", 30, 20),
    ({"kind": "owners", "votes_by": "owner", "matter": 4}, "consent", 30, 16),
    ({"kind": "owners", "votes_by": "owner", "matter": 7}, "consent", 30, 23),
    ({"kind": "owners", "votes_by": "owner", "matter": 7}, "consent", 32, 24),
]


@pytest.mark.parametrize(("fields", "name", "whole", "least"), BOUNDS)
def test_one_less_is_too_few_and_the_very_number_is_enough(cast, now, fields, name, whole, least):
    given = {"votes_by": "person"} | fields
    if "after" in given:
        given["after"] = Ballot(kind="election", result=given["after"])
    data = rule_of(Ballot(community=cast.here, question="演示", **given), on=now.date())[name]
    asked = threshold(data)
    assert [asked.is_met(part, whole) for part in (least - 1, least, least + 1)] == [False, True, True]


@pytest.mark.parametrize(
    ("votes_by", "voted", "carried"),
    [("representative", 20, False), ("representative", 21, True), ("person", 15, False), ("person", 16, True)],
)
def test_a_recall_carries_by_article_20(cast, now, votes_by, voted, carried):
    ballot = Ballot(community=cast.here, question="演示：罢免", votes_by=votes_by, **RECALL)
    rule_fixed = rule_of(ballot, on=now.date())
    options = tuple(Option(key, key) for key in ("yes", "no", "abstain"))
    opening = Opening("yes_no", "演示：罢免", options, rule_fixed, "seed", Roll(30, "0" * 64))
    box = [Cast(f"R{number}", ("yes",)) for number in range(voted)]
    assert result_of(opening, box, voted)["carried"] is carried
    assert {rule_fixed[name]["article"] for name in ("quorum", "majority")} == {"第二十条"}


EVERY_KIND = [
    {"kind": "yes_no"},
    {"kind": "yes_no", "votes_by": "representative"},
    {"kind": "most"},
    {"kind": "runoff"},
    {"kind": "transferable"},
    RECALL,
    {"kind": "election"},
    {"kind": "owners", "votes_by": "owner", "matter": 4},
    {"kind": "owners", "votes_by": "owner", "matter": 6},
    {"kind": "equal_shares", "limit": 1000},
    {"kind": "greedy", "limit": 1000},
]


def with_paper(steps, fields) -> Ballot:
    """A posted ballot of this kind, with six on its roll and something to choose from."""
    by, then = steps.cast.chair, steps.now - POSTED
    ballot = draft_ballot(by, steps.cast.here, question="演示：表决", now=then, **({"votes_by": "person"} | fields))
    standing = [Standing(f"演示{sign}", cost=100 if ballot.is_budget else None) for sign in "甲乙丙"]
    writes = {"equal_shares": set_projects, "greedy": set_projects, "election": None, "yes_no": None, "owners": None}
    if write := writes.get(
        ballot.kind, lambda by, ballot, some, now: set_options(by, ballot, [one.label for one in some], now=now)
    ):
        write(by, ballot, standing, now=then)
    people = [Listed(f"演示{sign}", "1号", 5000 if ballot.kind == "owners" else None) for sign in "甲乙丙丁戊己"]
    if ballot.has_typed_roll:
        write_roll(by, ballot, people, now=then)
    else:
        for one in people:
            add_to_roll(by, ballot, name=one.name, now=then)
    post_roll(by, ballot, now=then)
    if ballot.kind == "election":
        set_candidates(by, ballot, standing, now=steps.now)
    return ballot


def laws_on(page: str) -> list[str]:
    """Every article that the public page names as one that decides."""
    return sorted(
        re.findall(r"中华人民共和国\S+ 第\S+?条|practice; no law says it", page.partition("How it is decided")[2])
    )


@pytest.mark.parametrize("fields", EVERY_KIND, ids=str)
def test_the_public_page_names_the_thresholds_of_the_act_and_no_others(steps, visit, fields):
    ballot, by = with_paper(steps, fields), steps.cast.chair
    expected = []
    for key in keys_of_act(ballot, on=steps.now.date()).values():
        found = rule(key, on=steps.now.date())
        words = "practice; no law says it" if found.source == OURS else f"{found.source} {found.article}"
        expected += [words] * (2 if ballot.kind == "owners" else 1)
    address = f"/ballots/{ballot.pk}/"
    assert laws_on(visit(None).get(address).content.decode()) == sorted(expected)
    opened = open_ballot(by, ballot, closes_at=steps.now + VOTING, now=steps.now)
    assert laws_on(visit(None).get(address).content.decode()) == sorted(expected)
    open_box(by, close_ballot(by, opened.ballot, now=steps.now + VOTING), opened.slips, now=steps.now + VOTING)
    assert laws_on(visit(None).get(address).content.decode()) == sorted(expected)


def test_given_out_thrown_in_and_valid_are_told_apart_and_the_figure_that_decided_stands_there(steps, visit):
    """Six of six are given papers, and three throw them in: more than half were given one, and too few took part."""
    ballot = with_paper(steps, {"kind": "election"})
    opened = open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now)
    steps.on_paper(opened.ballot, *[("o1",)] * 3)
    for entry in ballot.roll.filter(channel=""):
        entry.channel = "paper"
        entry.save()
    counted = open_box(steps.cast.chair, opened.ballot, opened.slips, now=steps.now + VOTING)
    counts = counts_of(counted)
    assert (counts.marked, counts.given_out, counts.in_box, counts.valid, counts.invalid, counts.not_thrown_in) == (
        6,
        6,
        3,
        3,
        0,
        3,
    )
    turnout = next(check for check in checks_of(counted, on=steps.now.date()) if check.what == "收回的选票，占名单人数")
    assert (turnout.part, turnout.whole, turnout.is_met) == ("3", "6", False)
    page = visit(None).get(f"/ballots/{ballot.pk}/").content.decode()
    assert "3 of 6" in page
    assert "3 papers that were given out were not thrown in" in page
    assert "6 of 6" not in page
    told = visit(None).get(f"/api/v1/ballots/{ballot.pk}").json()
    assert (told["voted"], told["given_out"], told["in_box"], told["valid"]) == (3, 6, 3, 3)


def test_a_paper_that_was_given_out_is_no_vote_on_the_desk(steps, visit):
    ballot = with_paper(steps, {"kind": "yes_no"})
    opened = open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now)
    assert opened.ballot.roll.update(channel="paper") == 6
    page = visit("worker").get(f"/desk/ballots/{ballot.pk}/").content.decode()
    assert "Papers given out" in page
    assert "6 of 6 voted" not in page
