"""A form fills itself from the records, in the office's own layout, and leaves a record of what was given."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.places.models import Community
from linli.records.actions.opening import open_rows
from linli.records.queries.rows import counts

from ..figures import BY_KEY
from ..files import path_of
from ..layouts import fill
from ..models import FormTemplate, Handover
from ..queries.templates import names_of_fields
from .handing import hand_over
from .lock import locked


@action
def fill_form(
    by: Actor, template: FormTemplate, *, due_date: date, purpose: str, basis: str, now: datetime, where: Mapping[str, Any] | None = None
) -> tuple[bytes, Handover]:  # fmt: skip
    """The filled file, and the record of it. Rows are those that meet `where`, as in `records.values.fits`.

    Every look is written down by the records' own action; sealed fields are opened only where the form maps one. The file
    itself is not kept: its digest is. Safe by the lock on the form. Invalid where nothing is mapped.
    """
    form = locked(by, template.form)
    template = FormTemplate.objects.get(pk=template.pk)
    if not template.mapping:
        raise Invalid(_("Say first which field fills which place of the file."))
    kinds = {key: kind for key, _heading, kind in template.slots}
    details = sorted({field for field in template.mapping.values() if field not in BY_KEY})
    rows = (
        open_rows(by, form.community, details, purpose=purpose, now=now, kind=template.rows, filters=where or {}) if details else []
    )  # fmt: skip
    cells = _cells(by, form.community, template, len(rows), now)
    if any(kinds[key] == "cell" and field not in BY_KEY for key, field in template.mapping.items()):
        cells |= _only(rows)
    made = fill(path_of(template.file).read_bytes(), template.mapping, rows, cells)
    handed = hand_over(
        by, form, due_date=due_date, fields=names_of_fields(by, form.community, template.mapping.values()), people=len(rows), purpose=purpose,
        basis=basis, now=now,
    )  # fmt: skip
    handed.template, handed.digest = template, sha256(made).hexdigest()
    handed.save(update_fields=["template", "digest"])
    return made, handed


def _only(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A card speaks of one person. Invalid where the choice fits none or several."""
    if len(rows) != 1:
        raise Invalid(
            _("This form is for one: your choice fits %(count)d. Narrow it by name.") % {"count": len(rows)},
            field="name",
        )
    return rows[0]


def _cells(by: Actor, community: Community, template: FormTemplate, rows: int, now: datetime) -> dict[str, Any]:
    """The single values that the form asks for: names, the day, and counts."""
    wanted = {field for field in template.mapping.values() if field in BY_KEY}
    plain = {
        "@community": community.name, "@street": community.street.name if community.street else "", "@today": localdate(now), "@who": by.name,
        "@rows": rows,
    }  # fmt: skip
    counted = {
        key: counts(by, community, where=BY_KEY[key].where, now=now, kind=BY_KEY[key].of) for key in wanted if BY_KEY[key].of
    }  # fmt: skip
    return {key: value for key, value in plain.items() if key in wanted} | counted
