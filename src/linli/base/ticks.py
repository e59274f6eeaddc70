"""What is done again and again without anybody asking. The worker's `tick` runs each job when its time has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from .registry import Registry

CLOCKS, CHORES = "clocks", "chores"


@dataclass(frozen=True)
class Job:
    """`run` calls actions only; it may be run twice or late without harm. Jobs of one lane run one after the other, lanes beside each other."""

    key: str
    every_minutes: int
    run: Callable[[datetime], None]
    lane: str = CLOCKS


TICKS: Registry[Job] = Registry("recurring job")

stopping = Event()
"""Set when the worker is told to end: a job of many steps looks at it between two of them."""


def every(minutes: int, key: str, run: Callable[[datetime], None], *, lane: str = "") -> None:
    """Run a job again and again. What waits for others (mail servers, robots) or computes for long names a lane of its own,
    so that no deadline waits for it; what comes seldom shares the lane of chores.
    """
    TICKS.add(key, Job(key, minutes, run, lane or (CLOCKS if minutes < 60 else CHORES)))
