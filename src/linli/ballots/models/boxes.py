"""What lies in the box: sealed while people vote; afterwards open, in the order of the receipts, which is no order of time."""

from uuid import uuid4

from django.db import models


class SealedBallot(models.Model):
    """A ballot and its receipt, sealed to the box's key. Gone once the box was opened. `is_consultative`: it does not count by law."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ballot = models.ForeignKey("ballots.Ballot", models.PROTECT, related_name="sealed")
    sealed = models.BinaryField()
    is_consultative = models.BooleanField(default=False)


class BlankPaper(models.Model):
    """A paper that was printed, with a code of its own; which voter was given which, nobody writes down."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ballot = models.ForeignKey("ballots.Ballot", models.CASCADE, related_name="blanks")
    code = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "code"], name="paper_code_once")]


class PaperEntry(models.Model):
    """What somebody read on a filled-in paper. Two people read each, and neither sees what the other read."""

    blank = models.ForeignKey(BlankPaper, models.CASCADE, related_name="entries")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    choice = models.JSONField()
    invalid = models.CharField(max_length=20, blank=True)
    area = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "paper entries"
        constraints = [models.UniqueConstraint(fields=["blank", "by"], name="paper_entered_once_by_each")]

    def reads_like(self, other: "PaperEntry") -> bool:
        return (self.choice, self.invalid, self.area) == (other.choice, other.invalid, other.area)


class BallotPaper(models.Model):
    """A ballot as it is published. Written once, all of a box together; it names nobody and no moment.

    `area` of an owner, in hundredths of a square metre.
    """

    ballot = models.ForeignKey("ballots.Ballot", models.PROTECT, related_name="papers")
    receipt = models.CharField(max_length=24)
    choice = models.JSONField()
    invalid = models.CharField(max_length=20, blank=True)
    area = models.PositiveIntegerField(null=True, blank=True)
    is_consultative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "receipt"], name="receipt_once")]
        ordering = ["receipt"]
