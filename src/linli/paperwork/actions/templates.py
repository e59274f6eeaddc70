"""An office's template is kept and mapped once; what its headings meant is remembered for the next."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing
from linli.base.papers import keep_file
from linli.base.rows import held, open_row
from linli.base.text import clean
from linli.facts.actions import record
from linli.records.seals import SEALED, seal_file

from .. import facts
from ..layouts import Layout, normalised, read_layout, read_message
from ..models import FOLDER, AskedForm, FormTemplate, KnownHeading
from ..people_in_files import may_be_remembered, without_people
from ..permissions import keep_form
from ..proposing import proposed
from ..queries.templates import field_names, names_among, remembered


@action
def upload_template(
    by: Actor, form: AskedForm, *, data: bytes, name: str, now: datetime, layout: Layout | None = None
) -> FormTemplate:
    """Keep a version of the office's file, with a mapping proposed from what its headings meant before. Pages read the file
    before they call, so that nobody's writing waits for it: `layout` is what they read.

    Invalid, with a sentence for the person, for a file that cannot be read or has nothing to fill. Safe by the lock on the form.
    """
    layout = layout or read_layout(data)
    return _keep(
        by,
        open_row(by, AskedForm, form.pk, AskedForm.State.OPEN, see=keep_form),
        layout,
        data,
        clean(name).strip()[-160:],
        now,
    )


@action
def keep_message(by: Actor, form: AskedForm, *, text: str, now: datetime) -> FormTemplate:
    """The same for a message that asks in a chat group. Invalid for one that leaves no blank. Safe by the lock on the form."""
    form, said = open_row(by, AskedForm, form.pk, AskedForm.State.OPEN, see=keep_form), clean(text).strip()
    return _keep(by, form, read_message(said), said.encode(), said.partition("\n")[0][:60], now)


def _keep(by: Actor, form: AskedForm, layout: Layout, data: bytes, name: str, now: datetime) -> FormTemplate:
    mapping = proposed(layout, field_names(by, form.community), remembered(form))
    headings = without_people(layout.slots, names_among(layout, form.community))
    template = FormTemplate.objects.create(
        form=form,
        name=name or form.title,
        file=keep_file(seal_file(data), folder=FOLDER, suffix=f"{layout.kind}{SEALED}"),
        kind=layout.kind,
        signature=layout.signature,
        slots=[[s.key, heading, s.kind] for s, heading in zip(layout.slots, headings, strict=True)],
        mapping=mapping,
        uploaded_at=now,
        by_id=me(by),
    )
    record(
        by,
        facts.TEMPLATE_KEPT.key,
        template,
        now=now,
        community_id=form.community_id,
        value=len(layout.slots),
        proposed=len(mapping),
    )
    return template


@action
def keep_mapping(
    by: Actor, template: FormTemplate, *, mapping: Mapping[str, str], rows: str, now: datetime
) -> FormTemplate:
    """Say which field fills each slot; the headings that were given a field are remembered for this office and, where nothing
    else is known, for all. What is somebody's own (a name, a number in a list sent already filled) is no heading and is not kept.

    Safe by the lock on the form. Invalid for a slot that the file does not have or a field that the reader may not read.
    """
    open_row(by, AskedForm, template.form.pk, AskedForm.State.OPEN, see=keep_form)
    template = held(FormTemplate.objects.select_related("form__community"), template.pk)
    if rows not in FormTemplate.Rows.values:
        raise Invalid(_("Choose one of the list."), field="rows")
    known = {f.key for f in field_names(by, template.form.community)}
    headings = {key: heading for key, heading, _kind in template.slots}
    if not set(mapping) <= set(headings) or not {field for field in mapping.values() if field} <= known:
        raise Missing(_("The file has no such place, or nothing is kept that could fill it."))
    template.mapping, template.rows = {key: field for key, field in mapping.items() if field}, rows
    template.save(update_fields=["mapping", "rows"])
    for key, field in template.mapping.items():
        if may_be_remembered(headings[key], field):
            _remember(template.form, normalised(headings[key])[:200], field)
    record(
        by,
        facts.TEMPLATE_MAPPED.key,
        template,
        now=now,
        community_id=template.form.community_id,
        value=len(template.mapping),
    )
    return template


def _remember(form: AskedForm, heading: str, field: str) -> None:
    """Two who map at once leave the later one's meaning: the unique rows hold."""
    if not heading:
        return
    if form.office_id:
        KnownHeading.objects.update_or_create(office_id=form.office_id, heading=heading, defaults={"field": field})
    KnownHeading.objects.update_or_create(office=None, heading=heading, defaults={"field": field})
