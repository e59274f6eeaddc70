"""Expenditures: asked for by one person, decided by another."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .lines import Line


class Expenditure(models.Model):
    """What somebody asks to pay from a line. What became of it stands in its decisions and in the ledger."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="expenditures")
    amount_fen = models.BigIntegerField()
    purpose = models.CharField(max_length=300)
    project = models.CharField(max_length=120, blank=True)
    payee = models.CharField(max_length=120)
    is_private = models.BooleanField(default=False)  # the payee is a private person: never named in public
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="funds_expenditure_of_something"),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(payee=""), name="funds_expenditure_says_what_and_whom"
            ),
        ]
        indexes = [models.Index(fields=["line", "id"])]


class Decision(models.Model):
    """Approved or refused, once, by somebody other than who asked; or withdrawn, as long as nothing was paid."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("expenditure", "approved")
        REFUSED = "refused", pgettext_lazy("expenditure", "refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    expenditure = models.ForeignKey(Expenditure, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["approved", "refused", "withdrawn"]), name="funds_verdict_known"
            ),
            models.CheckConstraint(condition=Q(verdict="approved") | ~Q(words=""), name="funds_refusal_has_a_reason"),
            models.UniqueConstraint(
                fields=["expenditure"], condition=Q(verdict__in=["approved", "refused"]), name="funds_decided_once"
            ),
            models.UniqueConstraint(
                fields=["expenditure"], condition=Q(verdict="withdrawn"), name="funds_withdrawn_once"
            ),
        ]


class Attachment(models.Model):
    """An invoice, a contract, a list: a picture written anew or a PDF that was looked through, under a random name."""

    expenditure = models.ForeignKey(Expenditure, models.PROTECT, related_name="attachments")
    file = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256: whoever audits sees that it is what was handed in

    class Meta:
        ordering = ["pk"]
