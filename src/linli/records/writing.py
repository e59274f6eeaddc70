"""How a record changes: only through entries. What actions share; it asks for no right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.text import sound_of

from .cells import read_cell
from .models import Entry, Household, Resident
from .register import Field
from .seals import seal, unseal


@dataclass(frozen=True)
class Source:
    """Where an entry comes from. `line` for files alone."""

    origin: str
    file_name: str = ""
    line: int | None = None
    note: str = ""

    def entry(self, by: Actor, values: Mapping[str, Any], *, now: datetime, **of: Any) -> Entry:
        return Entry(
            **of,
            values=dict(values),
            origin=self.origin,
            file_name=self.file_name,
            line=self.line,
            note=self.note[:200],
            by_id=by.person_id,
            by_role=by.acts_as,
            at=now,
        )


def read_values(
    by: Actor, register: Mapping[str, Field], given: Mapping[str, Any], *, owner: str, today: date
) -> dict[str, Any]:
    """What was written, as it is kept. Invalid for a field that is off, has no basis or purpose, or is not the writer's to see."""
    held = {role.kind.value for role in by.roles}
    read: dict[str, Any] = {}
    for key, cell in given.items():
        field = register.get(key)
        if field is None or field.belongs_to != owner or not field.is_fillable or not held & set(field.seen_by):
            label = field.label if field else key
            raise Invalid(
                _("“%(field)s” is not kept here: it has no basis and purpose, or is not for you.") % {"field": label},
                field=key,
            )
        try:
            read[key] = read_cell(field, "" if cell is None else cell, today=today)
        except Invalid as wrong:
            raise Invalid(str(wrong), field=key) from wrong
    return read


def differences(register: Mapping[str, Field], kept: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    """Of what was read, that which is not kept so already, sealed where it is to be."""
    return {
        key: _kept_as(register[key], value)
        for key, value in read.items()
        if not is_same(register[key], kept.get(key), value)
    }


def is_same(field: Field, kept: Any, read: Any) -> bool:
    if field.is_sealed and kept and read:
        return unseal(kept) == read
    return (kept if kept != "" else None) == read


def fold(values: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The values after an entry; what it empties is gone."""
    return {key: value for key, value in {**values, **changes}.items() if value is not None}


def change_resident(
    by: Actor, resident: Resident, changes: Mapping[str, Any], source: Source, *, now: datetime
) -> Entry | None:
    """Apply the changes to the record and return the entry that says so; neither is stored yet. None where nothing changes."""
    if not changes:
        return None
    resident.values = fold(resident.values, {k: v for k, v in changes.items() if k != "address"})
    resident.name = resident.values["name"]
    resident.sound = sound_of(resident.name)
    return source.entry(by, changes, now=now, resident=resident)


def change_household(
    by: Actor, household: Household, changes: Mapping[str, Any], source: Source, *, now: datetime
) -> Entry | None:
    if not changes:
        return None
    household.values = fold(household.values, changes)
    return source.entry(by, changes, now=now, household=household)


def _kept_as(field: Field, value: Any) -> Any:
    return seal(value) if field.is_sealed and value is not None else value
