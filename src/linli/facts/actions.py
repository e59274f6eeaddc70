"""Recording what happened. Called inside a room's action, so that the fact stands or falls with the change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from linli.base.actions import running
from linli.base.actors import Actor
from linli.base.links import new_id

from .kinds import KINDS
from .models import Fact


def fact(
    by: Actor,
    kind: str,
    subject: models.Model,
    *,
    now: datetime,
    community_id: int | None,
    at: datetime | None = None,
    value: int | None = None,
    corrects: Fact | None = None,
    **attributes: Any,
) -> Fact:
    """A fact, not yet stored. `at` is when it happened, `now` when it is recorded. KeyError for an undeclared kind or attribute."""
    unknown = attributes.keys() - KINDS[kind].attributes
    if unknown:
        raise KeyError(f"{kind} does not declare {sorted(unknown)}")
    return Fact(
        id=new_id(),
        kind=kind,
        community_id=community_id,
        happened_at=at or now,
        recorded_at=now,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        value=value,
        role=by.acts_as,
        attributes={k: v for k, v in attributes.items() if v is not None},
        corrects=corrects,
    )


def record(
    by: Actor, kind: str, subject: models.Model, *, now: datetime, community_id: int | None, **more: Any
) -> Fact:
    """Store one fact in the transaction of the action under way. RuntimeError outside an action."""
    return record_all([fact(by, kind, subject, now=now, community_id=community_id, **more)])[0]


def record_all(facts: Iterable[Fact]) -> list[Fact]:
    """Store facts in bulk, for imports."""
    if not running():
        raise RuntimeError("a fact is recorded inside an action")
    return Fact.objects.bulk_create(list(facts), batch_size=2000)
