"""An admitted task in one community, and its steps."""

from django.db import models
from django.db.models import Q

from .applications import Application


class Task(models.Model):
    """What one community has to do of an admitted application.

    `minutes_a_week` and the days are kept here too, so that the load of hundreds of communities is one sum in the database.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="tasks")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="tasks")
    minutes_a_week = models.PositiveIntegerField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    line = models.OneToOneField(
        "funds.Line", models.PROTECT, null=True, blank=True, related_name="+"
    )  # where its money goes

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "community"], name="task_once_a_community"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(from_date__lte=models.F("to_date")), name="task_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["community", "from_date", "to_date", "minutes_a_week"])]


class Step(models.Model):
    """One step of a task; done is done, and by whom."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=200)
    due_date = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_by__isnull=False), name="done_step_names_who"
            )
        ]
        ordering = ["due_date", "pk"]
