"""Who is on duty on which day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Duty(models.Model):
    """Somebody is on duty for a part of a day. `is_offered`: they ask whether a colleague takes it."""

    class Part(models.TextChoices):
        DAY = "day", _("daytime")
        EVENING = "evening", _("evening")
        NIGHT = "night", _("night")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    date = models.DateField()
    part = models.CharField(max_length=8, choices=Part)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_offered = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "duties"
        constraints = [
            models.CheckConstraint(condition=Q(part__in=["day", "evening", "night"]), name="duty_part_known"),
            models.UniqueConstraint(fields=["community", "date", "part", "person"], name="duty_once"),
        ]
        ordering = ["date", "part", "pk"]
