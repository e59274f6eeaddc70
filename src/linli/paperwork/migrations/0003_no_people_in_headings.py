"""Headings were remembered as they stood in files, people's names and numbers among them: these go, and so do those that nobody
gave a field. Office files are sealed, since some of them are lists that were filled already."""

from django.db import migrations

from linli.base.papers import keep_file, path_of
from linli.paperwork.layouts import Slot
from linli.paperwork.models import FOLDER
from linli.paperwork.people_in_files import may_be_remembered, without_people
from linli.records.seals import SEALED, seal_file

BATCH = 500


def forget_people(apps, schema_editor):
    known = apps.get_model("paperwork", "KnownHeading").objects
    known.filter(field="").delete()
    names = frozenset(apps.get_model("records", "Resident").objects.values_list("name", flat=True).iterator())
    gone = [
        row.pk
        for row in known.all().iterator()
        if not may_be_remembered(row.heading, row.field) or not names.isdisjoint(row.heading.split("/"))
    ]
    for at in range(0, len(gone), BATCH):
        known.filter(pk__in=gone[at : at + BATCH]).delete()
    for template in apps.get_model("paperwork", "FormTemplate").objects.all().iterator():
        slots = [Slot(*slot) for slot in template.slots]
        said = without_people(slots, names)
        template.slots = [[slot.key, heading, slot.kind] for slot, heading in zip(slots, said, strict=True)]
        _seal(template, schema_editor)
        template.save(update_fields=["slots", "file"])


def _seal(template, schema_editor):
    old = path_of(FOLDER, template.file)
    if template.file.endswith(SEALED) or not old.exists():
        return
    template.file = keep_file(seal_file(old.read_bytes()), folder=FOLDER, suffix=f"{template.kind}{SEALED}")
    schema_editor.connection.on_commit(lambda: old.unlink(missing_ok=True))


class Migration(migrations.Migration):
    dependencies = [("paperwork", "0002_answered_and_filed"), ("records", "0002_handed")]

    operations = [migrations.RunPython(forget_people, migrations.RunPython.noop)]
