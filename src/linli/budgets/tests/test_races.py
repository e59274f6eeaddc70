"""Several at the same moment: each supporter counts once, one costing holds, there is one ballot."""

import pytest
from tests.races import at_once, needs_postgresql

from linli.budgets import actions
from linli.budgets.models import Project, Round, Support

from .conftest import YUAN, Way

pytestmark = needs_postgresql


@pytest.fixture
def way(real_cast, now):
    return Way(real_cast, now)


def test_of_several_supports_at_once_one_counts(way, now):
    idea = way.raised(way.opened())
    told = at_once(6, lambda _place: actions.support_idea(way.cast.neighbour, idea, is_wanted=True, now=now))
    assert told == ["done"] * 6
    assert Support.objects.filter(idea=idea).count() == 2


def test_of_two_costings_at_once_one_holds(way):
    idea = way.raised(way.opened())
    assert at_once(4, lambda place: way.cost(idea, 10_000 + place)) == ["ChangedMeanwhile"] * 3 + ["done"]
    assert idea.costings.count() == 1


def test_the_ballot_is_drafted_once(way):
    found = way.costed()
    told = at_once(4, lambda _place: actions.draft_ballot_of_round(way.cast.worker, found, now=way.costing))
    assert told == ["Refused"] * 3 + ["done"]


def test_ideas_raised_at_once_have_numbers_of_their_own(way):
    found = way.opened()
    assert at_once(6, lambda place: way.raised(found, title=f"演示{place}")) == ["done"] * 6
    assert sorted(found.ideas.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_two_rounds_opened_at_once_do_not_share_a_yuan(way):
    line = way.line()
    assert at_once(3, lambda _place: way.opened(line=line)) == ["Invalid"] * 2 + ["done"]
    assert Round.objects.count() == 1


def test_a_project_is_never_asked_for_more_than_was_voted(way):
    project = Project.objects.get(pk=way.decided().projects.first().pk)

    def ask(_place: int) -> None:
        actions.ask_for_money(
            way.cast.worker, project, amount_fen=30_000 * YUAN, purpose="演示", payee="演示", now=way.counted_at
        )

    assert at_once(3, ask) == ["Invalid"] * 2 + ["done"]


def test_the_result_is_taken_once(way):
    found = way.counted()
    told = at_once(3, lambda _place: actions.take_result(way.cast.worker, found, now=way.counted_at))
    assert told == ["Refused"] * 2 + ["done"]
    assert Project.objects.count() == 2
