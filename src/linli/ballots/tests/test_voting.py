"""Voting and counting: once for each, nothing before the end, the box opens with two of three slips, anybody recounts."""

from datetime import timedelta

import pytest

from linli.ballots.actions import cast_ballot, close_ballot, close_due_ballots, open_box, send_code_anew
from linli.ballots.codes import LETTER, voting_code
from linli.ballots.models import BallotPaper, RollEntry, SealedBallot
from linli.ballots.queries.ballots import entry_by_code, published_file, turnout
from linli.base.actors import ANYONE, HOUSE
from linli.base.errors import Invalid, Missing, NotYours, Refused

from .conftest import VOTERS, VOTING


@pytest.fixture
def voting(steps):
    steps.people()
    return steps.opened()


def test_who_holds_the_code_votes_once(voting, steps):
    ballot, _slips = voting
    entry, _purpose = entry_by_code(voting_code(ballot.roll.first()).lower())
    receipt = steps.vote(entry, "o2")
    assert len(receipt.replace("-", "")) == 12
    with pytest.raises(Refused, match="已经"):
        steps.vote(entry, "o1")
    assert (turnout(ballot), SealedBallot.objects.count()) == ({"web": 1}, 1)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "{}",
        "{}-1-",
        "{}-1-AAAAA-AAAAA",
        "{}-999-AAAAA-AAAAA",
        "{}-x-AAAAA-AAAAA",
        "--",
        "１-２-字",
        "9" * 30 + "-1-A",
    ],
)
def test_a_wrong_code_opens_nothing(voting, code):
    with pytest.raises(Missing, match="打不开选票"):
        entry_by_code(code.format(voting[0].pk))


def test_a_code_opens_its_own_place_alone(voting, steps, now):
    first, second = voting[0].roll.all()[:2]
    with pytest.raises(Missing):
        cast_ballot(ANYONE.bearing(LETTER, first.pk), second, ["o1"], now=now)
    with pytest.raises(Missing):
        cast_ballot(steps.cast.worker, first, ["o1"], now=now)


def test_after_a_new_letter_the_old_code_is_worthless(voting, steps, now):
    ballot, _slips = voting
    entry = ballot.roll.first()
    lost = voting_code(entry)
    send_code_anew(steps.cast.worker, entry, now=now)
    with pytest.raises(Missing):
        entry_by_code(lost)
    with pytest.raises(Refused):
        steps.vote(entry, "o1")  # a page that was opened with the old letter
    found, _purpose = entry_by_code(voting_code(RollEntry.objects.get(pk=entry.pk)))
    steps.vote(found, "o1")
    with pytest.raises(Refused, match="已经投过票"):
        send_code_anew(steps.cast.worker, found, now=now)


@pytest.mark.parametrize("choice", [("o9",), ("o1", "o1"), ("o1", "o2", "o3"), ("yes",)])
def test_what_no_paper_allows_is_not_cast(steps, choice):
    steps.people(2)
    ballot, _slips = steps.opened(marks=2)
    with pytest.raises(Invalid):
        steps.vote(ballot.roll.first(), *choice)
    assert turnout(ballot) == {}


def test_before_the_end_it_does_not_close_and_after_it_nobody_votes(voting, steps, now):
    ballot, _slips = voting
    with pytest.raises(Refused, match="不能提前"):
        close_ballot(steps.cast.worker, ballot, now=now)
    with pytest.raises(Refused, match="已经结束"):
        cast_ballot(ANYONE.bearing(LETTER, ballot.roll.first().pk), ballot.roll.first(), ["o1"], now=now + VOTING)
    assert steps.closed(ballot).state == "closed"
    with pytest.raises(Refused, match="已经结束"):
        steps.vote(ballot.roll.first(), "o1")


def test_the_house_closes_what_is_due(voting, now):
    assert close_due_ballots(HOUSE, now=now) == 0
    assert close_due_ballots(HOUSE, now=now + VOTING) == 1
    with pytest.raises(NotYours):
        close_due_ballots(ANYONE, now=now)


@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (2, 0), (0, 1, 2)])
def test_any_two_slips_open_the_box(voting, steps, now, pair):
    ballot, slips = voting
    for entry, choice in zip(ballot.roll.all(), ["o1", "o2", "o2", "o3", "o2", "o1", "o2"], strict=False):
        steps.vote(entry, choice)
    found = open_box(steps.cast.chair, steps.closed(ballot), [slips[place] for place in pair], now=now + VOTING)
    assert found.result == {"winners": ["o2"], "votes": {"o1": 2, "o2": 4, "o3": 1}, "checks": {"quorum": True}}
    assert (SealedBallot.objects.count(), BallotPaper.objects.count()) == (0, 7)


def test_one_slip_or_a_wrong_one_opens_nothing(voting, steps, now):
    ballot, slips = voting
    steps.vote(ballot.roll.first(), "o1")
    with pytest.raises(Refused, match="现在还不能"):
        open_box(steps.cast.chair, ballot, slips, now=now)
    closed = steps.closed(ballot)
    for wrong in ([slips[0]], [], ["", " "], [slips[0], slips[0]], [slips[0], slips[1][:-1] + "*"]):
        with pytest.raises(Invalid):
            open_box(steps.cast.chair, closed, wrong, now=now + VOTING)
    assert not BallotPaper.objects.exists()


def test_a_ballot_that_somebody_put_into_the_database_is_noticed(voting, steps, now):
    ballot, slips = voting
    steps.vote(ballot.roll.first(), "o1")
    SealedBallot.objects.create(ballot=ballot, sealed=SealedBallot.objects.get().sealed)
    with pytest.raises(Refused, match="不符"):
        open_box(steps.cast.chair, steps.closed(ballot), slips, now=now + VOTING)
    assert not BallotPaper.objects.exists()


def test_a_ballot_that_was_tampered_with_is_noticed(voting, steps, now):
    ballot, slips = voting
    steps.vote(ballot.roll.first(), "o1")
    sealed = SealedBallot.objects.get()
    sealed.sealed = bytes(sealed.sealed[:-1]) + bytes([sealed.sealed[-1] ^ 1])
    sealed.save()
    with pytest.raises(Refused, match="改动过"):
        open_box(steps.cast.chair, steps.closed(ballot), slips, now=now + VOTING)


@pytest.mark.parametrize(
    ("kind", "choices", "expected"),
    [
        ("yes_no", [("yes",)] * 7 + [("no",)] * 2 + [()], {"carried": True}),
        ("yes_no", [("yes",)] * 6, {"carried": False}),
        ("runoff", [("o1", "o2")] * 4 + [("o2", "o1")] * 3 + [("o3", "o2")] * 2, {"winner": "o2"}),
        ("transferable", [("o1", "o2")] * 7 + [("o3",)] * 2, {"elected": ["o1", "o2"]}),
    ],
)
def test_every_kind_comes_to_its_result(steps, now, kind, choices, expected):
    steps.people()
    ballot, slips = steps.opened(kind=kind, seats=2 if kind == "transferable" else 1)
    for entry, choice in zip(ballot.roll.all(), choices, strict=False):
        steps.vote(entry, *choice)
    found = open_box(steps.cast.chair, steps.closed(ballot), slips, now=now + VOTING)
    assert found.result | expected == found.result


def test_too_few_voters_decide_nothing(steps, now):
    steps.people()
    ballot, slips = steps.opened()
    for entry in ballot.roll.all()[: VOTERS // 2]:
        steps.vote(entry, "o1")
    found = open_box(steps.cast.chair, steps.closed(ballot), slips, now=now + VOTING)
    assert found.result["checks"] == {"quorum": False}


def test_the_published_file_is_the_same_each_time_and_holds_every_receipt(voting, steps, now):
    ballot, slips = voting
    with pytest.raises(Missing):
        published_file(ballot)
    receipts = [steps.vote(entry, "o1") for entry in ballot.roll.all()]
    counted = open_box(steps.cast.chair, steps.closed(ballot), slips, now=now + VOTING + timedelta(hours=1))
    text = published_file(counted)
    assert text == published_file(counted)
    assert all(f'{{"receipt":"{receipt}","choice":["o1"]}}' in text for receipt in receipts)
    assert f'"seal":"{counted.seal}"' in text.splitlines()[-1]
