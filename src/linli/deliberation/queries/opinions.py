"""Opinion maps: which statement to show next, what was said so far, and the map in words and as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from linli.people.known import of_known

from ..drawing import votes_from
from ..models import DrawnMap, MapVoter, Opinion, Statement, Topic

if TYPE_CHECKING:
    from linli.base.actors import Actor

    from ..opinions import Votes


def open_statements(topic: Topic) -> QuerySet[Statement]:
    """Those that were never hidden, or are shown again."""
    return topic.statements.filter(Q(hiding__isnull=True) | Q(hiding__is_shown_again=True))


@dataclass(frozen=True)
class Turn:
    """The statement to take a stand on next, and how far this reader has come."""

    statement: Statement | None
    done: int
    all: int


def turn_of(reader: Actor, topic: Topic) -> Turn:
    """Those that fewest took a stand on come first, so that every statement is seen as often; the same for everybody alike."""
    shown = open_statements(topic)
    said = Opinion.objects.filter(voter__topic=topic, voter__person=reader.person_id).values("statement")
    left = shown.exclude(pk__in=said)
    count = shown.count()
    return Turn(left.order_by("votes", "number").first(), count - left.count(), count)


def statement_of(topic: Topic, key: int) -> Statement | None:
    return open_statements(topic).filter(pk=key).select_related("topic").first()


def votes_of(topic: Topic) -> tuple[Votes, list[int]]:
    """What those whom the committee knows said so far as a sparse matrix, and the numbers of the statements in its order."""
    numbers = list(open_statements(topic).values_list("number", flat=True))
    rows = (
        Opinion.objects.filter(
            of_known("voter__person", "voter__topic__community"), statement__in=open_statements(topic)
        )
        .order_by()
        .values_list("voter", "statement__number", "says")
    )
    return votes_from(list(rows), numbers), numbers


def others_on(topic: Topic) -> int:
    """How many took a stand whom nobody has confirmed: beside the map, not in it."""
    return (
        MapVoter.objects.filter(~of_known("person", "topic__community"), topic=topic, opinions__isnull=False)
        .distinct()
        .count()
    )


@dataclass(frozen=True)
class Holds:
    """What a group holds: the statement, whether it agrees, and how many of a hundred who saw it do."""

    text: str
    is_agreeing: bool
    percent: int


@dataclass(frozen=True)
class Shown:
    """A group: a letter, how many, what it holds, and its ellipse on the picture."""

    letter: str
    size: int
    holds: list[Holds]
    x: float
    y: float
    rx: float
    ry: float
    turn: float


@dataclass(frozen=True)
class Row:
    """A statement with what each group says of it: of a hundred that saw it, how many agree; None where nobody of the group did."""

    number: int
    text: str
    agree: list[int | None]


@dataclass(frozen=True)
class MapPage:
    voters: int
    votes: int
    others: int
    hidden: int
    is_closed: bool
    groups: list[Shown]
    common: list[Holds]
    dividing: list[Row]
    rows: list[Row]


SIDE = 100
MARGIN = 12


def map_of(topic: Topic) -> MapPage | None:
    """The map as it was drawn last; None before the first. Two queries. Nothing in it is about one person."""
    kept = DrawnMap.objects.filter(topic=topic).first()
    if kept is None or not kept.drawn:
        return None
    drawn, texts = kept.drawn, dict(open_statements(topic).values_list("number", "text"))
    told = [texts.get(number, "") for number in kept.numbers]
    rows = [
        Row(number, told[at], [_agree(group, at) for group in drawn["groups"]])
        for at, number in enumerate(kept.numbers)
        if told[at]
    ]
    by_number = {row.number: row for row in rows}
    return MapPage(
        kept.voters,
        kept.votes,
        kept.others,
        drawn["hidden"],
        kept.closed_at is not None,
        _groups(drawn, told),
        [
            Holds(told[one["statement"]], one["is_agreeing"], _least(drawn, one))
            for one in drawn["common"]
            if told[one["statement"]]
        ],
        [by_number[kept.numbers[one["statement"]]] for one in drawn["dividing"] if told[one["statement"]]][:7],
        rows,
    )


def _agree(group: dict[str, Any], at: int) -> int | None:
    disagree, passed, agree = group["figures"][at]
    seen = disagree + passed + agree
    return round(100 * agree / seen) if seen else None


def _least(drawn: dict[str, Any], told: dict[str, Any]) -> int:
    """Of the group that is least of one mind on it, how many of a hundred say so."""
    side = 2 if told["is_agreeing"] else 0
    shares = [
        (group["figures"][told["statement"]][side], sum(group["figures"][told["statement"]]))
        for group in drawn["groups"]
    ]
    return min(round(100 * part / whole) for part, whole in shares if whole)


def _groups(drawn: dict[str, Any], told: list[str]) -> list[Shown]:
    """Groups with their ellipses, scaled into a square; a ring of 5 at least, so that no small group shrinks to a point."""
    shapes = [group["shape"] for group in drawn["groups"]]
    if not shapes:
        return []
    reach = max(max(abs(shape["x"]), abs(shape["y"])) + max(shape["wide"], shape["high"]) for shape in shapes) or 1.0
    scale = (SIDE - MARGIN) / reach
    return [
        Shown(
            chr(ord("A") + at),
            group["size"],
            [
                Holds(told[one["statement"]], one["is_agreeing"], round(100 * one["share"]))
                for one in group["holds"]
                if told[one["statement"]]
            ],
            round(shape["x"] * scale, 1),
            round(-shape["y"] * scale, 1),
            max(round(shape["wide"] * scale, 1), 5),
            max(round(shape["high"] * scale, 1), 5),
            round(-shape["turn"], 1),
        )
        for at, (group, shape) in enumerate(zip(drawn["groups"], shapes, strict=True))
    ]
