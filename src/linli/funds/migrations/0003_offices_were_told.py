"""An office that was told of a promise is not told of it again: it hears of each once."""

from uuid import uuid4

from django.db import migrations


def carry_over(apps, schema_editor):
    Reminder, Said = apps.get_model("funds", "Reminder"), apps.get_model("notices", "Said")
    run = uuid4()
    told = Reminder.objects.filter(promise__line__payer__isnull=False).select_related("promise__line")
    rows = [
        Said(
            kind="funds.promise.overdue", subject=f"funds.promise:{one.promise_id}", occasion=f"{one.promise.due_date} late",
            organisation_id=one.promise.line.payer_id, at=one.at, run=run,
        )
        for one in told.order_by("pk")
    ]
    Said.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('funds', '0002_guards'),
        ('notices', '0004_what_was_said_of_what_is_due'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
