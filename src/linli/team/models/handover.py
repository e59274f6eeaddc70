"""Whoever leaves a post hands over what is in their hands: a list, line by line, each passed to somebody who stays."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .posts import Holding


class Handover(models.Model):
    """The list of one leaving: due by a day, finished when every line was passed on."""

    holding = models.OneToOneField(Holding, models.PROTECT, related_name="handover")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    due_date = models.DateField()
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["community", "due_date"], condition=Q(finished_at__isnull=True), name="handover_open")
        ]
        ordering = ["due_date", "pk"]


class HandoverLine(models.Model):
    """One thing: work found in the rooms, with its address, or what the leaver wrote. Passed on once, to somebody."""

    class Kind(models.TextChoices):
        WORK = "work", _("open work")
        KEY = "key", _("key")
        SEAL = "seal", _("seal")
        FILE = "file", _("file or ledger")
        DEVICE = "device", _("device")
        ACCOUNT = "account", _("account or platform")
        GROUP = "group", _("chat group")
        OTHER = "other", _("something else")

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=200)
    path = models.CharField(max_length=120, blank=True)
    passed_to = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["work", "key", "seal", "file", "device", "account", "group", "other"]),
                name="handover_line_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(passed_to__isnull=True, passed_at__isnull=True)
                | Q(passed_to__isnull=False, passed_at__isnull=False),
                name="handover_line_passed_to_somebody",
            ),
        ]
        ordering = ["kind", "pk"]
