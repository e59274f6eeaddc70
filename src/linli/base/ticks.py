"""What is done again and again without anybody asking. The worker's `tick` runs each job when its time has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .registry import Registry


@dataclass(frozen=True)
class Job:
    """`run` calls actions only; it may be run twice or late without harm."""

    key: str
    every_minutes: int
    run: Callable[[datetime], None]


TICKS: Registry[Job] = Registry("recurring job")


def every(minutes: int, key: str, run: Callable[[datetime], None]) -> None:
    TICKS.add(key, Job(key, minutes, run))
