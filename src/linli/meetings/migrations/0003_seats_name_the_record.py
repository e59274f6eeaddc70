from django.db import migrations, models


def name_the_record(apps, _editor):
    """Of seats on rolls from the records with an account: the one record of this account in the meeting's community."""
    Seat, Resident = apps.get_model("meetings", "Seat"), apps.get_model("records", "Resident")
    for seat in Seat.objects.filter(person_key__isnull=False, meeting__counts="person").select_related("meeting").order_by("pk"):
        found = Resident.objects.filter(person=seat.person_key, community=seat.meeting.community_id).values_list("pk", flat=True)
        if len(found) == 1:
            seat.resident_key = found[0]
            seat.save(update_fields=["resident_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_called_at_short_notice"),
        ("records", "0004_who_is_linked_is_known"),
    ]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="resident_key",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(name_the_record, migrations.RunPython.noop),
    ]
