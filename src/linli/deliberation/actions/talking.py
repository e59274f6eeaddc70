"""Residents talk about a topic: comments, answers, and who thinks the same."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rows import open_row
from linli.base.text import words

from ..models import Comment, CommentSupport, Stage, Topic
from ..permissions import lead_topic, speak
from .stages import running_stage, spoken_in

LONGEST = 2000
TALK = (Stage.Kind.DISCUSS, Stage.Kind.OPINIONS, Stage.Kind.MEETING)
"""While a ballot runs, people vote: the talk has been."""


@action
def comment_on_topic(
    by: Actor, topic: Topic, *, text: str, now: datetime, stance: str = "", answers: Comment | None = None
) -> Comment:
    """Say something of the topic, or answer a comment. Safe by the lock on the topic. Refused when it is not the turn of talk."""
    topic = spoken_in(by, topic, *TALK, now=now)
    return _said(topic, text, stance, answers, person_id=me(by), is_from_desk=False, now=now)


@action
def comment_at_desk(by: Actor, topic: Topic, *, text: str, now: datetime, stance: str = "") -> Comment:
    """Written down for somebody who came by and has no telephone to do it: the page says so. Safe by the lock on the topic."""
    topic = open_row(by, Topic, topic.pk, Topic.State.DISCUSSED, right=lead_topic)
    stage = running_stage(topic, on=localdate(now))
    if stage is None or stage.kind not in TALK:
        raise Refused(_("This is not its turn: look at the stages and their dates."))
    return _said(topic, text, stance, None, person_id=None, is_from_desk=True, now=now)


def _said(
    topic: Topic,
    text: str,
    stance: str,
    answers: Comment | None,
    *,
    person_id: int | None,
    is_from_desk: bool,
    now: datetime,
) -> Comment:
    if stance not in Comment.Stance.values:
        raise Invalid(_("Say whether you are for it or against it, or ask."), field="stance")
    if answers and (answers.topic_id != topic.pk or answers.answers_id):
        raise Invalid(_("An answer is given to a comment on the same topic."), field="answers")
    return Comment.objects.create(
        topic=topic,
        person_id=person_id,
        is_from_desk=is_from_desk,
        text=words(text, longest=LONGEST),
        stance=stance,
        answers=answers,
        said_at=now,
    )


@action
def support_comment(by: Actor, comment: Comment, *, is_wanted: bool, now: datetime) -> int:
    """Think the same, or not any more. Returns how many do. Safe by the lock on the topic and the unique row. Refused of one's own."""
    spoken_in(by, comment.topic, *TALK, now=now)
    found = comment_in(comment.topic, comment.pk)
    if found.person_id == me(by):
        raise Refused(_("These are your own words."))
    if is_wanted:
        CommentSupport.objects.get_or_create(comment=found, person_id=me(by))
    else:
        found.supports.filter(person=me(by)).delete()
    return found.supports.count()


@action
def take_comment_back(by: Actor, comment: Comment, *, now: datetime) -> None:
    """Its author takes the words back: its place and the answers to it stay. Safe by one conditional update."""
    del now
    speak.require(by, comment.topic)
    if not Comment.objects.filter(pk=comment.pk, person=me(by)).update(text="", stance="", person=None):
        raise NotYours(_("These are not your words."))
    comment.supports.all().delete()


def comment_in(topic: Topic, key: int) -> Comment:
    found = topic.comments.filter(pk=key).select_related("topic").first()
    if found is None or not found.text:
        raise Missing(_("There is no such comment."))
    return found
