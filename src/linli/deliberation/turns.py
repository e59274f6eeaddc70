"""What this reader can do with a topic now, so that pages and API offer the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.base.actors import Actor

from .actions.stages import takes_part
from .actions.talking import TALK
from .actions.wording import TALK as AMENDING
from .models import Stage, Topic
from .permissions import lead_topic, speak
from .queries.desk import current_of


@dataclass(frozen=True)
class Turns:
    """`stage`: whose turn it is, running or about to. `is_for_others`: the reader lives here, but the stage is not for them."""

    stage: Stage | None
    is_running: bool
    is_for_others: bool
    may_support: bool
    may_comment: bool
    may_comment_at_desk: bool
    may_amend: bool
    may_take_stand: bool


def turns_of(reader: Actor, topic: Topic, stages: Sequence[Stage], *, on: date) -> Turns:
    lives_here = speak.allows(reader, topic)
    stage = current_of(list(stages)) if topic.state == Topic.State.DISCUSSED else None
    is_running = stage is not None and stage.from_date <= on
    is_for_me = stage is not None and lives_here and takes_part(reader, stage)
    kind = stage.kind if stage and is_running else ""
    return Turns(
        stage,
        is_running,
        lives_here and stage is not None and not is_for_me,
        lives_here and topic.state == Topic.State.RAISED,
        is_for_me and kind in TALK,
        kind in TALK and lead_topic.allows(reader, topic),
        is_for_me and kind in AMENDING,
        is_for_me and kind == Stage.Kind.OPINIONS,
    )
