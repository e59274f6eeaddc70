"""Who keeps the ways in which offices are reached."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import Organisation


def _keeps(actor: Actor, organisation: Organisation) -> bool:
    return actor.holds(RoleKind.ADMINISTRATOR) or organisation.community_id in actor.divisions(
        {RoleKind.COMMITTEE_CHAIR}
    )


def _keeps_within(actor: Actor) -> Q:
    if actor.holds(RoleKind.ADMINISTRATOR):
        return ~NOTHING
    return Q(community__in=sorted(actor.divisions({RoleKind.COMMITTEE_CHAIR})))


keep_channels = Right("notices.keep_channels", "places.Organisation", allows=_keeps, within=_keeps_within)
