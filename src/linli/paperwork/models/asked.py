"""Forms that offices ask for, and what was handed over with them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AskedForm(models.Model):
    """One form, ledger or table that an office asks a community for: with the marks that the law wants of it, how often it is due
    and how long it takes. An issuer that is not among the offices is known by its name alone.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("form asked for", "is filled")
        REFUSED = "refused", pgettext_lazy("form asked for", "refused")
        ENDED = "ended", pgettext_lazy("form asked for", "no longer asked")

    class Way(models.TextChoices):
        PAPER = "paper", _("on paper")
        FILE = "file", _("as a file")
        PLATFORM = "platform", _("on a platform")
        CHAT = "chat", _("in a chat group")

    class Frequency(models.TextChoices):
        ONCE = "once", pgettext_lazy("how often", "once")
        WEEKLY = "weekly", _("each week")
        MONTHLY = "monthly", _("each month")
        QUARTERLY = "quarterly", _("each quarter")
        YEARLY = "yearly", _("each year")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="asked_forms")
    office = models.ForeignKey("places.Organisation", models.PROTECT, null=True, blank=True, related_name="asked_forms")
    issuer = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    is_statistical = models.BooleanField(default=False)
    form_number = models.CharField(max_length=60, blank=True)
    approval_number = models.CharField(max_length=80, blank=True)
    valid_until_date = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=Way)
    platform = models.CharField(max_length=80, blank=True)  # which platform, or which chat group
    frequency = models.CharField(max_length=10, choices=Frequency)
    first_due_date = models.DateField()
    minutes_each_time = models.PositiveIntegerField()
    cells = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    written_at = models.DateTimeField()
    ended_date = models.DateField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "refused", "ended"]), name="asked_form_state_known"),
            models.CheckConstraint(
                condition=Q(way__in=["paper", "file", "platform", "chat"]), name="asked_form_way_known"
            ),
            models.CheckConstraint(condition=Q(office__isnull=False) | ~Q(issuer=""), name="asked_form_has_an_issuer"),
            models.CheckConstraint(condition=Q(minutes_each_time__gt=0), name="asked_form_takes_time"),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(serial__isnull=False, year__isnull=False, refused_at__isnull=False),
                name="refused_form_has_a_letter",
            ),
            models.UniqueConstraint(
                fields=["community", "year", "serial"],
                condition=Q(serial__isnull=False),
                name="form_letter_number_once",
            ),
        ]
        indexes = [models.Index(fields=["community", "state"]), models.Index(fields=["office", "state"])]
        ordering = ["title", "pk"]

    @property
    def issuer_name(self) -> str:
        return str(self.office.label) if self.office else self.issuer

    @property
    def recipient(self) -> str:
        """The issuer as records name it, whatever the reader's language."""
        return self.office.name if self.office else self.issuer

    @property
    def letter_number(self) -> str:
        """表复〔2026〕3号, once it was refused."""
        return f"表复〔{self.year}〕{self.serial}号" if self.serial else ""


class Handover(models.Model):
    """What was given with a form: which fields, of how many, to whom, why and on what basis. Kept three years, changed by nobody;
    the signed return is filed with it, once. `left_out` are columns that the same office had been given before.
    """

    form = models.ForeignKey(AskedForm, models.PROTECT, related_name="handovers")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    due_date = models.DateField()
    given_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=120)
    fields = models.JSONField(default=list)
    people = models.PositiveIntegerField()  # of how many residents or households details were given; 0 for bare counts
    purpose = models.CharField(max_length=200)
    basis = models.CharField(max_length=200)
    template = models.ForeignKey("paperwork.FormTemplate", models.PROTECT, null=True, blank=True, related_name="+")
    opening = models.ForeignKey("records.Opening", models.SET_NULL, null=True, blank=True, related_name="+")
    left_out = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)  # sha256 of the file that was made, which is not kept
    signed = models.CharField(max_length=80, blank=True)  # its random name in the uploads folder
    signed_title = models.CharField(max_length=120, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed="") | Q(filed_at__isnull=False, filed_by__isnull=False),
                name="signed_return_says_who_filed_it",
            )
        ]
        indexes = [models.Index(fields=["community", "-given_at"]), models.Index(fields=["form", "due_date"])]
        ordering = ["-given_at", "-pk"]
