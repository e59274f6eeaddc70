"""Ideas are raised, supported, costed, answered, merged, declined: each as people would, and what is refused."""

import pytest
from django.db import IntegrityError, transaction

from linli.base.errors import ChangedMeanwhile, Invalid, NotYours, Refused
from linli.budgets import actions
from linli.budgets.actions import Item, Told
from linli.budgets.alike import alike
from linli.budgets.models import Idea, Support
from linli.budgets.queries.ideas import ideas_of, similar_ideas, who_raised

from .conftest import DAY, MONEY, YUAN
from .test_rounds import facts_of, told


def test_whoever_raises_an_idea_supports_it_and_nobody_counts_twice(way, cast, now):
    idea = way.raised(way.opened())
    for _each in range(2):
        assert actions.support_idea(cast.neighbour, idea, is_wanted=True, now=now) == 2
    assert actions.support_idea(cast.neighbour, idea, is_wanted=False, now=now) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(idea=idea, person_id=cast.resident.person_id)


def test_who_lives_elsewhere_neither_raises_nor_supports(way, cast, now):
    found = way.opened()
    with pytest.raises(NotYours):
        way.raised(found, by=cast.stranger)
    with pytest.raises(NotYours):
        actions.support_idea(cast.stranger, way.raised(found), is_wanted=True, now=now)


@pytest.mark.parametrize("days", [-1, 11])
def test_ideas_are_raised_within_the_days(way, cast, days):
    found = way.opened()
    with pytest.raises(Refused):
        actions.raise_idea(cast.resident, found, way.wish(), now=way.now + days * DAY)


@pytest.mark.parametrize(
    "more", [{"title": ""}, {"about": " "}, {"for_whom": ""}, {"place": ""}, {"good": "beauty"}, {"title": "长" * 61}]
)
def test_an_idea_says_what_where_and_for_whom(way, more):
    with pytest.raises(Invalid):
        way.raised(way.opened(), **more)


def test_a_building_is_a_place_if_it_is_here(way, cast):
    found = way.opened()
    assert way.raised(found, place="", building=cast.building).building == cast.building
    cast.building.community_id = cast.there.pk
    with pytest.raises(Invalid):
        way.raised(found, building=cast.building)


def test_what_comes_without_a_screen_is_marked_so(way, cast, now):
    found = way.opened()
    idea = actions.raise_at_desk(cast.worker, found, way.wish(), came_by="paper", told_how="演示 1栋", now=now)
    assert (idea.raised_by_id, idea.came_by, who_raised(idea)) == (None, "paper", ["书面"])
    assert facts_of("idea.raised")[0].attributes == {"came_by": "paper"}
    with pytest.raises(Invalid):
        actions.raise_at_desk(cast.worker, found, way.wish(), came_by="web", now=now)
    with pytest.raises(NotYours):
        actions.raise_at_desk(cast.neighbour, found, way.wish(), came_by="desk", now=now)


def test_names_are_shortened_and_numbers_masked(way, cast):
    idea = way.raised(way.opened(), about="电话 13800138000")
    (line,) = ideas_of(cast.anyone, idea.round)
    assert (line.about, who_raised(idea)) == ("电话 138****8000", ["居**"])


def test_the_raiser_is_told_the_cost_and_answers_once(way, cast, now):
    idea = way.raised(way.opened())
    with pytest.raises(Refused):
        actions.reply_to_costing(cast.resident, idea, reply="太贵", now=now)
    way.cost(idea)
    assert told("resident", cast) == ["budgets.idea.costed"]
    with pytest.raises(NotYours):
        actions.reply_to_costing(cast.neighbour, idea, reply="太贵", now=now)
    idea = actions.reply_to_costing(cast.resident, idea, reply="只装一半就够", about="只装一楼到三楼。", now=now)
    assert (idea.state, idea.about, told("worker", cast)) == ("raised", "只装一楼到三楼。", ["budgets.idea.replied"])
    way.cost(idea, 20_000, seen=1)
    with pytest.raises(Refused):
        actions.reply_to_costing(cast.resident, idea, reply="还是贵", now=now)
    assert [one.cost_fen for one in idea.costings.all()] == [40_000 * YUAN, 20_000 * YUAN]


def test_of_two_who_cost_the_second_hears_of_the_first(way, now):
    idea = way.raised(way.opened())
    way.cost(idea)
    with pytest.raises(ChangedMeanwhile):
        way.cost(idea, 10_000)
    assert idea.costings.count() == 1


@pytest.mark.parametrize(
    "items",
    [
        [],
        [Item("演示", 1, MONEY + 1)],
        [Item("演示", 0, 1)],
        [Item("", 1, 1)],
        [Item("演示", 1, -1)],
        [Item("演示", 1, 1)] * 31,
    ],
)
def test_feasible_is_what_costs_something_and_no_more_than_there_is(way, cast, now, items):
    idea = way.raised(way.opened())
    with pytest.raises(Invalid):
        actions.cost_idea(cast.worker, idea, Told(True, owner="演示"), items, seen=0, now=now)


@pytest.mark.parametrize("told_", [Told(True), Told(False), Told(True, owner="演示", running_fen=-1)])
def test_a_costing_names_who_does_it_or_why_not(way, cast, now, told_):
    idea = way.raised(way.opened())
    with pytest.raises(Invalid):
        actions.cost_idea(cast.worker, idea, told_, [Item("演示", 1, 100)], seen=0, now=now)


def test_what_is_not_feasible_says_why_and_by_which_rule(way, cast, now):
    idea = way.raised(way.opened())
    told_ = Told(False, why="外墙归业主共有。", stumbles_on="民法典第二百七十八条")
    actions.cost_idea(cast.worker, idea, told_, [], seen=0, now=now)
    idea.refresh_from_db()
    assert (idea.state, facts_of("idea.costed")[0].attributes) == (
        "not_feasible",
        {"is_feasible": False, "in_time": True},
    )


def test_merging_keeps_both_raisers_and_counts_each_supporter_once(way, cast, now):
    found = way.opened()
    first, second, third = way.raised(found), way.raised(found, by=cast.neighbour), way.raised(found, by=cast.volunteer)
    actions.support_idea(cast.neighbour, first, is_wanted=True, now=now)
    actions.merge_ideas(cast.worker, third, second, now=now)
    into = actions.merge_ideas(cast.worker, second, first, now=now)
    assert into.supports.count() == 3
    assert who_raised(into) == ["居**", "邻**", "志**"]
    assert set(Idea.objects.filter(state="merged").values_list("merged_into", flat=True)) == {first.pk}
    assert told("neighbour", cast) == ["budgets.idea.merged"]
    way.cost(into)
    assert "budgets.idea.costed" in told("volunteer", cast)


def test_an_idea_is_not_merged_into_itself_or_another_round(way, cast, now):
    found = way.opened(money_fen=1)
    idea, other = way.raised(found), way.raised(way.opened())
    for into in (idea, other):
        with pytest.raises(Invalid):
            actions.merge_ideas(cast.worker, idea, into, now=now)


def test_an_idea_that_is_declined_says_why_and_hides_abuse(way, cast, now):
    idea = way.raised(way.opened(), title="演示脏话")
    with pytest.raises(Invalid):
        actions.decline_idea(cast.worker, idea, why=" ", now=now)
    actions.decline_idea(cast.worker, idea, why="骂人。", is_hidden=True, now=now)
    (line,) = ideas_of(cast.resident, idea.round)
    assert (line.title, line.about, line.where, line.state) == ("", "", "", "declined")
    assert told("resident", cast) == ["budgets.idea.declined"]
    with pytest.raises(Refused):
        way.cost(idea)


def test_ideas_that_sound_alike_are_found(way, cast, now):
    found = way.opened()
    way.raised(found, title="小广场铺防滑砖", about="雨天滑。")
    way.raised(found, title="装一盏灯", about="晚上暗。")
    near = similar_ideas(cast.resident, found, title="小广场地砖防滑", about="下雨就滑", on=now.date())
    assert [line.title for line in near] == ["小广场铺防滑砖"]


@pytest.mark.parametrize(
    ("a", "b", "is_near"),
    [
        ("楼梯装扶手", "扶手装在楼梯", True),
        ("小广场铺防滑砖", "小广场地砖防滑", True),
        ("楼梯装扶手", "公用晾衣架", False),
        ("", "灯", False),
    ],
)
def test_the_same_said_otherwise_is_alike(a, b, is_near):
    assert (alike(a, b) >= 0.3) is is_near


def test_hidden_words_are_no_search_result(way, cast, now):
    idea = way.raised(way.opened(), title="演示脏话")
    actions.decline_idea(cast.worker, idea, why="骂人。", is_hidden=True, now=now)
    assert ideas_of(cast.resident, idea.round, words="脏话") == []


def test_nothing_is_changed_once_the_ballot_is_drafted(way, cast):
    found = way.drafted()
    idea = found.ideas.first()
    for late in (
        lambda: way.cost(idea, seen=1, now=way.costing),
        lambda: actions.decline_idea(cast.worker, idea, why="演示", now=way.costing),
        lambda: actions.support_idea(cast.neighbour, idea, is_wanted=True, now=way.costing),
        lambda: actions.reply_to_costing(cast.resident, idea, reply="演示", now=way.costing),
    ):
        with pytest.raises(Refused):
            late()
