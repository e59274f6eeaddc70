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
from linli.base.papers import path_of
from linli.base.rows import held, open_row
from linli.base.text import words
from linli.places.models import Community
from linli.records.actions.opening import open_rows
from linli.records.seals import opened_file

from ..figures import BY_KEY, IDENTIFYING
from ..layouts import fill, fill_message
from ..models import FOLDER, AskedForm, FormTemplate, Handover
from ..permissions import keep_form
from ..queries.figures import figures_now
from ..queries.templates import asked_by_hand, fields_given_before, names_of_fields
from .handing import hand_over

LONGEST_ANSWER = 200


@action
def fill_form(
    by: Actor,
    template: FormTemplate,
    *,
    due_date: date,
    purpose: str,
    basis: str,
    now: datetime,
    where: Mapping[str, Any] | None = None,
    answers: Mapping[str, str] | None = None,
    only_new: bool = False,
) -> tuple[bytes, Handover]:
    """The filled file, and the record of it. Rows are those that meet `where`, as in `records.values.fits`.

    `answers` are typed into places that no record fills, and remembered unless the form speaks of one person. With `only_new`,
    columns that the same office was given before stay empty but for the names. Every look is written down by the records' own
    action; sealed fields are opened only where the form maps one. The file itself is not kept: its digest is. Safe by the lock
    on the form. Invalid where nothing is mapped.
    """
    form = open_row(by, AskedForm, template.form.pk, AskedForm.State.OPEN, see=keep_form)
    template = held(FormTemplate, template.pk)
    before = fields_given_before(by, template) - IDENTIFYING if only_new else frozenset()
    mapping = {key: field for key, field in template.mapping.items() if field not in before}
    if not mapping:
        raise Invalid(_("Say first which field fills which place of the file."))
    typed = _typed(template, answers or {})
    details = sorted({field for field in mapping.values() if field not in BY_KEY})
    opened = (
        open_rows(
            by,
            form.community,
            details,
            purpose=purpose,
            now=now,
            kind=template.rows,
            filters=where or {},
            passed_to=form.recipient,
            basis=basis,
        )
        if details
        else None
    )
    rows = opened.rows if opened else []
    cells = _cells(by, form.community, mapping, len(rows), now) | (_only(rows) if template.speaks_of_one else {})
    made = _filled(template, mapping, typed, rows, cells)
    headings = {key: heading[:80] for key, heading, _kind in template.slots}
    names = names_of_fields(by, form.community, mapping.values())
    handed = hand_over(
        by,
        form,
        due_date=due_date,
        fields=[*names, *(headings[key] for key in typed)],
        people=len(rows),
        purpose=purpose,
        basis=basis,
        now=now,
        left_out=names_of_fields(by, form.community, before),
    )
    handed.template, handed.digest, handed.opening = (
        template,
        sha256(made).hexdigest(),
        opened.opening if opened else None,
    )
    handed.save(update_fields=["template", "digest", "opening"])
    if not template.speaks_of_one:
        template.answers = typed
        template.save(update_fields=["answers"])
    return made, handed


def _filled(
    template: FormTemplate,
    mapping: Mapping[str, str],
    typed: Mapping[str, str],
    rows: list[dict[str, Any]],
    cells: dict[str, Any],
) -> bytes:
    whole, data = {**mapping, **{key: f"={key}" for key in typed}}, opened_file(path_of(FOLDER, template.file))
    cells = cells | {f"={key}": text for key, text in typed.items()}
    if template.kind == "text":
        return fill_message(data.decode(), whole, rows, cells).encode()
    return fill(data, whole, rows, cells)


def _typed(template: FormTemplate, answers: Mapping[str, str]) -> dict[str, str]:
    """Of the answers, those that were given to places which no record fills. Invalid for a long one."""
    open_places = {place.key for place in asked_by_hand(template)}
    said = {key: words(text, field=key, longest=LONGEST_ANSWER, required=False) for key, text in answers.items()}
    return {key: text for key, text in said.items() if text and key in open_places}


def _only(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A card speaks of one person. Invalid where the choice fits none or several."""
    if len(rows) != 1:
        raise Invalid(
            _("This form is for one: your choice fits %(count)d. Narrow it by name.") % {"count": len(rows)},
            field="name",
        )
    return rows[0]


def _cells(by: Actor, community: Community, mapping: Mapping[str, str], rows: int, now: datetime) -> dict[str, Any]:
    """The single values that the form asks for: names, the day, and counts."""
    wanted = {field for field in mapping.values() if field in BY_KEY}
    plain = {
        "@community": community.name,
        "@street": community.street.name if community.street else "",
        "@today": localdate(now),
        "@who": by.name,
        "@rows": rows,
    }
    counts = {figure.key: figure.count for figure in figures_now(by, community, now=now, keys=wanted).rows}
    return {key: value for key, value in plain.items() if key in wanted} | counts
