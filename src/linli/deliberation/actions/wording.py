"""The wording of a topic, and amendments to it: proposed, supported, adopted or not, with reasons."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import open_row
from linli.base.text import words

from ..models import Amendment, AmendmentSupport, Stage, Topic, Wording
from ..permissions import lead_topic
from .stages import spoken_in

TALK = (Stage.Kind.DISCUSS, Stage.Kind.MEETING)
STATE = Amendment.State


@action
def write_wording(by: Actor, topic: Topic, *, text: str, now: datetime) -> Wording:
    """The committee writes what exactly is proposed, or writes it anew: a new version. Safe by the lock on the topic."""
    topic = open_row(by, Topic, topic.pk, Topic.State.RAISED, Topic.State.DISCUSSED, right=lead_topic)
    return _new_version(topic, words(text), now=now)


@action
def amend(by: Actor, topic: Topic, *, text: str, why: str, now: datetime) -> Amendment:
    """Propose another wording, whole, and say why. Safe by the lock on the topic. Refused without a wording, Invalid for the same words."""
    topic = spoken_in(by, topic, *TALK, now=now)
    latest = topic.wordings.last()
    if latest is None:
        raise Refused(_("There is no wording to amend yet."))
    new = words(text)
    if new == latest.text:
        raise Invalid(_("These are the words that stand there already."), field="text")
    return Amendment.objects.create(
        topic=topic, wording=latest, person_id=me(by), text=new, why=words(why, field="why", longest=500), said_at=now
    )


@action
def support_amendment(by: Actor, amendment: Amendment, *, is_wanted: bool, now: datetime) -> int:
    """Prefer this wording, or not any more. Returns how many do. Safe by the lock on the topic and the unique row."""
    spoken_in(by, amendment.topic, *TALK, now=now)
    found = _open(amendment)
    if is_wanted:
        AmendmentSupport.objects.get_or_create(amendment=found, person_id=me(by))
    else:
        found.supports.filter(person=me(by)).delete()
    return found.supports.count()


@action
def answer_amendment(by: Actor, amendment: Amendment, *, state: str, answer: str, now: datetime) -> Amendment:
    """Adopt it, decline it, or put it to the vote; the reason is public. Adopted, it is the new wording. Safe by the lock on the topic.

    Refused to adopt what amends an older version: its author, or the committee, writes it anew.
    """
    topic = open_row(by, Topic, amendment.topic.pk, Topic.State.DISCUSSED, right=lead_topic)
    found = _open(amendment)
    if state not in {STATE.ADOPTED, STATE.DECLINED, STATE.VOTED_ON}:
        raise Invalid(_("Adopt it, decline it, or put it to the vote."), field="state")
    if state == STATE.ADOPTED:
        if found.wording_id != topic.wordings.latest("number").pk:
            raise Refused(_("The wording has changed since this was proposed: compare the two, and write it anew."))
        _new_version(topic, found.text, now=now)
    found.state, found.answer, found.answered_at = state, words(answer, field="answer", longest=1000), now
    found.save()
    return found


def _open(amendment: Amendment) -> Amendment:
    found = Amendment.objects.filter(pk=amendment.pk, state=STATE.OPEN).first()
    if found is None:
        raise Missing(_("There is no such amendment, or it was answered already."))
    return found


def _new_version(topic: Topic, text: str, *, now: datetime) -> Wording:
    latest = topic.wordings.last()
    if latest and latest.text == text:
        raise Invalid(_("These are the words that stand there already."), field="text")
    return Wording.objects.create(topic=topic, number=latest.number + 1 if latest else 1, text=text, adopted_at=now)
