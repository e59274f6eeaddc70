"""Rules by what the house knows of a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from linli.base.actors import Actor
from linli.base.rights import NOTHING, Rule, value

from .known import is_known, known_people, known_rows


@dataclass(frozen=True)
class known_in(Rule):  # noqa: N801  rules read as words
    """Whom the community under the path knows."""

    path: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        return is_known(actor.person_id, value(row, self.path))

    def within(self, actor: Actor) -> Q:
        if actor.person_id is None:
            return NOTHING
        return Q(**{f"{self.path or 'pk'}__in": known_rows().filter(person=actor.person_id).values("community")})

    def people(self, row: Any, on: date) -> Q:
        return Q(pk__in=known_people(value(row, self.path)))
