"""A fact about a ballot."""

from datetime import datetime
from typing import Any

from linli.base.actors import Actor
from linli.facts.actions import record
from linli.facts.kinds import FactKind

from ..models import Ballot


def happened(by: Actor, ballot: Ballot, kind: FactKind, *, now: datetime, **more: Any) -> None:
    record(by, kind.key, ballot, now=now, community_id=ballot.community_id, ballot_kind=ballot.kind, **more)
