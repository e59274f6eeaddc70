"""The comments of a topic, a page at a time: the number of queries is the same for five comments and for five thousand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.text import hidden_name, mask_personal

from ..models import Amendment, Comment, CommentSupport, Hiding, Topic
from ..permissions import lead_topic

PAGE = 30
ORDERS = {"new": ("-said_at", "-pk"), "old": ("said_at", "pk"), "most": ("-alike", "-said_at", "-pk")}


@dataclass(frozen=True)
class Line:
    """A comment as the reader may see it. Without `text`: hidden (`hiding` says why) or taken back."""

    key: int
    who: str
    text: str
    stance: str
    stance_name: str
    at: datetime
    alike: int
    is_mine: bool
    is_shared: bool
    is_from_desk: bool
    hiding: Hiding | None
    answers: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Talk:
    lines: list[Line]
    page: Page
    order: str
    count: int
    stances: dict[str, int]


def talk_of(reader: Actor, topic: Topic, *, order: str = "new", page: int = 1) -> Talk:
    """A page of comments with their answers. Telephone and identity numbers are masked, names shortened to the surname."""
    order = order if order in ORDERS else "new"
    seen = Paginator(_rows(reader, topic).filter(answers__isnull=True).order_by(*ORDERS[order]), PAGE).get_page(page)
    above = list(seen.object_list)
    below: dict[int, list[Line]] = {}
    for answer in _rows(reader, topic).filter(answers__in=[row.pk for row in above]).order_by("said_at", "pk"):
        below.setdefault(answer.answers_id or 0, []).append(_line(reader, topic, answer))
    counts = dict(
        topic.comments.filter(answers__isnull=True)
        .exclude(stance="")
        .values_list("stance")
        .annotate(n=Count("pk"))
        .order_by()
    )
    lines = [_line(reader, topic, row, tuple(below.get(row.pk, ()))) for row in above]
    return Talk(lines, seen, order, seen.paginator.count, counts)


def comment_of(topic: Topic, key: int) -> Comment:
    found = topic.comments.filter(pk=key).select_related("topic").first()
    if found is None:
        raise Missing(_("There is no such comment."))
    return found


def amendment_of(topic: Topic, key: int) -> Amendment:
    found = (
        topic.amendments.filter(pk=key)
        .select_related("wording", "topic", "hiding", "person")
        .annotate(alike=Count("supports"))
        .first()
    )
    if found is None:
        raise Missing(_("There is no such amendment."))
    return found


def _rows(reader: Actor, topic: Topic) -> QuerySet[Any]:
    """With `alike`, how many think so too, and `is_shared`, whether the reader does."""
    shared = CommentSupport.objects.filter(comment=OuterRef("pk"), person=reader.person_id)
    return topic.comments.select_related("person", "hiding").annotate(alike=Count("supports"), is_shared=Exists(shared))


def _line(reader: Actor, topic: Topic, row: Any, answers: tuple[Line, ...] = ()) -> Line:
    is_mine = row.person_id is not None and row.person_id == reader.person_id
    is_seen = row.hiding is None or row.hiding.is_shown_again or is_mine or lead_topic.allows(reader, topic)
    who = (
        _("somebody at the desk")
        if row.is_from_desk
        else hidden_name(row.person.name)
        if row.person
        else _("somebody who has left")
    )
    return Line(
        row.pk,
        who,
        mask_personal(row.text) if is_seen else "",
        row.stance,
        str(row.get_stance_display()) if row.stance else "",
        row.said_at,
        row.alike,
        is_mine,
        row.is_shared,
        row.is_from_desk,
        row.hiding,
        answers,
    )
