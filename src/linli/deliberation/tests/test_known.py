"""What obliges the committee counts neighbours whom it knows; the others stand beside."""

import pytest

from linli.base.actors import HOUSE
from linli.deliberation.actions import raise_topic, support_topic, take_stand
from linli.deliberation.actions.mapping import draw_stale_maps
from linli.deliberation.models import DrawnMap, Topic
from linli.deliberation.queries.opinions import map_of
from linli.deliberation.queries.topics import topic_for
from linli.notices.models import Notice
from linli.people.actions import add_person, confirm_known, end_known
from linli.people.models import Person
from linli.people.queries import actor_of


def self_made(cast, now, number: int):
    """Accounts that say they live here."""
    made = [add_person(HOUSE, name="自称住这里", community=cast.here, now=now) for _n in range(number)]
    return [actor_of(person.pk, now=now) for person in made]


def known(cast, now, number: int):
    made = self_made(cast, now, number)
    for one in made:
        confirm_known(HOUSE, Person.objects.get(pk=one.person_id), now=now)
    return made


@pytest.fixture
def topic(cast, now) -> Topic:
    """Seven known neighbours support it, of the ten that are needed."""
    made = raise_topic(cast.resident, cast.here, title="装雨棚", about="四单元门口", now=now)
    for one in known(cast, now, 6):
        support_topic(one, made, is_wanted=True, now=now)
    return made


def test_twenty_self_made_accounts_do_not_move_seven_of_ten(cast, topic, now):
    for one in self_made(cast, now, 20):
        assert support_topic(one, topic, is_wanted=True, now=now) == 7
    found = topic_for(cast.anyone, topic.pk)
    assert (found.supporters, found.others, found.supported_at) == (7, 20, None)
    assert not Notice.objects.filter(kind="deliberation.topic.supported").exists()


def test_the_page_and_the_api_show_the_others_beside(cast, topic, visit, now):
    for one in self_made(cast, now, 2):
        support_topic(one, topic, is_wanted=True, now=now)
    page = visit("newcomer").get(f"/topics/{topic.pk}/").content.decode()
    assert "and 2 others who are not yet known here" in page
    assert "How to become known" in page
    assert page.index("How to become known") < page.index("I support this")
    assert "How to become known" not in visit("resident").get(f"/topics/{topic.pk}/").content.decode()
    told = visit().get(f"/api/v1/topics/{topic.pk}").json()
    assert (told["supporters"], told["others"]) == (7, 2)


def test_the_threshold_obliges_at_the_moment_in_which_the_last_one_is_confirmed(cast, topic, now):
    late = self_made(cast, now, 1)[0]
    for one in [*known(cast, now, 2), late]:
        support_topic(one, topic, is_wanted=True, now=now)
    topic.refresh_from_db()
    assert topic.supported_at is None
    confirm_known(cast.worker, Person.objects.get(pk=late.person_id), seen="租约", now=now)
    topic.refresh_from_db()
    assert topic.supported_at == now
    assert topic.answer_due_date


def test_what_obliges_already_goes_on_when_somebody_is_no_longer_known(cast, topic, now):
    last = known(cast, now, 3)
    for one in last:
        support_topic(one, topic, is_wanted=True, now=now)
    end_known(cast.worker, Person.objects.get(pk=last[0].person_id), now=now)
    found = topic_for(cast.anyone, topic.pk)
    assert (found.supporters, found.others) == (9, 1)
    assert found.supported_at


def test_who_raises_a_topic_and_is_not_known_stands_beside_it(cast, now):
    made = raise_topic(cast.newcomer, cast.here, title="装雨棚", about="四单元门口", now=now)
    found = topic_for(cast.anyone, made.pk)
    assert (found.supporters, found.others) == (0, 1)


def test_the_opinion_map_is_drawn_from_known_neighbours(cast, way, now):
    topic = way.mapped()
    strangers = self_made(cast, now, 8)
    statements = list(topic.statements.all())
    for one in [*strangers, *known(cast, now, 6)]:
        take_stand(one, statements[0], says=1, now=now)
    draw_stale_maps(now)
    drawn = map_of(topic)
    assert (drawn.voters, drawn.others) == (6, 8)
    confirm_known(cast.worker, Person.objects.get(pk=strangers[0].person_id), seen="租约", now=now)
    draw_stale_maps(now)
    assert map_of(topic).voters == 7


def test_a_map_of_nobody_known_is_not_drawn(cast, way, now):
    topic = way.mapped()
    take_stand(cast.newcomer, topic.statements.first(), says=1, now=now)
    draw_stale_maps(now)
    assert map_of(topic) is None
    assert DrawnMap.objects.get(topic=topic).others == 1
