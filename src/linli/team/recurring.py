"""What a team is reminded of."""

from datetime import datetime

from linli.base.actors import HOUSE
from linli.base.ticks import every

from .actions.handover import remind_of_handovers


def remind(now: datetime) -> None:
    remind_of_handovers(HOUSE, now=now)


every(24 * 60, "team.handover", remind)
