"""The JSON API of ballots: the same as the pages show, and a vote with a code, once."""

import pytest

from linli.ballots.codes import voting_code


@pytest.fixture
def voting(steps):
    steps.people()
    return steps.opened(marks=1)


def send(browser, code: str, *choice: str):
    return browser.post("/api/v1/votes", {"code": code, "choice": list(choice)}, content_type="application/json")


def test_a_ballot_tells_its_rule_before_the_first_vote_and_its_result_after_the_count(visit, voting, steps):
    ballot, slips = voting
    before = visit(None).get(f"/api/v1/ballots/{ballot.pk}").json()
    assert (before["voters"], before["voted"], before["is_decided"], before["file"]) == (12, 0, None, "")
    assert before["thresholds"][0]["share"] == "1/2"
    for entry in ballot.roll.filter(number__lt=9):
        steps.vote(entry, "o2")
    steps.counted(ballot, slips)
    after = visit(None).get(f"/api/v1/ballots/{ballot.pk}").json()
    assert [(option["votes"], option["is_chosen"]) for option in after["options"]] == [
        ("0", False),
        ("8", True),
        ("0", False),
    ]
    assert (after["is_decided"], len(after["seal"]), after["file"]) == (True, 64, f"/ballots/{ballot.pk}/file/")


def test_a_code_votes_once_and_its_receipt_is_on_the_list(visit, voting, steps, settings):
    settings.LIMITS = False
    ballot, slips = voting
    code = voting_code(ballot.roll.first())
    receipt = send(visit(None), code, "o1").json()["receipt"]
    again = send(visit(None), code, "o2")
    assert (again.status_code, again.json()["code"]) == (409, 409)
    found = steps.counted(ballot, slips)
    assert receipt in visit(None).get(f"/ballots/{found.pk}/file/").content.decode()


@pytest.mark.parametrize(("choice", "status"), [(["o9"], 422), (["o1", "o2"], 422), (["o1", "o1"], 422)])
def test_a_choice_that_no_paper_allows_is_refused(visit, voting, choice, status):
    assert send(visit(None), voting_code(voting[0].roll.first()), *choice).status_code == status
    assert not voting[0].sealed.exists()


def test_a_wrong_code_opens_nothing_and_is_asked_slowly(visit, voting):
    browser = visit(None)
    told = [send(browser, "1-1-AAAAA-AAAAA", "o1").status_code for _try in range(22)]
    assert (told[0], told[-1]) == (404, 429)


def test_the_newest_ballot_of_a_community_comes_first(visit, voting, steps):
    other = steps.drafted(kind="yes_no")
    listed = visit("worker").get("/api/v1/communities/jia/ballots").json()
    assert {row["id"] for row in listed} == {other.pk, voting[0].pk}
    assert [row["id"] for row in visit(None).get("/api/v1/communities/jia/ballots").json()] == [voting[0].pk]
