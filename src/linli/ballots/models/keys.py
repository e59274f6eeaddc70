"""Who held which key of a vote: codes that staff made, and slips of the box's key on their way to their holders. Never for whom a code was."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CodeMade(models.Model):
    """Codes that staff made on a day, for the observers' page. No voter stands here, and no hour.

    `second`: the other member of staff before whom a code of the tablet was made; `is_signed`: its voter signed for it instead.
    """

    class Way(models.TextChoices):
        LETTER = "letter", _("letter with a code")
        ANEW = "anew", _("new code for a lost letter")
        TABLET = "tablet", pgettext_lazy("code", "code for the tablet")

    ballot = models.ForeignKey("ballots.Ballot", models.CASCADE, related_name="codes_made")
    way = models.CharField(max_length=8, choices=Way)
    number = models.PositiveIntegerField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    is_signed = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)
    made_date = models.DateField()

    class Meta:
        verbose_name_plural = "codes made"
        constraints = [
            models.CheckConstraint(condition=Q(way__in=["letter", "anew", "tablet"]), name="code_way_known"),
            models.CheckConstraint(condition=Q(second__isnull=True) | ~Q(second=F("by")), name="two_make_a_code"),
            models.CheckConstraint(
                condition=~Q(way="tablet") | Q(is_signed=True) | Q(second__isnull=False),
                name="nobody_makes_a_tablet_code_alone",
            ),
        ]
        ordering = ["made_date", "pk"]


class CodeAsked(models.Model):
    """A code of the tablet for which a second member of staff is waited for. Gone once they said yes, or nobody waits any more."""

    entry = models.OneToOneField("ballots.RollEntry", models.CASCADE, related_name="code_asked")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "codes asked for"


class HeldSlip(models.Model):
    """A slip of the box's key for the one who holds it: sealed, shown to nobody else, and gone (`sealed` empty) once they wrote it down."""

    ballot = models.ForeignKey("ballots.Ballot", models.CASCADE, related_name="held_slips")
    holder = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    sealed = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "holder"], name="nobody_holds_two_slips"),
            models.UniqueConstraint(fields=["ballot", "number"], name="slip_held_once"),
        ]
        ordering = ["number"]
