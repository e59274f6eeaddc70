"""What records do by themselves: unfinished files go, and so does what was kept long enough."""

from datetime import datetime

from linli.base.actors import HOUSE
from linli.base.ticks import every

from .actions.forgetting import forget_old_records
from .actions.importing import forget_old_files


def forget_files(now: datetime) -> None:
    forget_old_files(HOUSE, now=now)


def forget_records(now: datetime) -> None:
    forget_old_records(HOUSE, now=now)


every(6 * 60, "records.forget_files", forget_files)
every(24 * 60, "records.forget_records", forget_records)
