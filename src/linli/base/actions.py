"""What makes a function an action: one transaction, a name in the register, and the only place that may write."""

import functools
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import transaction

from .remembered import forget_tokens
from .rules import rules_read_once

P = ParamSpec("P")
T = TypeVar("T")

ACTIONS: dict[str, Callable] = {}
_running: ContextVar[tuple[str, ...]] = ContextVar("running", default=())


def action(function: Callable[P, T]) -> Callable[P, T]:
    """Run `function` in one transaction of its own, or in that of the action that calls it.

    The outermost action owns the transaction: calling one inside somebody else's `atomic()` raises RuntimeError, because
    what it tells people could then be rolled back behind its back.
    """
    name = f"{function.__module__.split('.')[1]}.{function.__name__}"

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        outer = _running.get()
        token = _running.set((*outer, name))
        try:
            with (
                rules_read_once() if not outer else nullcontext(),
                transaction.atomic(durable=not outer, savepoint=not outer),
            ):
                result = function(*args, **kwargs)
                if transaction.get_rollback():
                    raise RuntimeError(f"{name} goes on after something in it has failed; nothing would be stored")
                return result
        finally:
            _running.reset(token)
            if not outer:
                forget_tokens()

    ACTIONS[name] = run
    return run


def running() -> tuple[str, ...]:
    """The names of the actions under way, outermost first."""
    return _running.get()
