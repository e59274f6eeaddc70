"""The append-only record of what happened. The database refuses to change or delete a row."""

from django.db import models
from django.db.models import Q


class Fact(models.Model):
    """`room.thing.happened`, with no name, telephone, address or text in it. A correction is a new fact that refers to the old."""

    id = models.UUIDField(primary_key=True)  # version 7: ordered by the time it was recorded
    kind = models.CharField(max_length=60)
    community = models.ForeignKey("places.Community", models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    value = models.BigIntegerField(null=True)  # in the unit of the kind
    role = models.CharField(max_length=24)
    attributes = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "community", "happened_at"]),
            models.Index(fields=["subject", "subject_id"]),
        ]
        constraints = [models.CheckConstraint(condition=Q(kind__contains="."), name="fact_kind_is_dotted")]
