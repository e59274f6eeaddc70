"""Questions answered in public, and complaints to the street office (Organic Law art. 35)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .affairs import Kind, Publication


class Question(models.Model):
    """Everybody reads question and answer; who asked is shown as the surname."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="questions")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    is_from_desk = models.BooleanField(default=False)
    text = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    due_date = models.DateField()
    first_due_date = models.DateField(null=True, blank=True)  # as promised first, where the calendar moved it since
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="publication_question_answered_with_words",
            ),
        ]
        ordering = ["asked_at", "pk"]

    @property
    def promised_date(self) -> date:
        """What was promised first: figures count by it."""
        return self.first_due_date or self.due_date


class Complaint(models.Model):
    """That something was not published, or falsely. The street office rules; the committee never reads who complained.

    `is_from_desk`: the street office wrote it down for somebody. `put_right_date`: when what was found right was published or corrected.
    """

    class About(models.TextChoices):
        MISSING = "missing", _("It was not published.")
        FALSE = "false", _("What was published is not true.")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    about = models.CharField(max_length=8, choices=About)
    kind = models.CharField(max_length=16, choices=Kind)
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, blank=True, related_name="complaints")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    is_from_desk = models.BooleanField(default=False)
    text = models.CharField(max_length=2000)
    raised_at = models.DateTimeField()
    due_date = models.DateField()
    is_right = models.BooleanField(null=True, blank=True)
    ruling = models.CharField(max_length=1000, blank=True)
    correct_by_date = models.DateField(null=True, blank=True)
    put_right_date = models.DateField(null=True, blank=True)
    ruled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(about__in=["missing", "false"]), name="complaint_about_known"),
            models.CheckConstraint(
                condition=~Q(about="false") | Q(publication__isnull=False), name="what_is_not_true_stands_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(ruled_at__isnull=True, is_right__isnull=True, ruling="")
                | (Q(ruled_at__isnull=False, is_right__isnull=False, ruled_by__isnull=False) & ~Q(ruling="")),
                name="complaint_ruled_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(is_right=True) | Q(correct_by_date__isnull=False), name="who_is_right_gets_a_day"
            ),
            models.CheckConstraint(
                condition=Q(put_right_date__isnull=True) | Q(is_right=True), name="only_what_was_wrong_is_put_right"
            ),
        ]
        ordering = ["raised_at", "pk"]
