"""The field register as those read it who decide about it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, NotYours
from linli.places.models import Community, Division

from ..permissions import UNSEALERS, allow_sealed_fields, choose_fields
from ..register import Field
from .fields import register_of, register_over


@dataclass(frozen=True)
class County:
    """A county in which the reader decides about sealed fields, and how each stands there."""

    key: int
    label: str
    fields: list[Field]


def fields_to_choose(by: Actor, community: Community | None) -> list[Field]:
    """Every field, on or off, for who decides about them here; none for others. Sealed ones are decided for the county."""
    if community is None or not choose_fields.allows(by, community):
        return []
    return list(register_of(community).values())


def counties(by: Actor, *, most: int = 20) -> list[County]:
    """The counties that are served here and lie in the reader's area."""
    if not by.divisions(UNSEALERS):
        return []
    served = Community.objects.exclude(county=None).values("county")
    found = Division.objects.filter(allow_sealed_fields.within(by), pk__in=served).order_by("code", "pk")[:most]
    return [County(d.pk, d.label, [f for f in register_over(d.pk).values() if f.is_sealed]) for d in found]


def division_to_switch(by: Actor, key: int) -> Division:
    """A county or a community in which the reader decides. Missing otherwise."""
    division = Division.objects.select_related("parent__parent__parent__parent").filter(pk=key).first()
    community = Community.objects.filter(pk=key).first()
    if division is None or not (
        allow_sealed_fields.allows(by, division) or (community and choose_fields.allows(by, community))
    ):
        raise Missing(_("There is no such place here in which you decide."))
    return division


def require_chooser(by: Actor, community: Community | None) -> None:
    if not fields_to_choose(by, community) and not by.divisions(UNSEALERS):
        raise NotYours(
            _("Which fields are kept is decided by the chair for the community, and above it for sealed fields.")
        )
