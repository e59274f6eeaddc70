"""The case itself, those who reported it, and its history."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from linli.places.models import Located

from .setup import Category


class State(models.TextChoices):
    NEW = "new", _("received")
    ACCEPTED = "accepted", _("accepted")
    IN_PROGRESS = "in_progress", _("being worked on")
    RESOLVED = "resolved", _("resolved")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    MERGED = "merged", _("merged into another")
    REOPENED = "reopened", _("reopened")


OPEN_STATES = (State.NEW, State.ACCEPTED, State.IN_PROGRESS, State.REOPENED)


class Outcome(models.TextChoices):
    SOLVED = "solved", _("solved")
    EXPLAINED = "explained", _("explained")
    BEYOND = "beyond", _("beyond our powers")
    PROMISED = "promised", _("promised by a date")


class Channel(models.TextChoices):
    WEB = "web", _("on line")
    DESK = "desk", _("at the desk")
    TELEPHONE = "telephone", _("by telephone")
    PAPER = "paper", _("on paper")
    CHAT = "chat", _("from a chat group")
    API = "api", _("through Open311")
    IMPORT = "import", _("from earlier records")


class Case(Located):
    """A request. `number` is how people name it; `is_public` is what every list, map and search asks first.

    `version` counts changes, so that a later writer sees what an earlier one did. The due times are moments already
    reckoned in working time, from `clocks_from` and `clock_minutes`: they are reckoned again when a pause ends, an
    extension is explained, the category or the calendar changes. What was promised first stays in `first_…_due_at`, and
    figures count by that.
    """

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="cases")
    category = models.ForeignKey(Category, models.PROTECT, related_name="cases")
    text = models.TextField(max_length=4000)
    place_text = models.CharField(max_length=200, blank=True)
    building = models.ForeignKey("places.Building", models.PROTECT, null=True, blank=True, related_name="+")
    door = models.ForeignKey("places.Door", models.SET_NULL, null=True, blank=True, related_name="+")
    door_text = models.CharField(max_length=40, blank=True)  # never public: see the right `see_door`
    marker = models.ForeignKey("places.Marker", models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict)  # question code -> answer, or list of answers

    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    is_public = models.BooleanField(default=True)
    wants_public = models.BooleanField(default=True)  # what the reporter asked for
    is_confidential = models.BooleanField(default=False)  # as its category
    hidden_reason = models.CharField(max_length=200, blank=True)  # why staff took it from public lists

    lead = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    assigned_to = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    assigned_organisation = models.ForeignKey(
        "places.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    reported_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    accept_due_at = models.DateTimeField(null=True, blank=True)
    answer_due_at = models.DateTimeField(null=True, blank=True)
    resolve_due_at = models.DateTimeField(null=True, blank=True)
    is_due_provisional = models.BooleanField(default=False)
    clocks_from = models.DateTimeField(null=True, blank=True)  # reported, or reopened
    clock_minutes = models.JSONField(default=dict, blank=True)  # working minutes from there, by clock
    first_accept_due_at = models.DateTimeField(null=True, blank=True)
    first_answer_due_at = models.DateTimeField(null=True, blank=True)
    first_resolve_due_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)  # the reporter was asked; clocks stand still
    next_due_at = models.DateTimeField(null=True, blank=True)  # the earliest clock still running; null when none is
    warned_at = models.DateTimeField(null=True, blank=True)

    promised_date = models.DateField(null=True, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True)
    beyond_whose = models.CharField(max_length=120, blank=True)  # who has the powers that we lack
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    reopened_count = models.PositiveSmallIntegerField(default=0)
    has_whistle = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    source = models.CharField(max_length=60, blank=True)  # where an imported record comes from, and its number there
    source_number = models.CharField(max_length=80, blank=True)
    submission = models.UUIDField(
        null=True, blank=True, unique=True
    )  # one press of the button, however often it is sent

    class Meta:
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="case_channel_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="case_outcome_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.RESOLVED]) | (Q(resolved_at__isnull=False) & ~Q(outcome="")),
                name="resolved_case_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into__isnull=True)),
                name="merged_case_names_its_heir",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(is_public=False), name="confidential_is_never_public"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.PROMISED) | Q(promised_date__isnull=False), name="promise_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACCEPTED, State.IN_PROGRESS])
                | Q(lead__isnull=False)
                | Q(channel=Channel.IMPORT),
                name="accepted_case_has_a_lead",
            ),
            models.UniqueConstraint(
                fields=["community", "source", "source_number"], condition=~Q(source=""), name="imported_record_once"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-reported_at", "-id"], name="case_community"),
            models.Index(fields=["-reported_at", "-id"], condition=Q(is_public=True), name="case_public"),
            models.Index(
                fields=["community", "-reported_at", "-id"], condition=Q(is_public=True), name="case_public_community"
            ),
            models.Index(
                fields=["community", "next_due_at"],
                condition=Q(state__in=["new", "accepted", "in_progress", "reopened"]),
                name="case_open",
            ),
            models.Index(fields=["next_due_at"], condition=Q(next_due_at__isnull=False), name="case_clock"),
            models.Index(
                fields=["assigned_to", "-reported_at"], condition=Q(assigned_to__isnull=False), name="case_mine"
            ),
            models.Index(fields=["state", "resolved_at"], name="case_state"),
            models.Index(fields=["category", "-reported_at"], name="case_category"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people say on the telephone: the year of the report and a running number, as 26-000123."""
        return f"{localdate(self.reported_at):%y}-{self.pk:06d}"

    @property
    def awaits_acceptance(self) -> bool:
        """Whether nobody has taken it up since it was reported or reopened."""
        return self.state in (State.NEW, State.REOPENED)

    @property
    def has_moved(self) -> bool:
        """Whether it is to be done later than was promised first."""
        first, due = self.first_resolve_due_at, self.resolve_due_at
        return first is not None and due is not None and due > first

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def whistle_calls(self) -> list[Any]:
        """Every WhistleCall, in the order of the calls."""
        return [call for w in self.whistles.all() for call in w.calls.all()] if self.has_whistle else []

    @property
    def hands(self) -> list[Any]:
        """Every CallForHands, where its category has such."""
        return list(self.calls_for_hands.all()) if self.category.needs_hands else []

    @property
    def judgements(self) -> "list[Rating]":
        return list(self.ratings.all()) if self.resolved_at else []


class Reporter(models.Model):
    """Somebody who reported a case or said "me too". Contact details live here alone, so that erasing them leaves the case whole.

    `person` is set when they have an account or are known to the committee. `link_version` invalidates earlier links.
    `is_first` is who reported this case. `reported` is the request that somebody reported themselves, where it was merged
    into this case since: its number and their code go on working, and open what they may see of this one.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="reporters")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="reports")
    name = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_first = models.BooleanField(default=True)
    reported = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=1000, blank=True)  # what a "me too" adds
    joined_at = models.DateTimeField()
    link_version = models.PositiveSmallIntegerField(default=0)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], condition=Q(person__isnull=False), name="reporter_once"),
            models.CheckConstraint(
                condition=Q(reported__isnull=True) | Q(is_first=False), name="first_reporter_came_with_nothing_else"
            ),
        ]


class Event(models.Model):
    """A line of a case's history; never edited. Words said stand in `Message`, so that they can be erased where the law asks."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    key = models.CharField(max_length=60)  # the fact's kind
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    by_role = models.CharField(max_length=24)
    by_organisation = models.ForeignKey("places.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    is_public = models.BooleanField(default=False)
    state_before = models.CharField(max_length=12, blank=True)
    state_after = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField()
    data = models.JSONField(default=dict)
    message = models.ForeignKey("casework.Message", models.PROTECT, null=True, blank=True, related_name="events")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at", "id"])]


class Message(models.Model):
    """Words in a case: an answer to the reporter, a question, a reply, a note among staff."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("answer")
        QUESTION = "question", _("question to the reporter")
        REPLY = "reply", _("reply of the reporter")
        NOTE = "note", _("internal note")
        RESOLUTION = "resolution", _("what was done")
        REASON = "reason", _("reason")

    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(max_length=4000)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    reporter = models.ForeignKey(Reporter, models.SET_NULL, null=True, blank=True, related_name="messages")
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)


class Photo(models.Model):
    """A picture of a case, re-encoded and without metadata. Never required."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="photos")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="photos")
    file = models.CharField(max_length=120, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    is_public = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Rating(models.Model):
    """What a reporter says of one resolution; after reopening there is another to rate."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="ratings")
    reporter = models.ForeignKey(Reporter, models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField(default=0)  # the case's reopened_count at the time
    is_solved = models.BooleanField()
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=1000, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reporter", "round"], name="one_rating_a_resolution"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"),
        ]


class Wall(models.Model):
    """A member of staff whom the case concerns does not see it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="walls")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="walls_against")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="wall_once")]
