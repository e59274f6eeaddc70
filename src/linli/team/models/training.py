"""Training of those who work here: planned, held, and who was there. Nobody is compared."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Training(models.Model):
    """One session, planned for a day; held once `held_at` is set."""

    class Kind(models.TextChoices):
        LAW = "law", _("law and policy")
        SERVICE = "service", _("service and speaking with people")
        MEDIATION = "mediation", _("settling disputes")
        SAFETY = "safety", _("safety and first aid")
        DIGITAL = "digital", _("computers and data protection")
        OTHER = "other", _("something else")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    date = models.DateField()
    minutes = models.PositiveIntegerField()
    by_whom = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["law", "service", "mediation", "safety", "digital", "other"]),
                name="training_kind_known",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=24 * 60), name="training_fits_a_day"),
        ]
        indexes = [models.Index(fields=["community", "date"])]
        ordering = ["date", "pk"]


class Attendance(models.Model):
    """Somebody was there."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "person"], name="attendance_once")]
