"""Whose turn it is in a topic: the stage that runs, and who speaks in it."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import Actor, RoleKind, me
from linli.base.errors import NotYours, Refused
from linli.base.rows import open_row
from linli.people.queries import my_person

from ..models import Stage, Topic
from ..permissions import speak


def spoken_in(by: Actor, topic: Topic, *kinds: str, now: datetime) -> Topic:
    """The row under lock, for who may speak in it now: in a stage of these kinds that runs, and that is for them."""
    me(by)
    found = open_row(by, Topic, topic.pk, Topic.State.DISCUSSED, right=speak)
    stage = running_stage(found, on=localdate(now))
    if stage is None or stage.kind not in kinds:
        raise Refused(_("This is not its turn: look at the stages and their dates."))
    if not takes_part(by, stage):
        raise NotYours(_("This stage is for others: %(who)s.") % {"who": stage.get_who_display()})
    return found


def current_stage(topic: Topic) -> Stage | None:
    """The first that has not ended."""
    return topic.stages.filter(ended_at__isnull=True).order_by("place").first()


def running_stage(topic: Topic, *, on: date) -> Stage | None:
    """The stage whose turn it is, once its first day has come. It runs until it is ended, even past its last day."""
    stage = current_stage(topic)
    return stage if stage and stage.from_date <= on else None


def takes_part(by: Actor, stage: Stage) -> bool:
    if stage.who == Stage.Who.REPRESENTATIVES:
        return by.holds(RoleKind.REPRESENTATIVE)
    if stage.who == Stage.Who.BUILDINGS:
        door = my_person(by).door
        return door is not None and stage.buildings.filter(pk=door.building_id).exists()
    return True
