"""What topics keep of a person. Erasing takes their words and their name away; where an answer was given, its place stays."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import BECAME_KNOWN, ERASERS, EXPORTS

from .actions.raising import count_who_became_known
from .models import Amendment, AmendmentSupport, Comment, CommentSupport, MapVoter, Opinion, Statement, Support, Topic


def export_deliberation(person_id: int) -> tuple[Any, dict[str, Path]]:
    """What one raised, supported, said, and how one stands on statements while a map is open."""
    opinions = Opinion.objects.filter(voter__person=person_id).order_by("statement__topic", "statement__number")
    mine = {"person": person_id}
    return {
        "raised": list(Topic.objects.filter(raised_by=person_id).order_by("pk").values("title", "about", "raised_at")),
        "supported": list(Support.objects.filter(**mine).order_by("pk").values_list("topic__title", flat=True)),
        "comments": list(Comment.objects.filter(**mine).values("topic__title", "text", "said_at")),
        "amendments": list(Amendment.objects.filter(**mine).values("topic__title", "text", "why", "said_at")),
        "statements": list(Statement.objects.filter(**mine).order_by("pk").values("topic__title", "text", "said_at")),
        "opinions": list(opinions.values("statement__topic__title", "statement__text", "says")),
    }, {}


@action
def erase_deliberation(by: Actor, person_id: int, now: datetime) -> None:
    """Words and name are taken away; statements stay, without a name, as others took a stand on them. Safe: each is one statement."""
    del by, now
    for said in (Support, CommentSupport, AmendmentSupport, MapVoter):
        said.objects.filter(person=person_id).delete()
    Comment.objects.filter(person=person_id).update(text="", stance="", person=None)
    Statement.objects.filter(person=person_id).update(person=None)
    Amendment.objects.filter(person=person_id).update(person=None)
    Topic.objects.filter(raised_by=person_id).update(raised_by=None)


EXPORTS.add("deliberation", export_deliberation)
ERASERS.add("deliberation", erase_deliberation)
BECAME_KNOWN.add("deliberation", count_who_became_known)
