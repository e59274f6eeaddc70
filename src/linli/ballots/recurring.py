"""What happens to ballots by itself: they end when it was announced."""

from datetime import datetime

from linli.base.actors import HOUSE
from linli.base.ticks import every

from .actions.closing import close_due_ballots


def close(now: datetime) -> None:
    close_due_ballots(HOUSE, now=now)


every(1, "ballots.close", close)
