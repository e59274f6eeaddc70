"""Templates, what could fill them, and what was already given to the same office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Community
from linli.records.queries.fields import fields
from linli.records.queries.rows import names_known

from ..figures import FIGURES, PLAIN
from ..layouts import FieldName, Layout
from ..models import AskedForm, FormTemplate, Handover, KnownHeading
from ..permissions import keep_form

MOST_BY_HAND = 60
LONGEST_NAME = 20


@dataclass(frozen=True)
class Place:
    """A place to fill, with the field that fills it."""

    key: str
    heading: str
    kind: str
    field: str


def template_of(form: AskedForm) -> FormTemplate | None:
    """The version that is filled: the latest."""
    return form.templates.first()


def template_for(reader: Actor, key: int) -> FormTemplate:
    """For those who keep the form. Missing otherwise."""
    kept = AskedForm.objects.filter(keep_form.within(reader))
    found = (
        FormTemplate.objects.filter(pk=key, form__in=kept)
        .select_related("form__community__street", "form__office")
        .first()
    )
    if found is None:
        raise Missing(_("There is no such file."))
    return found


def places(template: FormTemplate) -> list[Place]:
    return [Place(key, heading, kind, template.mapping.get(key, "")) for key, heading, kind in template.slots]


def field_names(reader: Actor, community: Community) -> list[FieldName]:
    """What a form can be filled from: fields that the reader may read, names, days and counts."""
    found = [FieldName(f.key, f.name, tuple(f.headings)) for f in fields(reader, community)]
    return [*found, *(FieldName(f.key, f.headings[0], f.headings) for f in FIGURES)]


def choices(reader: Actor, community: Community) -> list[tuple[str, str]]:
    return [*((f.key, f.label) for f in fields(reader, community)), *((f.key, str(f.name)) for f in FIGURES)]


def marks(reader: Actor, community: Community) -> list[tuple[str, str]]:
    """Fields that say yes or no of a resident: to narrow a list by."""
    return [(f.key, f.label) for f in fields(reader, community) if f.kind == "yes_no" and f.belongs_to == "resident"]


def names_of_fields(reader: Actor, community: Community, keys: Iterable[str]) -> list[str]:
    """By their Chinese names, as hand-over records keep them, in the order of the register; the community's name and the day are none."""
    wanted = set(keys) - PLAIN
    return [f.name for f in field_names(reader, community) if f.key in wanted]


def names_among(layout: Layout, community: Community) -> frozenset[str]:
    """Of the words in a file's headings, those that are the name of somebody in the records or with an account."""
    words = {part.strip() for slot in layout.slots for part in slot.heading.split("/")}
    return names_known(community, {word for word in words if 2 <= len(word) <= LONGEST_NAME})


def remembered(form: AskedForm) -> dict[str, str]:
    """What headings meant: for all, then for this office, which wins."""
    known = dict(KnownHeading.objects.filter(office=None).values_list("heading", "field"))
    own = KnownHeading.objects.filter(office=form.office_id) if form.office_id else KnownHeading.objects.none()
    return known | dict(own.values_list("heading", "field"))


@dataclass(frozen=True)
class GivenBefore:
    """Of the columns that a form asks for, those that the same office got already, and when last."""

    asked: list[str]
    given: list[str]
    last: date | None

    @property
    def new(self) -> list[str]:
        return [name for name in self.asked if name not in self.given]


def given_before(form: AskedForm, names: Iterable[str]) -> GivenBefore:
    """From the records of what was handed over to this office by this community, whichever form it was for."""
    wanted, found = list(dict.fromkeys(names)), days_given(form)
    given = [name for name in wanted if name in found]
    return GivenBefore(wanted, given, max((found[name] for name in given), default=None))


def days_given(form: AskedForm) -> dict[str, date]:
    """By the name of a column: when this office got it last from this community."""
    rows = Handover.objects.filter(community=form.community_id, recipient=form.recipient[:120])
    found: dict[str, date] = {}
    for given, at in rows.order_by("given_at", "pk").values_list("fields", "given_at"):
        found |= dict.fromkeys(given, localdate(at))
    return found


def fields_given_before(reader: Actor, template: FormTemplate) -> frozenset[str]:
    """Of the fields that the form maps, those whose columns the same office was given before."""
    before, form = days_given(template.form), template.form
    names = {f.key: f.name for f in field_names(reader, form.community)}
    return frozenset(key for key in template.mapping.values() if names.get(key) in before)


def asked_by_hand(template: FormTemplate) -> list[Place]:
    """The single places that no record fills: what only people know."""
    return [place for place in places(template) if place.kind == "cell" and not place.field][:MOST_BY_HAND]
