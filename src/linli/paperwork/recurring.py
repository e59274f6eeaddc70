"""What paperwork does by itself."""

from datetime import datetime

from linli.base.actors import HOUSE
from linli.base.ticks import every

from .actions.handing import forget_old_handovers


def forget(now: datetime) -> None:
    forget_old_handovers(HOUSE, now=now)


every(24 * 60, "paperwork.forget", forget)
