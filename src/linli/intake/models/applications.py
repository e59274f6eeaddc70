"""What a department or street asks of communities, from the first draft to its end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..states import State
from .duties import Duty


class Application(models.Model):
    """One task from above. Hours are for one community; money too, in whole fen.

    An emergency enters at once: it is admitted while `review_due_date` runs, and ends by itself if nobody decides.
    """

    class Kind(models.TextChoices):
        LONG_TERM = "long_term", _("lasting work")
        ONE_OFF = "one_off", _("work done once")
        CHECK = "check", _("inspection or assessment")
        LEDGER = "ledger", _("ledger or form")
        SIGNBOARD = "signboard", _("signboard")
        SURVEY = "survey", _("survey")
        CERTIFICATE = "certificate", _("certificate")
        PLATFORM = "platform", _("account or platform")
        CHAT_GROUP = "chat_group", _("chat group")

    class Rank(models.TextChoices):
        LAW = "law", pgettext_lazy("rank of a rule", "law")
        REGULATION = "regulation", _("administrative regulation")
        LOCAL = "local", _("local regulation")
        RULE = "rule", _("rule of a ministry or government")
        DOCUMENT = "document", _("document without the force of law")

    class Frequency(models.TextChoices):
        ONCE = "once", pgettext_lazy("how often", "once")
        DAILY = "daily", _("each working day")
        WEEKLY = "weekly", _("each week")
        MONTHLY = "monthly", _("each month")
        QUARTERLY = "quarterly", _("each quarter")
        YEARLY = "yearly", _("each year")

    class Assessment(models.TextChoices):
        NONE = "none", _("not assessed")
        COMBINED = "combined", _("part of the one combined assessment")

    county = models.ForeignKey("places.Division", models.PROTECT, related_name="+")
    applicant = models.ForeignKey("places.Organisation", models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    contact = models.CharField(max_length=120, blank=True)  # the office's section and telephone
    basis_law = models.CharField(max_length=160, blank=True)
    basis_article = models.CharField(max_length=60, blank=True)
    basis_rank = models.CharField(max_length=12, choices=Rank, blank=True)
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, blank=True, related_name="applications")
    community_does = models.TextField(blank=True)
    department_does = models.TextField(blank=True)
    touches = models.CharField(max_length=300, blank=True)
    minutes_each_time = models.PositiveIntegerField(null=True, blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency, blank=True)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)  # the first day on which it is over
    money_fen = models.BigIntegerField(null=True, blank=True)
    money_line = models.CharField(max_length=160, blank=True)
    money_date = models.DateField(null=True, blank=True)
    people = models.TextField(blank=True)
    training = models.TextField(blank=True)
    means = models.TextField(blank=True)
    powers = models.TextField(blank=True)
    assessment = models.CharField(max_length=10, choices=Assessment, blank=True)
    exit = models.TextField(blank=True)

    is_emergency = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decide_due_date = models.DateField(null=True, blank=True)
    is_due_provisional = models.BooleanField(default=False)
    review_due_date = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    list = models.CharField(max_length=12, choices=Duty.List, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    ended_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="application_state_known"),
            models.CheckConstraint(condition=Q(money_fen__isnull=True) | Q(money_fen__gte=0), name="application_money"),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(from_date__lt=models.F("to_date")),
                name="application_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["admitted", "ended"]) | Q(serial__isnull=False, year__isnull=False),
                name="admitted_task_has_a_number",
            ),
            models.UniqueConstraint(
                fields=["county", "year", "serial"], condition=Q(serial__isnull=False), name="task_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "submitted_at"]),
            models.Index(fields=["applicant", "state"]),
        ]

    @property
    def number(self) -> str:
        """准〔2026〕12号, once it is admitted."""
        return f"准〔{self.year}〕{self.serial}号" if self.serial else ""


class Include(models.Model):
    """A community that the application touches."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="includes")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "community"], name="community_included_once")]


class DataAsked(models.Model):
    """Fields that the department wants, each with purpose, recipient, basis and retention; `held_by` says who has them already."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="data_asked")
    fields = models.CharField(max_length=300)
    purpose = models.CharField(max_length=300)
    recipient = models.CharField(max_length=160)
    basis = models.CharField(max_length=200)
    retention = models.CharField(max_length=120)
    held_by = models.CharField(max_length=160, blank=True)


class PlannedStep(models.Model):
    """A step that every community of the task gets when it is admitted."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="planned_steps")
    what = models.CharField(max_length=200)
    due_date = models.DateField()

    class Meta:
        ordering = ["due_date", "pk"]


class Event(models.Model):
    """A line of the application's history, for everybody once it was submitted. The database refuses to change or delete a row."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
    key = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    by_role = models.CharField(max_length=24)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]
