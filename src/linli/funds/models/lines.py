"""Budget lines and what was promised to them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.places.models import Named


class Source(models.TextChoices):
    CITY = "city", _("city budget")
    DISTRICT = "district", _("district budget")
    TASK = "task", _("bound to a task")
    DONATION = "donation", _("donation")
    PARTICIPATORY = "participatory", _("participatory budget")


class Line(Named):
    """Money of a community for one purpose and year, from one source. Once opened it stays as it was opened."""

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    source = models.CharField(max_length=14, choices=Source)
    year = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=300, blank=True)
    payer = models.ForeignKey("places.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    task_number = models.CharField(max_length=60, blank=True)  # as the letter of admission has it: 海民准〔2026〕12号
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="funds_line_source_known"),
            models.CheckConstraint(condition=~Q(name=""), name="funds_line_has_a_name"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2150), name="funds_line_year"),
            models.CheckConstraint(
                condition=~Q(source=Source.TASK) | ~Q(task_number=""), name="funds_task_money_names_its_task"
            ),
            models.CheckConstraint(
                condition=Q(payer__isnull=False) | Q(source__in=[Source.DONATION, Source.PARTICIPATORY]),
                name="funds_budget_money_has_a_payer",
            ),
        ]
        indexes = [models.Index(fields=["community", "-year", "id"]), models.Index(fields=["payer", "-year", "id"])]


class Promise(models.Model):
    """So much by that day. What is no longer promised is taken back by a row of its own, with the reason."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="promises")
    amount_fen = models.BigIntegerField()
    due_date = models.DateField()
    basis = models.CharField(max_length=200, blank=True)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="taken_back")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_back__isnull=True, amount_fen__gt=0)
                | (Q(takes_back__isnull=False, amount_fen__lt=0) & ~Q(reason="")),
                name="funds_promise_given_or_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(takes_back__isnull=True) | ~Q(takes_back=F("id")), name="funds_promise_takes_back_another"
            ),
        ]
        indexes = [models.Index(fields=["line", "due_date"]), models.Index(fields=["due_date"])]


class Reminder(models.Model):
    """The community and the payer were told that a promised day passed without its money: once a promise."""

    promise = models.OneToOneField(Promise, models.PROTECT, related_name="reminder")
    missing_fen = models.BigIntegerField()
    at = models.DateTimeField()
