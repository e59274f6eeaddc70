"""An election, a by-election or a recall; and the election committee that runs it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Election(models.Model):
    """The vote itself is a ballot; its further votes hang on it. `post`: what is filled (head, members). `why` it is held by-election or
    recall; `about` and `answer`: whom a recall concerns and what they say to it. `together`: where posts of one committee are voted on
    apart, the first of these votes.
    """

    class Kind(models.TextChoices):
        FULL = "full", _("election of the committee")
        BY_ELECTION = "by_election", _("by-election")
        RECALL = "recall", _("recall")

    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, related_name="election")
    kind = models.CharField(max_length=12, choices=Kind)
    post = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=500, blank=True)
    about = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    together = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    listed_date = models.DateField(null=True, blank=True)
    handed_over_date = models.DateField(null=True, blank=True)
    handover_note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["full", "by_election", "recall"]), name="election_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind="recall") & ~Q(about="") & ~Q(why="")) | (~Q(kind="recall") & Q(about="")),
                name="a_recall_names_somebody_and_why",
            ),
            models.CheckConstraint(condition=~Q(kind="by_election") | ~Q(why=""), name="a_by_election_says_why"),
        ]
        ordering = ["-pk"]

    @property
    def is_recall(self) -> bool:
        return self.kind == self.Kind.RECALL


class CommitteeMember(models.Model):
    """Of the election committee. Who is nominated, or is a near relative of somebody nominated, leaves it (Organic Law art. 15)."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="committee")
    name = models.CharField(max_length=60)
    is_head = models.BooleanField(default=False)
    left_date = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election", "name"], condition=Q(left_date__isnull=True), name="committee_member_once"
            ),
            models.UniqueConstraint(
                fields=["election"],
                condition=Q(is_head=True, left_date__isnull=True),
                name="one_head_of_the_election_committee",
            ),
            models.CheckConstraint(
                condition=Q(left_date__isnull=True, left_why="") | (Q(left_date__isnull=False) & ~Q(left_why="")),
                name="committee_left_with_a_reason",
            ),
        ]
        ordering = ["-is_head", "pk"]
