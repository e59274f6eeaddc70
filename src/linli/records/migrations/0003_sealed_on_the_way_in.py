"""What waits to be read in, and what could not be read in, lies sealed; of refused rows only columns that somebody chose are kept.

Which column was which field is asked once more: what was remembered held the headings of files, and these may be a person.
"""

import json
from pathlib import Path

from django.db import migrations, models

from linli.records.imports.files import keep_sealed, path_of
from linli.records.seals import SEALED, seal


def seal_rows(apps, schema_editor):
    for run in apps.get_model("records", "ImportRun").objects.exclude(refused=[]).iterator():
        # the headings stood in the order of the columns where the database keeps it; where it does not, cells cannot be told apart
        keeps_order = schema_editor.connection.vendor == "sqlite"
        headings = list(run.columns)
        mapped = [at for at, heading in enumerate(headings) if run.columns[heading]] if keeps_order else []
        rows = [[line, reason, [cells[at] for at in mapped if at < len(cells)]] for line, reason, cells in run.refused]
        run.refused_sealed = seal(json.dumps({"headings": [headings[at] for at in mapped], "rows": rows}, ensure_ascii=False))
        run.save(update_fields=["refused_sealed"])


def seal_files(apps, schema_editor):
    runs = apps.get_model("records", "ImportRun").objects
    runs.exclude(state="open").update(columns={})
    for run in runs.filter(state="open").exclude(file=""):
        old = path_of(run.file)
        if run.file.endswith(SEALED) or not old.exists():
            continue
        run.file = keep_sealed(old.read_bytes(), Path(run.file).suffix)
        run.save(update_fields=["file"])
        schema_editor.connection.on_commit(lambda old=old: old.unlink(missing_ok=True))
    apps.get_model("records", "RememberedMapping").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("records", "0002_handed")]

    operations = [
        migrations.AddField("importrun", "refused_sealed", models.TextField(blank=True)),
        migrations.RunPython(seal_rows, migrations.RunPython.noop),
        migrations.RunPython(seal_files, migrations.RunPython.noop),
        migrations.RemoveField("importrun", "refused"),
    ]
