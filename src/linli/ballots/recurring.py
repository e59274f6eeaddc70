"""What happens to ballots by itself: they end when it was announced, and old rolls lose their names."""

from datetime import datetime

from linli.base.actors import HOUSE
from linli.base.ticks import every

from .actions.closing import close_due_ballots
from .actions.rolls import forget_old_rolls


def close(now: datetime) -> None:
    close_due_ballots(HOUSE, now=now)


def forget(now: datetime) -> None:
    forget_old_rolls(HOUSE, now=now)


every(1, "ballots.close", close)
every(24 * 60, "ballots.forget", forget)
