"""What comes by e-mail is chosen by kind; deliveries know their office; unread notices have an index of their own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_refusals(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    refused = apps.get_model("notices", "Preference").objects.filter(wants_email=False)
    silence = apps.get_model("notices", "Silence")
    silence.objects.bulk_create(silence(person_id=p.person_id, kind="") for p in refused)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("people", "0001_initial"), ("places", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(blank=True, max_length=60)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.UniqueConstraint(fields=("person", "kind"), name="silence_once"),
        ),
        migrations.RunPython(keep_refusals, migrations.RunPython.noop),
        migrations.DeleteModel(name="Preference"),
        migrations.AddField(
            model_name="delivery",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="places.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["person"], name="notice_unread"
            ),
        ),
    ]
