"""What people are told about being known as neighbours. people stands below notices and tells through `HEARD`."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from linli.base.actors import Actor
from linli.people.registries import HEARD

from .actions import tell
from .kinds import declare_notice

declare_notice(
    "people.known.asked",
    _("Somebody asks to be confirmed as a neighbour"),
    _("If you know them, say so; if not, pass it on."),
)
declare_notice(
    "people.known.confirmed",
    _("You are known as a neighbour here"),
    _("Your support counts from now on, and you may be called when somebody needs hands."),
)
declare_notice(
    "people.known.ended",
    _("You are no longer known as a neighbour here"),
    _("If that is a mistake, come to the desk or telephone."),
)
declare_notice(
    "people.known.come",
    _("Please come to the desk to be confirmed as a neighbour"),
    _("Bring something that shows where you live: an identity card, a lease, a bill."),
)


def tell_people(by: Actor, kind: str, to: list[int], community_id: int, path: str, now: datetime) -> None:
    tell(by, kind, to=to, values={}, path=path, now=now, community_id=community_id)


HEARD.add("notices", tell_people)
