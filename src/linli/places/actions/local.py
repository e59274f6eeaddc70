"""Places without an official code: divisions that a state, a city or an earlier system numbers in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours

from ..models import Community, Division, Level
from ..permissions import keep_country
from .divisions import open_community


@dataclass(frozen=True)
class LocalDivision:
    """A division by the code it has among its siblings."""

    level: str
    local_code: str
    name: str
    name_en: str = ""


@action
def add_local_divisions(
    by: Actor, chain: Sequence[LocalDivision], *, now: datetime, under: Division | None = None
) -> Division:
    """Write divisions one below the other, and return the lowest; those that are known stay as they are.

    Unique by parent and local code, so doing it twice changes nothing. Invalid where a level does not lie below the one before.
    """
    if not (by.is_house or keep_country.allows(by, under)):
        raise NotYours(_("Only an administrator imports divisions."))
    levels = [level.value for level in Level]
    parent = under
    for local in chain:
        if local.level not in levels or (parent and levels.index(local.level) <= levels.index(parent.level)):
            raise Invalid(
                _("“%(name)s” does not lie below the division before it.") % {"name": local.name}, field="level"
            )
        if parent is None and local.level != Level.PROVINCE:
            raise Invalid(_("Every division but a province lies under another."), field="level")
        parent, _new = Division.objects.get_or_create(
            parent=parent,
            local_code=local.local_code,
            defaults={"level": local.level, "name": local.name, "name_en": local.name_en, "from_date": localdate(now)},
        )
    if parent is None:
        raise Invalid(_("Name at least one division."), field="division")
    return parent


@action
def open_local_community(
    by: Actor,
    chain: Sequence[LocalDivision],
    *,
    slug: str,
    now: datetime,
    under: Division | None = None,
) -> Community:
    """Open the community at the end of the chain, or give the one that is open. Rights and refusals as for its two steps."""
    division = add_local_divisions(by, chain, under=under, now=now)
    known = Community.objects.filter(pk=division.pk).first()
    return known or open_community(by, division, slug=slug, now=now)
