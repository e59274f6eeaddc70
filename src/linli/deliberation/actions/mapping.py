"""Opinion maps: statements are written, people take a stand, the map is drawn, and when it is closed the single stands are deleted."""

from datetime import datetime

from django.db.models import F, Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import held, open_row
from linli.base.text import words

from ..drawing import as_json, draw, from_json
from ..models import DrawnMap, MapVoter, Opinion, Stage, Statement, Topic
from ..permissions import lead_topic
from ..queries.opinions import open_statements, others_on, votes_of
from .stages import current_stage, spoken_in

LONGEST = 140
MOST_STATEMENTS = 1000
OPINIONS = Stage.Kind.OPINIONS


@action
def state(by: Actor, topic: Topic, *, text: str, now: datetime) -> Statement:
    """Write a short statement that others take a stand on. Safe by the lock on the topic, under which its number is drawn.

    Invalid for one that stands there already.
    """
    topic = spoken_in(by, topic, OPINIONS, now=now)
    return _stated(topic, text, person_id=me(by), now=now)


@action
def state_for_committee(by: Actor, topic: Topic, *, text: str, now: datetime) -> Statement:
    """The committee writes the first statements, so that the map does not begin empty. Safe by the lock on the topic."""
    topic = open_row(by, Topic, topic.pk, Topic.State.RAISED, Topic.State.DISCUSSED, right=lead_topic)
    return _stated(topic, text, person_id=None, now=now, is_from_desk=True)


def _stated(topic: Topic, text: str, *, person_id: int | None, now: datetime, is_from_desk: bool = False) -> Statement:
    said = words(text, longest=LONGEST)
    if topic.statements.filter(text=said).exists():
        raise Invalid(_("This statement stands there already."), field="text")
    last = topic.statements.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_STATEMENTS:
        raise Refused(_("There are very many statements already: take a stand on those."))
    return Statement.objects.create(
        topic=topic, number=last + 1, text=said, person_id=person_id, is_from_desk=is_from_desk, said_at=now
    )


@action
def take_stand(by: Actor, statement: Statement, *, says: int, now: datetime) -> Opinion:
    """Agree 1, pass 0, disagree -1; said anew, it replaces what was said. Safe by the lock on the topic and the unique row."""
    if says not in (1, 0, -1):
        raise Invalid(_("Agree, disagree, or pass."), field="says")
    topic = spoken_in(by, statement.topic, OPINIONS, now=now)
    if not open_statements(topic).filter(pk=statement.pk).exists():
        raise Missing(_("There is no such statement any more."))
    voter, _made = MapVoter.objects.get_or_create(topic=topic, person_id=me(by))
    opinion, is_new = Opinion.objects.update_or_create(voter=voter, statement=statement, defaults={"says": says})
    if is_new:
        Statement.objects.filter(pk=statement.pk).update(votes=F("votes") + 1)
    DrawnMap.objects.update_or_create(topic=topic, defaults={"is_stale": True})
    return opinion


@action
def draw_map_of(by: Actor, topic: Topic, *, now: datetime) -> DrawnMap | None:
    """Draw the map from what was said so far, as near to the one before as that allows. Safe by the lock on the topic.

    Returns None where nobody has taken a stand yet, or the map is closed.
    """
    del by
    topic = held(Topic, topic.pk)
    found = DrawnMap.objects.filter(topic=topic, closed_at__isnull=True).first()
    return _drawn(topic, found, now=now) if found else None


def _drawn(topic: Topic, found: DrawnMap, *, now: datetime) -> DrawnMap:
    votes, numbers = votes_of(topic)
    before = from_json(found.drawn, found.numbers, now=numbers) if found.drawn else None
    found.drawn = as_json(draw(votes, before)) if votes.voters else None
    found.numbers, found.voters, found.votes = numbers, votes.voters, len(votes.how)
    found.others, found.drawn_at, found.is_stale = others_on(topic), now, False
    found.save()
    return found


@action
def close_map(by: Actor, topic: Topic, *, now: datetime) -> DrawnMap | None:
    """Draw the map a last time and delete what each person said; who took part stays, to be told. Safe by the lock on the topic.

    Refused before it is the map's turn.
    """
    topic = open_row(by, Topic, topic.pk, Topic.State.DISCUSSED, right=lead_topic)
    stage = current_stage(topic)
    if stage is None or stage.kind != OPINIONS or stage.from_date > localdate(now):
        raise Refused(_("It is not the turn of an opinion map."))
    found = DrawnMap.objects.filter(topic=topic, closed_at__isnull=True).first()
    if found is None:
        return None
    _drawn(topic, found, now=now)
    Opinion.objects.filter(statement__topic=topic).delete()
    found.closed_at = now
    found.save()
    return found


def draw_stale_maps(now: datetime) -> None:
    """Draw every map on which somebody has taken a stand since it was drawn."""
    for found in DrawnMap.objects.filter(is_stale=True, closed_at__isnull=True).select_related("topic"):
        draw_map_of(HOUSE, found.topic, now=now)
