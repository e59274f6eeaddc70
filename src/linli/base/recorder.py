"""How the floors below facts have a fact recorded: they call `note_fact`, and the facts room says what that does.

people and places stand below facts and may not import it; an action there calls this instead.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model

from .actors import Actor
from .registry import Registry

RECORDER: Registry[Callable[..., Any]] = Registry("recorder")


def note_fact(by: Actor, kind: str, subject: Model, *, now: datetime, community_id: int | None, **more: Any) -> None:
    """Record a fact inside the action under way. KeyError for an undeclared kind."""
    RECORDER["fact"](by, kind, subject, now=now, community_id=community_id, **more)
