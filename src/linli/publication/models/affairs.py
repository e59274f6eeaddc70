"""A publication of one of the seven kinds of affairs (Organic Law art. 34), on line and on boards."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    DECISIONS = "decisions", _("decisions and how they are carried out")
    MONEY = "money", _("government money and donations")
    FACILITIES = "facilities", _("facilities for residents")
    SERVICES = "services", _("service projects")
    CONSULTATIONS = "consultations", _("results of consultations")
    ASSISTANCE = "assistance", _("help given to government")
    OTHER = "other", _("other affairs that concern residents")


class Publication(models.Model):
    """Posted, it stays: a correction is a new one that says what it corrects. `from_date` to `to_date`: the time that it tells of."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        POSTED = "posted", pgettext_lazy("publication", "posted")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=120)
    text = models.TextField()
    from_date = models.DateField()
    to_date = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    posted_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    what_changed = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["decisions", "money", "facilities", "services", "consultations", "assistance", "other"]
                ),
                name="affair_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", posted_date__isnull=True)
                | Q(state="posted", posted_date__isnull=False, until_date__isnull=False),
                name="posted_with_its_days",
            ),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="publication_of_a_time"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, what_changed="") | (Q(corrects__isnull=False) & ~Q(what_changed="")),
                name="a_correction_says_what_changed",
            ),
        ]
        indexes = [models.Index(fields=["community", "kind", "posted_date"])]
        ordering = ["-posted_date", "-pk"]

    def __str__(self) -> str:
        return self.title


class BoardPosting(models.Model):
    """It hangs on a board of the neighbourhood from day to day."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="boards")
    board = models.CharField(max_length=80)
    put_up_date = models.DateField()
    taken_down_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "board"], name="once_on_each_board"),
            models.CheckConstraint(
                condition=Q(taken_down_date__isnull=True) | Q(taken_down_date__gte=F("put_up_date")),
                name="taken_down_after_it_was_put_up",
            ),
        ]
        ordering = ["put_up_date", "pk"]

    def days(self, today: date) -> int:
        """Whole days on the board; the day on which it was put up is not counted."""
        return ((self.taken_down_date or today) - self.put_up_date).days
