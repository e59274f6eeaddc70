"""Who may vote, and whether they did. No moment stands beside a mark, and no key leads to what was chosen."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RollEntry(models.Model):
    """A voter: a person, a household by its head, an owner. `channel` is how they voted; empty: not yet. `letters`: codes sent so far; `printed`: how
    often the letter with the latest was printed.

    `consulted` is the way on which they gave an answer that does not count by law; they may still vote. `area` of an owner, in
    hundredths of a square metre. The keys of the records are no foreign keys: a frozen roll does not change with the records.
    """

    class Channel(models.TextChoices):
        PAPER = "paper", _("paper at a booth")
        LETTER = "letter", _("paper by letter")
        TABLET = "tablet", _("tablet at the polling place")
        WEB = "web", _("on the web")

    ballot = models.ForeignKey("ballots.Ballot", models.CASCADE, related_name="roll")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    home = models.CharField(max_length=160, blank=True)
    resident_key = models.PositiveBigIntegerField(null=True, blank=True)
    household_key = models.PositiveBigIntegerField(null=True, blank=True)
    struck_why = models.CharField(max_length=200, blank=True)
    letters = models.PositiveSmallIntegerField(default=0)
    printed = models.PositiveSmallIntegerField(default=0)
    area = models.PositiveIntegerField(null=True, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, blank=True)
    consulted = models.CharField(max_length=8, choices=Channel, blank=True)

    class Meta:
        verbose_name_plural = "roll entries"
        constraints = [
            models.UniqueConstraint(fields=["ballot", "number"], name="roll_number_once"),
            models.UniqueConstraint(
                fields=["ballot", "resident_key"],
                condition=Q(resident_key__isnull=False),
                name="resident_once_on_a_roll",
            ),
            models.UniqueConstraint(
                fields=["ballot", "household_key"],
                condition=Q(household_key__isnull=False),
                name="household_once_on_a_roll",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["", "paper", "letter", "tablet", "web"]), name="roll_channel_known"
            ),
            models.CheckConstraint(condition=Q(consulted__in=["", "tablet", "web"]), name="roll_consulted_known"),
            models.CheckConstraint(condition=Q(struck_why="") | Q(channel=""), name="who_is_struck_off_did_not_vote"),
            models.CheckConstraint(
                condition=Q(resident_key__isnull=True) | Q(household_key__isnull=True),
                name="a_voter_is_a_person_or_a_household",
            ),
        ]
        indexes = [models.Index(fields=["ballot", "channel"])]
        ordering = ["number"]

    @property
    def square_metres(self) -> str:
        return "" if self.area is None else f"{Decimal(self.area) / 100:,.2f} ㎡"


class Objection(models.Model):
    """Somebody says that the roll is wrong; it is ruled upon before the ballot opens."""

    ballot = models.ForeignKey("ballots.Ballot", models.CASCADE, related_name="objections")
    text = models.CharField(max_length=500)
    raised_by = models.CharField(max_length=60)
    raised_date = models.DateField()
    due_date = models.DateField()
    ruling = models.CharField(max_length=500, blank=True)
    is_upheld = models.BooleanField(null=True)
    ruled_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_upheld__isnull=True, ruled_date__isnull=True, ruling="")
                | (Q(is_upheld__isnull=False, ruled_date__isnull=False) & ~Q(ruling="")),
                name="objection_ruled_with_a_reason",
            )
        ]
        ordering = ["raised_date", "pk"]
