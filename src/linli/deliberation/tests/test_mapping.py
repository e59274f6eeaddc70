"""Taking a stand, the map drawn from it, and that nothing tells who stands where."""

import pytest

from linli.base.errors import Invalid, NotYours, Refused
from linli.deliberation import actions
from linli.deliberation.models import DrawnMap, MapVoter, Opinion
from linli.deliberation.queries.opinions import map_of, turn_of
from linli.people.registries import EXPORTS


def test_statements_that_fewest_saw_come_first_and_saying_it_anew_replaces(way, cast, now):
    topic = way.mapped(3)
    first, second, third = topic.statements.all()
    actions.take_stand(cast.resident, first, says=1, now=now)
    assert turn_of(cast.neighbour, topic).statement == second
    actions.take_stand(cast.resident, first, says=-1, now=now)
    first.refresh_from_db()
    assert (first.votes, Opinion.objects.get().says) == (1, -1)
    for statement in (second, third):
        actions.take_stand(cast.resident, statement, says=0, now=now)
    assert (turn_of(cast.resident, topic).statement, turn_of(cast.resident, topic).done) == (None, 3)


def test_a_statement_is_short_new_and_its_author_a_resident(way, cast, now):
    topic = way.mapped(1)
    for text in ("演示说法第1条", "长" * 141, " "):
        with pytest.raises(Invalid):
            actions.state(cast.resident, topic, text=text, now=now)
    with pytest.raises(NotYours):
        actions.state(cast.stranger, topic, text="外面的人", now=now)
    assert actions.state(cast.resident, topic, text="装在围墙边", now=now).number == 2


def two_camps(way, cast, now):
    """Twelve who agree with the first two statements and refuse the third, nine the other way round; all like the fourth."""
    topic = way.mapped(4)
    statements = list(topic.statements.all())
    for place, actor in enumerate(way.neighbours(21)):
        for number, statement in enumerate(statements):
            side = 1 if (number < 2) == (place < 12) else -1
            actions.take_stand(actor, statement, says=1 if number == 3 else side, now=now)
    return topic


def test_two_camps_are_two_groups_and_what_both_like_is_common(way, cast, now):
    topic = two_camps(way, cast, now)
    actions.draw_stale_maps(now)
    shown = map_of(topic)
    assert [(group.letter, group.size) for group in shown.groups] == [("A", 12), ("B", 9)]
    assert [(one.text, one.is_agreeing, one.percent) for one in shown.common] == [("演示说法第4条", True, 100)]
    assert {row.number for row in shown.dividing} == {1, 2, 3}
    assert [row.agree for row in shown.rows if row.number == 3] == [[0, 100]]


def test_a_map_is_drawn_again_only_after_somebody_said_something(way, cast, now):
    topic = two_camps(way, cast, now)
    actions.draw_stale_maps(now)
    assert not DrawnMap.objects.filter(is_stale=True).exists()
    actions.state(cast.resident, topic, text="后来的说法", now=now)
    actions.take_stand(cast.resident, topic.statements.last(), says=1, now=now)
    actions.draw_stale_maps(now)
    drawn = DrawnMap.objects.get()
    assert (drawn.numbers, drawn.voters, drawn.is_stale) == ([1, 2, 3, 4, 5], 22, False)


def test_fewer_than_five_make_no_group_and_no_figure(way, cast, now):
    topic = way.mapped(3)
    for actor in way.neighbours(4):
        for statement in topic.statements.all():
            actions.take_stand(actor, statement, says=1, now=now)
    actions.draw_stale_maps(now)
    shown = map_of(topic)
    assert (shown.groups, shown.common, shown.dividing, shown.hidden) == ([], [], [], 4)
    assert all(row.agree == [] for row in shown.rows)


def test_closing_keeps_the_map_and_who_took_part_and_deletes_what_each_said(way, cast, now):
    topic = two_camps(way, cast, now)
    actions.end_stage(cast.worker, topic, outcome="两种看法，一个共识。", now=now)
    assert (Opinion.objects.count(), MapVoter.objects.count()) == (0, 21)
    shown = map_of(topic)
    assert (shown.is_closed, shown.voters, len(shown.groups)) == (True, 21, 2)
    with pytest.raises(Refused):
        actions.take_stand(cast.resident, topic.statements.first(), says=1, now=now)


def test_a_hidden_statement_is_neither_asked_nor_on_the_map(way, cast, now):
    topic = two_camps(way, cast, now)
    actions.hide_words(cast.worker, topic.statements.get(number=3), reason="elsewhere", now=now)
    actions.draw_stale_maps(now)
    assert 3 not in {row.number for row in map_of(topic).rows}
    assert turn_of(cast.resident, topic).all == 3


def test_no_page_of_the_committee_reads_how_somebody_stands(way, cast, now, visit):
    topic = way.mapped(1)
    statement = topic.statements.get()
    actions.take_stand(cast.resident, statement, says=-1, now=now)
    pages = {}
    for says in (-1, 1):
        actions.take_stand(cast.resident, statement, says=says, now=now)
        paths = [
            f"/topics/{topic.pk}/",
            f"/topics/{topic.pk}/opinions/",
            f"/topics/{topic.pk}/map/",
            f"/desk/topics/{topic.pk}/",
        ]
        pages[says] = [_without_token(visit("worker").get(path).content.decode()) for path in paths]
    assert pages[-1] == pages[1]


def _without_token(page: str) -> list[str]:
    return [part for part in page.split('"') if len(part) != 64]


def test_a_person_finds_what_they_said_in_their_export(way, cast, now):
    topic = way.mapped(1)
    actions.take_stand(cast.resident, topic.statements.get(), says=-1, now=now)
    told, _files = EXPORTS["deliberation"](cast.keys["resident"])
    assert told["opinions"] == [
        {"statement__topic__title": topic.title, "statement__text": "演示说法第1条", "says": -1}
    ]
