"""Words are hidden with a published reason; their author may appeal once; somebody else rules, in public."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.rows import held, open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell, tell_who_must
from linli.places.rules import over

from .. import facts
from ..models import Hiding, Topic
from ..notices import APPEALED, WORDS_HIDDEN
from ..permissions import RULERS, lead_topic, rule_on_appeal
from ..queries.moderation import Hideable, author_of, hidden_words


@action
def hide_words(by: Actor, said: Hideable, *, reason: str, now: datetime, note: str = "") -> Hiding:
    """Hide what was said, with one of the published reasons; its author is told. Safe by the lock on the topic. Refused if hidden before."""
    topic = open_row(by, Topic, _topic_of(said), right=lead_topic)
    found: Hideable = type(said).objects.get(pk=said.pk)
    if found.hiding_id:
        raise Refused(_("It was hidden before; a ruling on it stays."))
    if reason not in Hiding.Reason.values:
        raise Invalid(_("Choose one of the published reasons."), field="reason")
    found.hiding = Hiding.objects.create(
        topic=topic,
        reason=reason,
        note=words(note, field="note", longest=300, required=False),
        hidden_by_id=me(by),
        hidden_at=now,
    )
    found.save(update_fields=["hiding"])
    record(by, facts.HIDDEN.key, found.hiding, now=now, community_id=topic.community_id, reason=reason)
    if author := author_of(found):
        tell(
            by,
            WORDS_HIDDEN,
            to=[author],
            values={"title": topic.title},
            path=f"/topics/{topic.pk}/moderation/",
            now=now,
            community_id=topic.community_id,
        )
    return found.hiding


@action
def appeal(by: Actor, hiding: Hiding, *, text: str, now: datetime) -> Hiding:
    """The author appeals, once and within the days of the rule; chair and street office are told. Safe by the lock on the topic."""
    held(Topic, hiding.topic_id)
    found = Hiding.objects.select_related("topic__community").get(pk=hiding.pk)
    if author_of(hidden_words(found)) != me(by):
        raise NotYours(_("These are not your words."))
    if found.appealed_at:
        raise Refused(_("You have appealed already."))
    days = int(rule("deliberation.appeal_days", on=localdate(now), community=found.topic.community).value)
    if localdate(now) > localdate(found.hidden_at) + timedelta(days=days):
        raise Refused(_("An appeal is possible within %(days)d days.") % {"days": days})
    found.appeal, found.appealed_at = words(text, longest=1000), now
    found.save()
    values, community = {"title": found.topic.title}, found.topic.community
    tell_who_must(
        by,
        APPEALED,
        over(RULERS),
        community,
        values=values,
        path="/desk/topics/appeals/",
        now=now,
        but_not=[found.hidden_by_id],
    )
    return found


@action
def rule_on(by: Actor, hiding: Hiding, *, is_shown_again: bool, why: str, now: datetime) -> Hiding:
    """Somebody who did not hide it rules on the appeal, and says why in public. Safe by the lock on the topic and a constraint."""
    held(Topic, hiding.topic_id)
    found = Hiding.objects.select_related("topic__community").get(pk=hiding.pk)
    rule_on_appeal.require(by, found)
    if found.appealed_at is None or found.ruled_at:
        raise Refused(_("There is no appeal to rule on."))
    found.is_shown_again, found.ruling, found.ruled_by_id, found.ruled_at = (
        is_shown_again,
        words(why, field="why", longest=1000),
        me(by),
        now,
    )
    found.save()
    days = (localdate(now) - localdate(found.appealed_at)).days
    record(
        by,
        facts.RULED.key,
        found,
        now=now,
        community_id=found.topic.community_id,
        value=days,
        is_shown_again=is_shown_again,
    )
    if author := author_of(hidden_words(found)):
        values, path = {"title": found.topic.title}, f"/topics/{found.topic_id}/moderation/"
        tell(by, facts.RULED.key, to=[author], values=values, path=path, now=now, community_id=found.topic.community_id)
    return found


def _topic_of(said: Hideable) -> int:
    return said.pk if isinstance(said, Topic) else said.topic_id
