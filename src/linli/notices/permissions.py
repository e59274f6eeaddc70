"""Who keeps the ways in which offices are reached, and who sees what did not arrive."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import Organisation, lies_under, under
from linli.places.permissions import in_area, lies_in

from .models import Delivery

ADMINISTRATOR = frozenset({RoleKind.ADMINISTRATOR})
CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
OFFICERS = frozenset({RoleKind.STREET_OFFICER, RoleKind.DEPARTMENT_OFFICER, RoleKind.UNIT_CONTACT})


# An office keeps its own ways; a chair those of the organisations in the community; an administrator those of the own area.


def _keeps(actor: Actor, organisation: Organisation) -> bool:
    return (
        actor.is_house
        or lies_in(organisation.division, actor.divisions(ADMINISTRATOR))
        or organisation.community_id in actor.divisions(CHAIR)
        or organisation.pk in actor.organisations(OFFICERS)
    )


def _keeps_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    return (
        in_area(actor.divisions(ADMINISTRATOR), "division")
        | Q(community__in=sorted(actor.divisions(CHAIR)))
        | Q(pk__in=sorted(actor.organisations(OFFICERS)))
    )


keep_channels = Right("notices.keep_channels", "places.Organisation", allows=_keeps, within=_keeps_within)


# What goes to a person is nobody else's business; that it did not arrive is the administrator's.


def _sees(actor: Actor, delivery: Delivery) -> bool:
    if delivery.organisation is not None:
        return _keeps(actor, delivery.organisation)
    if delivery.community is not None:
        return actor.is_house or lies_under(delivery.community, actor.divisions(ADMINISTRATOR))
    return actor.is_house or actor.holds(RoleKind.ADMINISTRATOR)


def _sees_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    offices = Q(organisation__in=Organisation.objects.filter(_keeps_within(actor)))
    persons = under(actor.divisions(ADMINISTRATOR))
    if actor.holds(RoleKind.ADMINISTRATOR):
        persons |= Q(community__isnull=True)
    return offices | (Q(organisation__isnull=True) & persons)


see_delivery = Right("notices.see_delivery", "notices.Delivery", allows=_sees, within=_sees_within)
