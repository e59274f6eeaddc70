"""What was chosen is carried out: steps, money from the funds' ledger, pictures, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.base.tracked import Tracked


class Project(Tracked):
    """An idea that was chosen. `place` in the order in which it was bought. Finished or given up, its raisers and supporters are told."""

    idea = models.OneToOneField("budgets.Idea", models.PROTECT, related_name="project")
    round = models.ForeignKey("budgets.Round", models.PROTECT, related_name="projects")
    place = models.PositiveSmallIntegerField()
    cost_fen = models.PositiveBigIntegerField()

    class Meta(Tracked.Meta):
        constraints = [
            *Tracked.Meta.constraints,
            models.UniqueConstraint(fields=["round", "place"], name="project_place_once"),
        ]
        ordering = ["place"]


class ProjectStep(Tracked):
    """A part of the work."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")

    class Meta(Tracked.Meta):
        pass


class Spending(models.Model):
    """An expenditure of the round's line that is for this project. What became of it stands in the funds alone."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="spendings")
    expenditure = models.OneToOneField("funds.Expenditure", models.PROTECT, related_name="budget_spending")


class Photo(models.Model):
    """Before or after, if somebody likes to show it. A resident's is shown once the committee has looked at it."""

    class When(models.TextChoices):
        BEFORE = "before", pgettext_lazy("picture", "before")
        AFTER = "after", pgettext_lazy("picture", "after")

    project = models.ForeignKey(Project, models.CASCADE, related_name="photos")
    file = models.CharField(max_length=40, unique=True)
    when = models.CharField(max_length=6, choices=When)
    words = models.CharField(max_length=120)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    is_shown = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(when__in=["before", "after"]), name="photo_before_or_after"),
            models.CheckConstraint(condition=~Q(words=""), name="photo_says_what_it_shows"),
        ]
        ordering = ["when", "pk"]
