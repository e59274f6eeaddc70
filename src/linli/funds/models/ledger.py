"""The ledger of a line: what came, what went, and what was left after it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .lines import Line
from .spending import Expenditure


class Kind(models.TextChoices):
    RECEIPT = "receipt", pgettext_lazy("money", "receipt")
    EXPENDITURE = "expenditure", _("expenditure")


class Entry(models.Model):
    """A receipt, or an expenditure that was paid; or the reversal (冲销) of one, which has its kind and the opposite sign.

    Its voucher number is consecutive within community and year; `number`, `balance_fen` and the day go on within the line.
    """

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    voucher = models.PositiveIntegerField()
    line = models.ForeignKey(Line, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    amount_fen = models.BigIntegerField()
    balance_fen = models.BigIntegerField()
    booked_date = models.DateField()
    words = models.CharField(max_length=300)
    expenditure = models.ForeignKey(Expenditure, models.PROTECT, null=True, blank=True, related_name="entries")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="funds_entry_number_once"),
            models.UniqueConstraint(fields=["community", "year", "voucher"], name="funds_voucher_once"),
            models.UniqueConstraint(
                fields=["expenditure"],
                condition=Q(expenditure__isnull=False, reverses__isnull=True),
                name="funds_expenditure_paid_once",
            ),
            models.CheckConstraint(condition=Q(balance_fen__gte=0), name="funds_balance_never_negative"),
            models.CheckConstraint(condition=Q(number__gte=1, voucher__gte=1), name="funds_entry_counts_from_one"),
            models.CheckConstraint(condition=~Q(words=""), name="funds_entry_says_what_it_is"),
            models.CheckConstraint(
                condition=Q(kind=Kind.RECEIPT, reverses__isnull=True, amount_fen__gt=0)
                | Q(kind=Kind.RECEIPT, reverses__isnull=False, amount_fen__lt=0)
                | Q(kind=Kind.EXPENDITURE, reverses__isnull=True, amount_fen__lt=0)
                | Q(kind=Kind.EXPENDITURE, reverses__isnull=False, amount_fen__gt=0),
                name="funds_entry_sign_fits_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.RECEIPT, expenditure__isnull=True)
                | Q(kind=Kind.EXPENDITURE, expenditure__isnull=False),
                name="funds_payment_names_its_expenditure",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reverses=F("id")), name="funds_entry_reverses_another"
            ),
        ]
        indexes = [models.Index(fields=["community", "booked_date", "id"])]

    @property
    def voucher_number(self) -> str:
        """What stands on the paper: 2026-0012."""
        return f"{self.year}-{self.voucher:04d}"
