"""Deciding what may be kept: fields on and off, fields of one's own."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, NotYours
from linli.base.text import words
from linli.facts.actions import record
from linli.places.models import Community, Division, Level

from .. import facts
from ..models import OwnField, Switch
from ..permissions import allow_sealed_fields, choose_fields
from ..queries.fields import own_key, register_over
from ..register import KINDS, OWNERS, Field

MOST_MONTHS = 600


@action
def switch_field(by: Actor, division: Division, key: str, *, is_on: bool, now: datetime, basis: str = "") -> Switch:
    """Keep a field in a place, or keep it no more; what was written stays until its retention is over, and is not shown.

    A sealed field is switched on for a county, with its legal basis, by the district's coordinator or an administrator.
    Unique by place and field in the database. Invalid without a basis or a purpose: such a field cannot be filled.
    """
    field = register_over(division.pk).get(key)
    if field is None:
        raise Missing(_("There is no such field."))
    basis = words(basis, field="basis", longest=200, required=False)
    _require(by, division, field, is_on=is_on)
    if is_on and field.is_sealed and not basis:
        raise Invalid(_("Name the legal basis on which this sealed field is kept here."), field="basis")
    if is_on and not (field.purpose and (basis or field.basis)):
        raise Invalid(_("A field without a basis and a purpose cannot be filled."), field="basis")
    switch, _made = Switch.objects.update_or_create(
        division=division,
        field=key,
        defaults={"is_on": is_on, "is_sealed": field.is_sealed, "basis": basis, "by_id": by.person_id, "at": now},
    )
    record(by, facts.SWITCHED.key, switch, now=now, community_id=_community(division), field=key, on=is_on)
    return switch


@action
def add_own_field(
    by: Actor,
    community: Community,
    *,
    name: str,
    kind: str,
    belongs_to: str,
    basis: str,
    purpose: str,
    retention_months: int,
    now: datetime,
    choices: Sequence[str] = (),
    name_en: str = "",
) -> OwnField:
    """A field of the community's own. Unique by name in the database; Invalid without basis, purpose, or choices to choose from."""
    choose_fields.require(by, community)
    if kind not in KINDS or belongs_to not in OWNERS:
        raise Invalid(_("Choose what kind of field it is."), field="kind")
    if not 1 <= retention_months <= MOST_MONTHS:
        raise Invalid(_("Say for how many months it is kept."), field="retention_months")
    named = [{"key": f"c{at}", "name": choice.strip()[:60]} for at, choice in enumerate(choices) if choice.strip()]
    if kind == "choice" and len(named) < 2:
        raise Invalid(_("Write at least two choices, one to a line."), field="choices")
    name = words(name, field="name", longest=60)
    if OwnField.objects.filter(division=community.pk, name=name, belongs_to=belongs_to).exists():
        raise Invalid(_("There is a field of this name already."), field="name")
    own = OwnField.objects.create(
        division_id=community.pk,
        name=name,
        name_en=words(name_en, longest=80, required=False),
        kind=kind,
        belongs_to=belongs_to,
        choices=named,
        basis=words(basis, field="basis", longest=200),
        purpose=words(purpose, field="purpose", longest=200),
        retention_months=retention_months,
        created_at=now,
    )
    record(by, facts.SWITCHED.key, own, now=now, community_id=community.pk, field=own_key(own), on=True)
    return own


def _require(by: Actor, division: Division, field: Field, *, is_on: bool) -> None:
    if field.is_sealed and is_on:
        if division.level != Level.COUNTY:
            raise Invalid(_("Sealed fields are switched on for a county."))
        allow_sealed_fields.require(by, division)
        return
    community = Community.objects.filter(pk=division.pk).first()
    if not allow_sealed_fields.allows(by, division) and not (community and choose_fields.allows(by, community)):
        raise NotYours(_("Your roles do not include this. Ask the committee who can do it."))


def _community(division: Division) -> int | None:
    return division.pk if division.level == Level.COMMUNITY else None
