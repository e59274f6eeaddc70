"""A ballot: the question, the options, the rule, and how far it has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Ballot(models.Model):
    """`rule`, `seed`, `roll_code` and `opening_code` are fixed when it opens; `box_key` is the public key of its box."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("yes or no")
        MOST = "most", _("most marks")
        RUNOFF = "runoff", _("ranked: one wins")
        TRANSFERABLE = "transferable", _("ranked: several seats")

    class VotesBy(models.TextChoices):
        PERSON = "person", _("every resident of voting age")
        HOUSEHOLD = "household", _("one vote a household")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("ballot", "being prepared")
        POSTED = "posted", pgettext_lazy("ballot", "roll posted")
        OPEN = "open", pgettext_lazy("ballot", "voting")
        CLOSED = "closed", pgettext_lazy("ballot", "closed, not counted yet")
        COUNTED = "counted", pgettext_lazy("ballot", "counted")
        CALLED_OFF = "called_off", pgettext_lazy("ballot", "called off")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="ballots")
    question = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=14, choices=Kind)
    votes_by = models.CharField(max_length=10, choices=VotesBy)
    seats = models.PositiveSmallIntegerField(default=1)
    marks = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    posted_date = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    rule = models.JSONField(default=dict)
    seed = models.CharField(max_length=64, blank=True)
    roll_code = models.CharField(max_length=64, blank=True)
    opening_code = models.CharField(max_length=64, blank=True)
    box_key = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    papers_taken_back = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True, blank=True)
    called_off_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["yes_no", "most", "runoff", "transferable"]), name="ballot_kind_known"),
            models.CheckConstraint(condition=Q(votes_by__in=["person", "household"]), name="ballot_votes_by_known"),
            models.CheckConstraint(condition=Q(state__in=["draft", "posted", "open", "closed", "counted", "called_off"]), name="ballot_state_known"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="ballot_fills_a_seat"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "closed", "counted"])
                | (Q(opened_at__isnull=False, closes_at__isnull=False) & ~Q(box_key="") & ~Q(opening_code="")),
                name="ballot_opens_with_a_box",
            ),
            models.CheckConstraint(
                condition=~Q(state="counted") | (Q(counted_at__isnull=False, result__isnull=False) & ~Q(seal="")), name="ballot_counted_with_a_seal"
            ),
            models.CheckConstraint(condition=Q(state="called_off") | Q(called_off_why=""), name="ballot_called_off_with_a_reason"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["community", "state"])]
        ordering = ["-drafted_at", "-pk"]


class Option(models.Model):
    """What can be chosen. `key` stands in the published file."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options")
    key = models.CharField(max_length=10)
    label = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "key"], name="option_once"),
            models.UniqueConstraint(fields=["ballot", "position"], name="option_has_its_place"),
        ]
        ordering = ["position"]
