"""The code of a ballot paper does not stay in the address, and nothing stays open on a tablet."""

import pytest

from linli.ballots.codes import voting_code

pytestmark = pytest.mark.once


@pytest.fixture
def voter(steps):
    steps.people()
    ballot, _slips = steps.opened()
    return voting_code(ballot.roll.first())


def test_a_typed_code_stands_in_no_address(voter, visit):
    browser = visit()
    leads = browser.post("/vote/", {"code": voter})["Location"]
    assert leads.startswith("/vote/at/")
    assert voter.split("-")[-1] not in leads
    assert browser.get(leads).status_code == 200
    assert visit().get(leads).status_code == 404


def test_after_the_vote_the_tablet_opens_nothing_more(voter, visit):
    browser = visit()
    leads = browser.post("/vote/", {"code": voter})["Location"]
    receipt = browser.post(leads, {"choice": "o1", "do": "cast"})
    assert receipt.status_code == 200
    assert "no-store" in receipt["Cache-Control"]
    assert browser.get(leads).status_code == 404
