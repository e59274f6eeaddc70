"""Who sits on the residents' committee, by whatever vote: what the law asks of the committee is asked of all of them together."""

from django.db import models
from django.db.models import Q


class Seat(models.Model):
    """Somebody on the committee. Written when they are elected here, or by hand for a committee that was elected before.

    `election` and `nominee`: how they came to sit, where it was by a vote here.
    """

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="committee_seats")
    election = models.ForeignKey("elections.Election", models.PROTECT, null=True, blank=True, related_name="filled")
    nominee = models.OneToOneField("elections.Nominee", models.PROTECT, null=True, blank=True, related_name="seat")
    name = models.CharField(max_length=60)
    is_woman = models.BooleanField()
    post = models.CharField(max_length=40, blank=True)
    since_date = models.DateField()
    left_date = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"], condition=Q(left_date__isnull=True), name="sits_on_the_committee_once"
            ),
            models.CheckConstraint(
                condition=Q(left_date__isnull=True, left_why="") | (Q(left_date__isnull=False) & ~Q(left_why="")),
                name="left_the_committee_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(left_date__isnull=True) | Q(left_date__gte=models.F("since_date")),
                name="left_the_committee_after_joining",
            ),
        ]
        ordering = ["since_date", "pk"]
