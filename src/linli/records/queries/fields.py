"""The field register as it stands in a place: shipped fields and the offices' own, switched by the nearest office."""

from collections.abc import Iterable, Mapping

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import NotYours
from linli.places.models import Community

from ..models import OwnField, Switch
from ..permissions import keep_records
from ..register import COMPUTED, Choice, Field, shipped


def register_of(community: Community) -> dict[str, Field]:
    """Every field by its key, on or off, in the order of a record. Nobody's data: it may be asked for by everybody."""
    return _register(_chain(community))


def register_over(division_id: int) -> dict[str, Field]:
    """The register as one division has it."""
    return _register([division_id])


def fields(by: Actor, community: Community) -> list[Field]:
    """The fields that the reader may read here, those that follow from others (address, age …) included. NotYours for others."""
    require_keeper(by, community)
    return [*seen(by, register_of(community)).values(), *COMPUTED]


def seen(by: Actor, register: Mapping[str, Field]) -> dict[str, Field]:
    """Of a register, the fields that are kept and that one of the reader's roles may see."""
    held = {role.kind.value for role in by.roles}
    return {key: f for key, f in register.items() if f.is_fillable and held & set(f.seen_by)}


def require_keeper(by: Actor, community: Community) -> None:
    keep_records.require(by, community)


def readable(by: Actor, community: Community, keys: Iterable[str]) -> list[Field]:
    """These fields. NotYours if one of them is not the reader's to read, or does not exist."""
    known = {f.key: f for f in fields(by, community)}
    if missing := [key for key in keys if key not in known]:
        raise NotYours(
            _("These fields are not kept here, or not for you: %(fields)s.") % {"fields": ", ".join(missing)}
        )
    return [known[key] for key in keys]


def _chain(community: Community) -> list[int]:
    """The community and the divisions above it, the nearest last."""
    above = (community.province_id, community.city_id, community.county_id, community.street_id, community.pk)
    return [key for key in above if key]


def _register(chain: list[int]) -> dict[str, Field]:
    nearness = Case(*(When(division=key, then=Value(at)) for at, key in enumerate(chain)), output_field=IntegerField())
    found = {f.key: f for f in shipped()}
    found |= {own_key(row): _own(row) for row in OwnField.objects.filter(division__in=chain).order_by("pk")}
    for switch in Switch.objects.filter(division__in=chain).order_by(nearness, "pk"):
        if switch.field in found:
            found[switch.field] = found[switch.field].switched(is_on=switch.is_on, basis=switch.basis)
    return found


def own_key(row: OwnField) -> str:
    return f"own-{row.pk}"


def _own(row: OwnField) -> Field:
    return Field(
        own_key(row),
        row.name,
        row.kind,
        row.belongs_to,
        row.name_en,
        basis=row.basis,
        purpose=row.purpose,
        retention_months=row.retention_months,
        choices=tuple(Choice(c["key"], c["name"]) for c in row.choices),
        headings=(row.name,),
    )
