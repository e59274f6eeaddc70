"""What was hidden and why, what was appealed, how it was ruled: in public, but not the words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing

from ..models import Amendment, Comment, Hiding, Statement, Topic
from ..permissions import RULERS, rule_on_appeal

Hideable = Topic | Comment | Amendment | Statement
PLACES = ("comment_hidden", "amendment_hidden", "statement_hidden", "topic_hidden")
KINDS = ("comment", "amendment", "statement", "topic")


def hidden_words(hiding: Hiding) -> Hideable:
    """What was hidden."""
    for name in PLACES:
        found: Hideable | None = getattr(hiding, name, None)
        if found is not None:
            return found
    raise LookupError(f"nothing is hidden by {hiding.pk}")


def author_of(said: Hideable) -> int | None:
    return said.raised_by_id if isinstance(said, Topic) else said.person_id


def said_in(topic: Topic, kind: str, key: int) -> Hideable:
    """A comment, an amendment, a statement or the topic itself. Missing where there is none."""
    places: dict[str, Any] = {"comment": topic.comments, "amendment": topic.amendments, "statement": topic.statements}
    found: Hideable | None = (
        topic if kind == "topic" else places[kind].filter(pk=key).first() if kind in places else None
    )
    if found is None:
        raise Missing(_("That is not there any more."))
    return found


def text_of(said: Hideable) -> str:
    return said.about if isinstance(said, Topic) else said.text


@dataclass(frozen=True)
class Hidden:
    """`text` only for its author and for who rules; `may_appeal` for its author."""

    hiding: Hiding
    what: str
    text: str
    is_mine: bool
    may_appeal: bool


def hidden_in(reader: Actor, topic: Topic) -> list[Hidden]:
    """Everything of a topic that was hidden, in order. One query."""
    return [_told(reader, row) for row in topic.hidings.select_related("topic__community", *PLACES)]


def _told(reader: Actor, row: Hiding) -> Hidden:
    said = hidden_words(row)
    is_mine = reader.person_id is not None and author_of(said) == reader.person_id
    names = {Topic: _("The topic"), Comment: _("A comment"), Amendment: _("An amendment"), Statement: _("A statement")}
    is_read = is_mine or rule_on_appeal.allows(reader, row)
    return Hidden(
        row, names[type(said)], text_of(said) if is_read else "", is_mine, is_mine and row.appealed_at is None
    )


def hiding_in(topic: Topic, key: int) -> Hiding:
    found = topic.hidings.filter(pk=key).first()
    if found is None:
        raise Missing(_("That is not there any more."))
    return found


def appeals(reader: Actor) -> list[Hidden]:
    """What waits for a ruling by this reader, the oldest first."""
    rows = Hiding.objects.filter(rule_on_appeal.within(reader), appealed_at__isnull=False, ruled_at__isnull=True)
    return [
        _told(reader, row)
        for row in rows.select_related("topic__community__division", *PLACES).order_by("appealed_at")[:200]
    ]


def appeals_waiting(reader: Actor) -> int:
    if not reader.holds(*RULERS):
        return 0
    return Hiding.objects.filter(
        rule_on_appeal.within(reader), appealed_at__isnull=False, ruled_at__isnull=True
    ).count()


def appeal_for(reader: Actor, key: int) -> Hiding:
    """Missing for who may not rule on it."""
    found = (
        Hiding.objects.filter(rule_on_appeal.within(reader), pk=key, appealed_at__isnull=False)
        .select_related("topic")
        .first()
    )
    if found is None:
        raise Missing(_("There is no appeal to rule on."))
    return found
