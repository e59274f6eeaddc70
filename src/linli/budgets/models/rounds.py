"""A round of the participatory budget: how much money, from which line, for what, by which method, on which days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Round(models.Model):
    """`money_fen` comes from `line`. `method` and `marks` (most marks on a paper; None: as many as one likes) are fixed before the first idea.

    `told`: how many were told what became of it.
    """

    class State(models.TextChoices):
        IDEAS = "ideas", _("collecting ideas")
        COSTING = "costing", _("ideas are costed")
        VOTING = "voting", pgettext_lazy("round", "voting")
        CARRIED_OUT = "carried_out", _("being carried out")
        CLOSED = "closed", pgettext_lazy("round", "closed")
        CALLED_OFF = "called_off", pgettext_lazy("round", "called off")

    class Method(models.TextChoices):
        EQUAL_SHARES = "equal_shares", _("equal shares")
        GREEDY = "greedy", _("most votes first")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    purpose = models.TextField()
    line = models.ForeignKey("funds.Line", models.PROTECT, related_name="+")
    money_fen = models.PositiveBigIntegerField()
    method = models.CharField(max_length=14, choices=Method)
    marks = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_by = models.CharField(max_length=14)
    ideas_from_date = models.DateField()
    ideas_to_date = models.DateField()
    costing_to_date = models.DateField()
    voting_from_date = models.DateField()
    voting_to_date = models.DateField()
    carried_out_to_date = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.IDEAS)
    opened_at = models.DateTimeField()
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, null=True, blank=True, related_name="budget_round")
    decided_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(blank=True)
    told = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(money_fen__gt=0), name="a_round_has_money"),
            models.CheckConstraint(condition=Q(method__in=["equal_shares", "greedy"]), name="round_method_known"),
            models.CheckConstraint(condition=Q(votes_by__in=["person", "household"]), name="round_votes_by_known"),
            models.CheckConstraint(condition=Q(marks__isnull=True) | Q(marks__gte=1), name="a_round_has_a_mark"),
            models.CheckConstraint(
                condition=Q(state__in=["ideas", "costing", "voting", "carried_out", "closed", "called_off"]),
                name="round_state_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    ideas_to_date__gte=F("ideas_from_date"),
                    costing_to_date__gte=F("ideas_to_date"),
                    voting_from_date__gte=F("costing_to_date"),
                    voting_to_date__gte=F("voting_from_date"),
                    carried_out_to_date__gte=F("voting_to_date"),
                ),
                name="the_days_of_a_round_follow_each_other",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["voting", "carried_out", "closed"]) | Q(ballot__isnull=False),
                name="a_round_is_voted_on_by_a_ballot",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["carried_out", "closed"]) | Q(decided_at__isnull=False),
                name="a_round_is_carried_out_once_decided",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed", closed_at__isnull=False) & ~Q(report=""))
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="a_round_is_closed_with_a_report",
            ),
            models.CheckConstraint(
                condition=(Q(state="called_off") & ~Q(called_off_why=""))
                | (~Q(state="called_off") & Q(called_off_why="")),
                name="a_round_is_called_off_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["community", "state"])]
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title
