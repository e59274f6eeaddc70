"""A ballot: the question, the options, the rule, and how far it has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

BUDGETS = ["equal_shares", "greedy"]
KINDS = ["yes_no", "most", "runoff", "transferable", "election", "owners", *BUDGETS]


class Ballot(models.Model):
    """`rule`, `seed`, `roll_code` and `opening_code` are fixed when it opens; `box_key` is the public key of its box.
    `voting_date`: the first day of voting as it was planned when the roll was written; who is of age then stands on it.

    `is_statutory`: an election or a recall, where the law's ways of voting alone count. `women`: places held for women. `relatives`:
    keys of options of which only one can be elected. `limit`: money to share out, in fen. `matter`: what owners decide on, by the
    numbers of Civil Code art. 278. `after`: the vote of which this is a further one, or which was not valid and is held again. `seated`:
    who of the rule's `beside` sat on the committee when it was counted. `consulted`: seal and result of ballots that
    do not count and were asked all the same.
    """

    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("yes or no")
        MOST = "most", _("most marks")
        RUNOFF = "runoff", _("ranked: one wins")
        TRANSFERABLE = "transferable", _("ranked: several seats")
        ELECTION = "election", _("election of the committee")
        OWNERS = "owners", _("owners, by area and by head")
        EQUAL_SHARES = "equal_shares", _("budget in equal shares")
        GREEDY = "greedy", _("budget by most votes")

    class VotesBy(models.TextChoices):
        PERSON = "person", _("every resident of voting age")
        HOUSEHOLD = "household", _("one vote a household")
        REPRESENTATIVE = "representative", _("residents' representatives")
        OWNER = "owner", _("owners of homes")

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
    votes_by = models.CharField(max_length=14, choices=VotesBy)
    seats = models.PositiveSmallIntegerField(default=1)
    marks = models.PositiveSmallIntegerField(null=True, blank=True)
    is_statutory = models.BooleanField(default=False)
    women = models.PositiveSmallIntegerField(default=0)
    relatives = models.JSONField(default=list, blank=True)
    limit = models.PositiveBigIntegerField(null=True, blank=True)
    matter = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="further")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    posted_date = models.DateField(null=True, blank=True)
    voting_date = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    rule = models.JSONField(default=dict)
    seated = models.JSONField(default=list, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    roll_code = models.CharField(max_length=64, blank=True)
    opening_code = models.CharField(max_length=64, blank=True)
    box_key = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    papers_taken_back = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True, blank=True)
    consulted = models.JSONField(null=True, blank=True)
    called_off_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="ballot_kind_known"),
            models.CheckConstraint(
                condition=Q(votes_by__in=["person", "household", "representative", "owner"]),
                name="ballot_votes_by_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="owners", votes_by="owner", matter__isnull=False)
                | (~Q(kind="owners") & ~Q(votes_by="owner") & Q(matter__isnull=True)),
                name="owners_vote_on_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BUDGETS, limit__gt=0) | (~Q(kind__in=BUDGETS) & Q(limit__isnull=True)),
                name="a_budget_has_money",
            ),
            models.CheckConstraint(
                condition=Q(women__lte=models.F("seats")), name="no_more_places_held_than_there_are"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "posted", "open", "closed", "counted", "called_off"]),
                name="ballot_state_known",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="ballot_fills_a_seat"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "closed", "counted"])
                | (Q(opened_at__isnull=False, closes_at__isnull=False) & ~Q(box_key="") & ~Q(opening_code="")),
                name="ballot_opens_with_a_box",
            ),
            models.CheckConstraint(
                condition=~Q(state="counted") | (Q(counted_at__isnull=False, result__isnull=False) & ~Q(seal="")),
                name="ballot_counted_with_a_seal",
            ),
            models.CheckConstraint(
                condition=Q(state="called_off") | Q(called_off_why=""), name="ballot_called_off_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["community", "state"])]
        ordering = ["-drafted_at", "-pk"]

    @property
    def is_answer(self) -> bool:
        """Whether it is answered with yes or no."""
        return self.kind in {self.Kind.YES_NO, self.Kind.OWNERS}

    @property
    def is_ranked(self) -> bool:
        return self.kind in {self.Kind.RUNOFF, self.Kind.TRANSFERABLE}

    @property
    def is_budget(self) -> bool:
        return self.kind in {self.Kind.EQUAL_SHARES, self.Kind.GREEDY}

    @property
    def has_typed_roll(self) -> bool:
        """Whether the voters are written down from a list: no record of residents knows them."""
        return self.votes_by in {self.VotesBy.REPRESENTATIVE, self.VotesBy.OWNER}

    @property
    def most_marks(self) -> int | None:
        """How many may be marked on a paper; None: as many as one likes."""
        if self.is_answer:
            return 1
        return self.seats if self.kind == self.Kind.ELECTION else self.marks

    @property
    def is_further(self) -> bool:
        """Whether it fills places that a valid vote left open (Organic Law art. 19). The repetition of a vote that was not valid is none."""
        if self.after is None:
            return False
        return bool((self.after.result or {}).get("valid")) or self.after.is_further

    @property
    def round(self) -> int:
        return 1 if self.after is None else self.after.round + 1


class Option(models.Model):
    """What can be chosen. `key` stands in the published file. `cost` in fen, of a budget; `is_woman` of an election."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options")
    key = models.CharField(max_length=10)
    label = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    cost = models.PositiveBigIntegerField(null=True, blank=True)
    is_woman = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "key"], name="option_once"),
            models.UniqueConstraint(fields=["ballot", "position"], name="option_has_its_place"),
        ]
        ordering = ["position"]
