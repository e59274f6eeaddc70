"""Residents, households or representatives demand a meeting, and it must be called (Organic Law art. 26, 28)."""

from django.db import models
from django.db.models import Q

from .meetings import Meeting


class Demand(models.Model):
    """`residents`, `households`, `representatives`: how many there were when it began, of which the shares are taken.

    `counted`: by how many of each it was backed in the end, once the meeting was held and the signatures were deleted.
    """

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Meeting.Kind.choices[:2])
    subject = models.CharField(max_length=120)
    why = models.CharField(max_length=1000)
    begun_date = models.DateField()
    residents = models.PositiveIntegerField()
    households = models.PositiveIntegerField()
    representatives = models.PositiveIntegerField()
    reached_at = models.DateTimeField(null=True, blank=True)
    call_due_date = models.DateField(null=True, blank=True)
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, blank=True, related_name="demand")
    counted = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["residents", "representatives"]), name="demand_kind_known"),
            models.CheckConstraint(
                condition=Q(reached_at__isnull=True) | Q(call_due_date__isnull=False),
                name="a_reached_demand_has_its_day",
            ),
        ]
        ordering = ["-begun_date", "-pk"]


class DemandBacking(models.Model):
    """Somebody demands it, on line or by a signature on paper. Who, nobody reads: only how many."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="backings")
    resident_key = models.PositiveBigIntegerField()
    household_key = models.PositiveBigIntegerField(null=True, blank=True)
    is_representative = models.BooleanField(default=False)
    is_on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["demand", "resident_key"], name="demand_backed_once_each")]
