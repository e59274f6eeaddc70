"""Whoever the committee linked with a record is known there."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone


def who_is_linked_is_known(apps, schema_editor):
    Known, Resident = apps.get_model("people", "Known"), apps.get_model("records", "Resident")
    linked = Resident.objects.filter(person__isnull=False, left_date__isnull=True, person__erased_at__isnull=True)
    linked = linked.filter(person__community=F("community"))
    Known.objects.bulk_create(
        Known(person_id=person, community_id=community, how="records", said_as="", since_at=timezone.now())
        for person, community in linked.order_by("pk").values_list("person", "community")
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0003_sealed_on_the_way_in"), ("people", "0004_known_neighbours")]
    operations = [migrations.RunPython(who_is_linked_is_known, migrations.RunPython.noop)]
