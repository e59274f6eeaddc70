from django.db import migrations
from django.db.models import F


def keep_what_was_promised(apps, schema_editor):
    """What is due now is the earliest promise that is still known."""
    apps.get_model("casework", "Case").objects.update(
        first_accept_due_at=F("accept_due_at"),
        first_answer_due_at=F("answer_due_at"),
        first_resolve_due_at=F("resolve_due_at"),
    )


def find_reporters_of_merged_requests(apps, schema_editor):
    """Whoever reported a merged request joined its heir at the moment of that report."""
    Case, Reporter = apps.get_model("casework", "Case"), apps.get_model("casework", "Reporter")
    heirs = dict(Case.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    for merged in Case.objects.filter(pk__in=heirs).only("pk", "reported_at").order_by("pk"):
        heir = merged.pk
        while heir in heirs:
            heir = heirs[heir]
        rows = Reporter.objects.filter(case=heir, is_first=False, reported__isnull=True, joined_at=merged.reported_at)
        rows.update(reported=merged)


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_promises_and_merged_reporters")]

    operations = [
        migrations.RunPython(keep_what_was_promised, migrations.RunPython.noop),
        migrations.RunPython(find_reporters_of_merged_requests, migrations.RunPython.noop),
    ]
