"""The wording that holds, and the amendments beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from linli.base.actors import Actor
from linli.base.differences import Piece, differences
from linli.base.text import hidden_name

from ..models import Amendment, AmendmentSupport, Topic, Wording


def wordings_of(topic: Topic) -> list[Wording]:
    """Every version, the latest last."""
    return list(topic.wordings.all())


@dataclass(frozen=True)
class Beside:
    """An amendment beside the wording it amends. `is_behind`: the wording has changed since."""

    amendment: Amendment
    who: str
    alike: int
    is_mine: bool
    is_shared: bool
    is_behind: bool
    is_shown: bool
    pieces: Sequence[Piece]


def amendments_of(reader: Actor, topic: Topic, *, latest: Wording | None) -> list[Beside]:
    """Open ones first, the most supported first. One query."""
    shared = AmendmentSupport.objects.filter(amendment=OuterRef("pk"), person=reader.person_id)
    rows = (
        topic.amendments.select_related("wording", "person", "hiding")
        .annotate(alike=Count("supports"), is_shared=Exists(shared))
        .order_by("-alike", "said_at", "pk")
    )
    found = [_beside(reader, row, latest) for row in rows]
    return sorted(found, key=lambda one: one.amendment.state != Amendment.State.OPEN)


def _beside(reader: Actor, row: Amendment, latest: Wording | None) -> Beside:
    is_shown = row.hiding is None or bool(row.hiding.is_shown_again)
    pieces = differences(row.wording.text, row.text) if is_shown else []
    is_mine = row.person_id is not None and row.person_id == reader.person_id
    return Beside(
        row,
        hidden_name(row.person.name) if row.person else "",
        getattr(row, "alike", 0),
        is_mine,
        getattr(row, "is_shared", False),
        latest is not None and row.wording_id != latest.pk and row.state == Amendment.State.OPEN,
        is_shown,
        pieces,
    )
