"""What comes back beside tasks, forms and requests: meetings, rounds, inspections, platforms to keep up, chat groups to read."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .applications import Application


class Routine(models.Model):
    """One of them, in one community, from a day until a day that no longer counts. Without an office it is the committee's own.

    What belongs to an admitted task is counted with the task; `minutes_a_week` is then 0. It is kept here so that the load of
    hundreds of communities is one sum in the database.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        ROUND = "round", _("round on foot")
        INSPECTION = "inspection", _("inspection")
        PLATFORM = "platform", _("platform to keep up")
        CHAT_GROUP = "chat_group", _("chat group to read and answer")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="routines")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    office = models.ForeignKey("places.Organisation", models.PROTECT, null=True, blank=True, related_name="routines")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="+")
    minutes_each_time = models.PositiveIntegerField()
    people = models.PositiveSmallIntegerField()
    frequency = models.CharField(max_length=10, choices=Application.Frequency)
    minutes_a_week = models.PositiveIntegerField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["meeting", "round", "inspection", "platform", "chat_group"]),
                name="routine_kind_known",
            ),
            models.CheckConstraint(condition=Q(minutes_each_time__gt=0, people__gt=0), name="routine_takes_time"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(from_date__lte=F("to_date")), name="routine_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(application__isnull=True) | Q(minutes_a_week=0), name="routine_of_a_task_counts_with_it"
            ),
        ]
        indexes = [models.Index(fields=["community", "from_date", "to_date"]), models.Index(fields=["office", "kind"])]
        ordering = ["kind", "title", "pk"]
