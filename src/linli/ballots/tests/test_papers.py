"""Paper ballots: given out to whoever is marked for it, read twice by two who do not see each other's reading, counted with the rest."""

import pytest
from django.urls import reverse
from tests.races import at_once, needs_postgresql

from linli.ballots.actions import mark_for_paper, open_box, print_papers, read_paper, take_paper_back
from linli.ballots.models import BlankPaper, PaperEntry, SealedBallot
from linli.ballots.queries.ballots import published_file, turnout
from linli.ballots.queries.papers import reading_of
from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, Refused
from linli.people.actions import add_person, give_role
from linli.people.queries import actor_of

from .conftest import VOTING, Steps


@pytest.fixture
def polling(steps):
    """Twelve may vote; three were given a paper, one votes on the web. The voting is over."""
    steps.people()
    ballot, slips = steps.opened()
    blanks = print_papers(steps.cast.worker, ballot, 5, now=steps.now)
    first, second, third, fourth, *_rest = ballot.roll.all()
    for entry, way in ((first, "paper"), (second, "paper"), (third, "letter")):
        mark_for_paper(steps.cast.worker, entry, way=way, now=steps.now)
    steps.vote(fourth, "o3")
    return steps.closed(ballot), slips, [blank.code for blank in blanks]


@pytest.fixture
def read(steps, polling):
    """`read(who, place, choice…)`: somebody reads the paper at a place of the pile."""
    ballot, _slips, codes = polling

    def reading(who: str, place: int, *choice: str, is_unclear: bool = False):
        by = getattr(steps.cast, who)
        return read_paper(by, ballot, codes[place], choice, is_unclear=is_unclear, now=steps.now + VOTING)

    return reading


def opened(steps, polling):
    return open_box(steps.cast.chair, polling[0], polling[1], now=steps.now + VOTING)


def test_papers_read_alike_by_two_are_counted_with_those_from_the_web(steps, polling, read):
    for who in ("worker", "chair"):
        read(who, 0, "o1", "o2")
        read(who, 1, "o2")
        read(who, 2, is_unclear=True)
    found = opened(steps, polling)
    assert found.result["votes"] == {"o1": 1, "o2": 2, "o3": 1}
    assert '"unclear"' in published_file(found)
    assert turnout(found) == {"letter": 1, "paper": 2, "web": 1}


def test_a_paper_is_found_on_the_published_list_by_its_stub(steps, polling, read):
    for who in ("worker", "chair"):
        read(who, 0, "o1")
    assert polling[2][0] in published_file(opened(steps, polling))


def test_a_paper_that_was_taken_home_is_a_mark_without_a_ballot(steps, polling, read):
    for who in ("worker", "chair"):
        read(who, 0, "o1")
    assert reading_of(steps.cast.worker, polling[0]).missing == 2
    assert opened(steps, polling).result["votes"]["o1"] == 1


def test_what_two_read_differently_is_settled_by_reading_it_again(steps, polling, read):
    read("worker", 0, "o1")
    read("chair", 0, "o2")
    assert reading_of(steps.cast.worker, polling[0]).differing == (polling[2][0],)
    with pytest.raises(Refused, match="还没有由两人读得一致"):
        opened(steps, polling)
    read("chair", 0, "o1")
    assert reading_of(steps.cast.worker, polling[0]).agreed == 1
    assert opened(steps, polling).result["votes"] == {"o1": 1, "o2": 0, "o3": 1}


def test_once_two_agree_neither_changes_it_any_more(read):
    read("worker", 0, "o1")
    read("chair", 0, "o1")
    with pytest.raises(Refused, match="读得一致"):
        read("worker", 0, "o2")


def test_a_third_person_reads_nothing(steps, polling, read):
    read("worker", 0, "o1")
    read("chair", 0, "o2")
    third = add_person(HOUSE, name="演示社工", community=steps.cast.here, telephone="", now=steps.now)
    give_role(HOUSE, third, kind="community_worker", division=steps.cast.here.division, now=steps.now)
    with pytest.raises(Refused, match="已经有两个人"):
        read_paper(actor_of(third.pk, now=steps.now), polling[0], polling[2][0], ["o1"], now=steps.now + VOTING)


def test_a_paper_read_by_one_alone_holds_up_the_count(steps, polling, read):
    read("worker", 0, "o1")
    with pytest.raises(Refused, match="还没有由两人读得一致"):
        opened(steps, polling)


def test_a_code_that_was_not_printed_is_no_paper(steps, polling):
    with pytest.raises(Missing, match="没有印过"):
        read_paper(steps.cast.worker, polling[0], "AAAA-AAAA-AAAA", ["o1"], now=steps.now + VOTING)


def test_what_no_paper_allows_is_told_to_the_reader(read):
    with pytest.raises(Invalid):
        read("worker", 0, "o9")
    assert not PaperEntry.objects.exists()


def test_more_papers_than_were_given_out_are_not_counted(steps, polling, read):
    for place in range(4):
        read("worker", place, "o1")
        read("chair", place, "o1")
    with pytest.raises(Refused, match="选票比"):
        opened(steps, polling)


def test_who_was_given_a_paper_does_not_vote_a_second_time(steps):
    steps.people()
    ballot, _slips = steps.opened()
    entry = mark_for_paper(steps.cast.worker, ballot.roll.first(), way="paper", now=steps.now)
    with pytest.raises(Refused, match="已经"):
        steps.vote(entry, "o1")
    with pytest.raises(Refused, match="已经投过票"):
        mark_for_paper(steps.cast.worker, entry, way="letter", now=steps.now)


def test_a_paper_that_came_back_leaves_its_voter_free_to_vote_and_is_counted_in_public(steps, visit):
    steps.people()
    ballot, _slips = steps.opened()
    entry = mark_for_paper(steps.cast.worker, ballot.roll.first(), way="paper", now=steps.now)
    take_paper_back(steps.cast.worker, entry, now=steps.now)
    steps.vote(entry, "o1")
    ballot.refresh_from_db()
    assert (ballot.papers_taken_back, turnout(ballot)) == (1, {"web": 1})
    with pytest.raises(Refused, match="没有领"):
        take_paper_back(steps.cast.worker, entry, now=steps.now)


def test_an_observer_sees_that_marks_and_ballots_differ(steps, visit):
    steps.people()
    ballot, _slips = steps.opened()
    steps.vote(ballot.roll.first(), "o1")
    address = reverse("ballots:watch", args=[ballot.pk])
    assert "must be the same" not in visit(None).get(address).content.decode()
    ballot.sealed.all().delete()
    assert "must be the same" in visit(None).get(address).content.decode()


def test_after_the_count_no_code_leads_to_a_way_of_voting(steps, polling, read):
    for who in ("worker", "chair"):
        read(who, 0, "o1")
    opened(steps, polling)
    assert not BlankPaper.objects.exists()
    assert not PaperEntry.objects.exists()


@pytest.mark.parametrize("number", [0, -3, 501])
def test_so_many_papers_are_not_printed_at_once(steps, number):
    steps.people()
    ballot = steps.posted()
    with pytest.raises(Invalid, match="五百"):
        print_papers(steps.cast.worker, ballot, number, now=steps.now)


@pytest.mark.parametrize(
    ("kind", "more"),
    [("yes_no", {}), ("most", {"marks": 1}), ("most", {}), ("runoff", {}), ("transferable", {"seats": 2})],
)
def test_every_kind_prints_a_sheet_for_each_paper(steps, visit, kind, more):
    steps.people()
    ballot, _slips = steps.opened(kind=kind, **more)
    answer = visit("worker").post(reverse("ballots:papers", args=[ballot.pk]), {"number": "3"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert ballot.blanks.count() == 3


def test_the_page_of_reading_never_shows_what_the_other_read(steps, polling, read, visit):
    read("chair", 0, "o2")
    address = reverse("ballots:read_papers", args=[polling[0].pk])
    before = visit("worker").get(address).content.decode()
    assert "checked" not in before
    assert polling[2][0] not in before
    visit("worker").post(address, {"code": polling[2][0].lower().replace("-", " "), "choice": ["o1"]})
    assert PaperEntry.objects.filter(blank__code=polling[2][0]).count() == 2
    assert reading_of(steps.cast.worker, polling[0]).differing == (polling[2][0],)


@needs_postgresql
def test_on_paper_and_on_the_web_at_the_same_moment_one_counts(real_cast, now):
    steps = Steps(real_cast, now)
    steps.people()
    ballot, _slips = steps.opened()
    entry = ballot.roll.first()

    def one(place: int):
        if place % 2:
            steps.vote(entry, "o1")
        else:
            mark_for_paper(real_cast.worker, entry, way="paper", now=now)

    assert at_once(8, one) == ["Refused"] * 7 + ["done"]
    assert SealedBallot.objects.count() == turnout(ballot).get("web", 0)
