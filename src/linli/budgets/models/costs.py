"""What an idea costs, line by line, as the committee found out; the costing with the highest number holds."""

from django.db import models
from django.db.models import F, Q


class Costing(models.Model):
    """`cost_fen` is the sum of its lines. `owner` would carry it out; `running_fen` is what it costs in each year afterwards, and who bears that.

    Not feasible: `why` in public, and the law or rule it stumbles on where there is one.
    """

    idea = models.ForeignKey("budgets.Idea", models.CASCADE, related_name="costings")
    number = models.PositiveSmallIntegerField()
    is_feasible = models.BooleanField()
    cost_fen = models.PositiveBigIntegerField()
    owner = models.CharField(max_length=60, blank=True)
    needs = models.CharField(max_length=1000, blank=True)
    running_fen = models.PositiveBigIntegerField(default=0)
    running_words = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=1000, blank=True)
    stumbles_on = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "number"], name="costing_number_once"),
            models.CheckConstraint(
                condition=(Q(is_feasible=True, cost_fen__gt=0) & ~Q(owner="")) | (Q(is_feasible=False) & ~Q(why="")),
                name="a_costing_says_how_much_and_by_whom_or_why_not",
            ),
        ]
        ordering = ["number"]


class CostLine(models.Model):
    """So many of something, each at a price in fen."""

    costing = models.ForeignKey(Costing, models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=120)
    quantity = models.PositiveIntegerField()
    unit_fen = models.PositiveBigIntegerField()
    sum_fen = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["costing", "place"], name="cost_line_place_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="a_cost_line_counts_something"),
            models.CheckConstraint(condition=Q(sum_fen=F("quantity") * F("unit_fen")), name="a_cost_line_adds_up"),
        ]
        ordering = ["place"]
