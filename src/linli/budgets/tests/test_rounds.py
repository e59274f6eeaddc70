"""A whole round from the idea to its close, by actions, recounted by the verifier; and what a round refuses."""

import pytest
from django.db import IntegrityError, transaction
from tests.verifying import stands_up

from linli.ballots.actions import call_off
from linli.ballots.queries.ballots import published_file
from linli.base.actors import HOUSE
from linli.base.errors import Invalid, NotYours, Refused
from linli.budgets import actions
from linli.budgets.actions import Item, Told
from linli.budgets.models import Idea, Project, Round
from linli.budgets.queries.money import line_money, money_of, monies
from linli.facts.models import Fact
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due

from .conftest import DAY, MONEY, YUAN


def told(person: str, cast) -> list[str]:
    return list(Notice.objects.filter(person=cast.keys[person]).order_by("pk").values_list("kind", flat=True))


def facts_of(kind: str) -> list[Fact]:
    return list(Fact.objects.filter(kind=f"budgets.{kind}").order_by("pk"))


def test_from_the_idea_to_the_close_and_anybody_recounts_it(way, cast, tmp_path):
    found = way.counted()
    assert stands_up(published_file(found.ballot), tmp_path)
    assert actions.go_on_by_itself(HOUSE, now=way.counted_at) == 1
    first, second = Project.objects.all()
    assert [one.text for one in (first, second)] == ["演示：扶手", "演示：书角"]
    way.spent(first, 39_000)
    way.finish(first)
    way.finish(second, note="演示：场地另有用处，做不成。", is_given_up=True)
    found = actions.close_round(cast.chair, found, report="扶手装好了，书角没做成。", now=way.counted_at)
    assert (found.state, found.told) == ("closed", 2)
    (closed,) = facts_of("round.closed")
    assert closed.attributes == {"left_fen": MONEY - 39_000 * YUAN}
    assert told("resident", cast) == [
        "budgets.idea.costed",
        "budgets.ballot.drafted",
        "budgets.idea.chosen",
        "budgets.project.finished",
        "budgets.round.closed",
    ]
    assert told("neighbour", cast) == ["budgets.idea.chosen", "budgets.project.finished", "budgets.round.closed"]


def test_by_most_votes_other_projects_win(way, tmp_path):
    found = way.decided(method="greedy")
    assert stands_up(published_file(found.ballot), tmp_path)
    assert {one.text for one in found.projects.all()} == {"演示：扶手", "演示：路灯"}


def test_who_has_no_account_is_reached_until_the_close_and_not_after(way, cast):
    found = way.decided()
    assert found.ideas.filter(told_how="演示 13900000000").count() == 2
    for project in found.projects.all():
        way.finish(project)
    actions.close_round(cast.chair, found, report="演示：都做好了。", now=way.counted_at)
    assert not found.ideas.exclude(told_how="").exists()


@pytest.mark.parametrize("money", [0, MONEY + 1])
def test_a_round_shares_out_no_more_than_the_line_has_or_was_promised(way, money):
    with pytest.raises(Invalid):
        way.opened(money_fen=money)


def test_two_rounds_do_not_count_on_the_same_money(way):
    first = way.opened(money_fen=MONEY - 1)
    with pytest.raises(Invalid, match=r"0\.01"):
        way.opened(line=first.line, money_fen=2)
    assert way.opened(line=first.line, money_fen=1)


def test_promised_and_arrived_are_told_apart(way):
    found = way.opened(line=way.line(received=30_000 * YUAN))
    money = line_money(found)
    assert (money.promised_fen, money.arrived_fen, money.missing_fen) == (MONEY, 30_000 * YUAN, 70_000 * YUAN)


@pytest.mark.parametrize(
    "more",
    [
        {"costing_to_date": 1},
        {"carried_out_to_date": 30},
        {"ideas_from_date": -20, "ideas_to_date": -1},
        {"carried_out_to_date": 2000},
    ],
)
def test_the_days_follow_each_other_and_none_is_past(way, more):
    today = way.now.date()
    with pytest.raises(Invalid):
        way.opened(days=way.days(**{name: today + days * DAY for name, days in more.items()}))


@pytest.mark.parametrize(
    "more", [{"method": "lottery"}, {"votes_by": "owner"}, {"marks": 0}, {"title": " "}, {"purpose": ""}]
)
def test_a_round_makes_sense(way, more):
    with pytest.raises(Invalid):
        way.opened(**more)


def test_the_money_comes_from_a_line_of_the_community(way, cast, now):
    with pytest.raises(NotYours):
        actions.open_round(
            cast.other_worker,
            cast.here,
            title="演示",
            purpose="演示",
            line=way.line(),
            money_fen=1,
            method="greedy",
            days=way.days(),
            now=now,
        )
    with pytest.raises(Invalid):
        actions.open_round(
            cast.other_worker,
            cast.there,
            title="演示",
            purpose="演示",
            line=way.line(),
            money_fen=1,
            method="greedy",
            days=way.days(),
            now=now,
        )


def test_costing_begins_by_itself_after_the_last_day_for_ideas(way, cast):
    found = way.opened()
    with pytest.raises(Refused):
        actions.begin_costing(cast.worker, found, now=way.now + 10 * DAY)
    assert actions.go_on_by_itself(HOUSE, now=way.now + 10 * DAY) == 0
    assert actions.go_on_by_itself(HOUSE, now=way.now + 11 * DAY) == 1
    assert Round.objects.get().state == "costing"
    assert told("worker", cast) == ["budgets.ideas.ended"]


def test_there_is_no_ballot_before_every_idea_has_an_answer(way, cast):
    found = way.opened()
    ideas = [way.raised(found, title=f"演示{number}") for number in range(3)]
    actions.begin_costing(cast.worker, found, now=way.costing)
    for idea in ideas[:2]:
        way.cost(idea, now=way.costing)
    with pytest.raises(Refused, match="1"):
        actions.draft_ballot_of_round(cast.worker, found, now=way.costing)
    actions.decline_idea(cast.worker, ideas[2], why="演示：区里已经在做。", now=way.costing)
    ballot = actions.draft_ballot_of_round(cast.worker, found, now=way.costing)
    assert [(one.label, one.cost) for one in ballot.options.all()] == [("1. 演示0", 4_000_000), ("2. 演示1", 4_000_000)]
    assert (ballot.limit, ballot.kind) == (MONEY, "equal_shares")


def test_there_is_no_ballot_with_nothing_to_choose(way, cast):
    found = way.opened()
    way.cost(way.raised(found))
    actions.begin_costing(cast.worker, found, now=way.costing)
    with pytest.raises(Refused, match="两个"):
        actions.draft_ballot_of_round(cast.worker, found, now=way.costing)


def test_a_round_has_one_ballot_and_another_only_after_it_was_called_off(way, cast):
    found = way.drafted()
    with pytest.raises(Refused):
        actions.draft_ballot_of_round(cast.worker, found, now=way.costing)
    call_off(cast.chair, found.ballot, why="演示：印错了。", now=way.costing)
    again = actions.draft_ballot_of_round(cast.worker, found, now=way.costing)
    assert again.pk != found.ballot_id
    assert set(found.ideas.values_list("option_key", flat=True)) == {"o1", "o2", "o3"}


def test_nothing_is_carried_out_before_the_count(way, cast):
    found = way.drafted()
    with pytest.raises(Refused):
        actions.take_result(cast.worker, found, now=way.counted_at)
    assert actions.go_on_by_itself(HOUSE, now=way.counted_at) == 0


def test_a_round_is_not_closed_before_every_project_has_its_end(way, cast):
    found = way.decided()
    way.finish(found.projects.first())
    with pytest.raises(Refused):
        actions.close_round(cast.chair, found, report="演示", now=way.counted_at)
    way.finish(found.projects.last())
    with pytest.raises(Invalid):
        actions.close_round(cast.chair, found, report=" ", now=way.counted_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=found.pk).update(state="closed", closed_at=way.counted_at)


def test_a_round_is_called_off_with_a_reason_and_everybody_is_told(way, cast):
    found = way.opened()
    way.raised(found)
    found = actions.call_off_round(cast.chair, found, why="演示：钱没有到。", now=way.now)
    assert (found.state, told("resident", cast)) == ("called_off", ["budgets.round.called_off"])


def test_a_round_is_not_called_off_while_its_ballot_runs(way, cast):
    with pytest.raises(Refused):
        actions.call_off_round(cast.chair, way.drafted(), why="演示", now=way.costing)


def test_the_committee_is_reminded_of_ideas_and_projects(way, cast):
    found = way.opened()
    way.raised(found)
    say_what_is_due(way.now + 10 * DAY)
    assert told("worker", cast) == []
    say_what_is_due(way.now + 12 * DAY)
    assert told("worker", cast) == ["budgets.costing.due"]


def test_facts_carry_money_and_days_but_no_words(way):
    found = way.decided()
    way.spent(found.projects.first(), 39_000)
    way.finish(found.projects.first())
    (finished,) = facts_of("project.finished")
    assert (finished.value, finished.attributes) == (39_000 * YUAN, {"in_time": True, "is_given_up": False})
    (decided,) = facts_of("round.decided")
    assert (decided.value, decided.attributes) == (60_000 * YUAN, {"chosen": 2, "of": 3})
    assert [(one.value, one.attributes["in_time"]) for one in facts_of("idea.costed")] == [(11, True)] * 3


# What is spent stands in the ledger alone.


def test_money_goes_through_the_funds_and_is_read_from_the_ledger(way, cast):
    found = way.decided()
    project = found.projects.first()
    asked = actions.ask_for_money(
        cast.worker, project, amount_fen=1_000_000, purpose="演示：材料", payee="演示", now=way.counted_at
    )
    assert (asked.line_id, asked.project) == (found.line_id, "演示：扶手")
    assert vars(money_of(project)) == {"cost_fen": 4_000_000, "spent_fen": 0, "waiting_fen": 1_000_000}
    with pytest.raises(Refused):
        way.finish(project)
    way.spent(project, 30_000)
    assert vars(money_of(project)) == {"cost_fen": 4_000_000, "spent_fen": 3_000_000, "waiting_fen": 1_000_000}
    with pytest.raises(Invalid, match=r"0\.00"):
        actions.ask_for_money(
            cast.worker, project, amount_fen=1, purpose="演示：材料", payee="演示", now=way.counted_at
        )
    assert len(monies(list(found.projects.all()))) == 2


def test_an_expenditure_of_the_funds_is_linked_once(way, cast):
    from linli.base.errors import Missing
    from linli.funds.actions.spending import ask_expenditure

    found = way.decided()
    first, second = found.projects.all()
    asked = ask_expenditure(cast.worker, found.line, amount_fen=100, purpose="演示", payee="演示", now=way.counted_at)
    actions.link_expenditure(cast.worker, first, expenditure=asked.pk, now=way.counted_at)
    with pytest.raises(Missing):
        actions.link_expenditure(cast.worker, second, expenditure=asked.pk, now=way.counted_at)
    assert money_of(first).waiting_fen == 100


def test_a_project_waits_for_its_steps(way, cast):
    project = way.decided().projects.first()
    step = actions.add_step(
        cast.worker, project, text="演示：量尺寸", owner="演示物业", due_date=way.counted_at.date(), now=way.counted_at
    )
    with pytest.raises(Refused):
        way.finish(project)
    actions.finish_step(cast.worker, step, note="演示：量好了。", is_given_up=False, now=way.counted_at)
    assert way.finish(project).finished_date
    with pytest.raises(Refused):
        way.finish(project)


def test_a_price_is_exact_to_the_fen(way, cast):
    idea = way.raised(way.opened())
    items = [Item("演示：灯", 3, 33_33), Item("演示：线", 7, 1)]
    costing = actions.cost_idea(cast.worker, idea, Told(True, owner="演示"), items, seen=0, now=way.now)
    assert costing.cost_fen == 3 * 33_33 + 7
    assert [line.sum_fen for line in costing.lines.all()] == [99_99, 7]
    with pytest.raises(IntegrityError), transaction.atomic():
        costing.lines.update(sum_fen=1)
    assert Idea.objects.get().state == "feasible"
