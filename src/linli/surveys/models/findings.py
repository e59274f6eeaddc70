"""What a survey found, in a sentence, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .surveys import Question, Survey


class Finding(models.Model):
    """`became` and `became_key`: what it was made into in another room."""

    class Became(models.TextChoices):
        TOPIC = "topic", _("a topic for everybody")
        CASE = "case", _("a case that the committee works on")
        SUPPORT = "support", _("an application for support")

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="findings")
    text = models.CharField(max_length=300)
    questions = models.ManyToManyField(Question, related_name="+")
    written_at = models.DateTimeField()
    became = models.CharField(max_length=8, choices=Became, blank=True)
    became_key = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(became="", became_key__isnull=True)
                | Q(became__in=["topic", "case", "support"], became_key__isnull=False),
                name="what_a_finding_became_has_its_key",
            ),
        ]
        ordering = ["written_at", "pk"]
