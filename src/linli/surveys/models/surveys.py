"""A survey and its questions. Everything is written in Chinese; other languages stand beside it in `words`."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    WEB = "web", _("on line")
    QR = "qr", _("by QR code")
    PAPER = "paper", _("on paper")
    TELEPHONE = "telephone", _("by telephone")
    DESK = "desk", _("at the desk")


class Survey(models.Model):
    """`raw_until`: single answers are deleted after that day, as was promised before the first question. `results`: what everybody reads.

    `words`: {language: {"title": …, "q12.text": …, "q12.1": …}}. Dates are given as a draft and fixed when it opens.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("survey", "draft")
        OPEN = "open", pgettext_lazy("survey", "open")
        CLOSED = "closed", pgettext_lazy("survey", "being evaluated")
        PUBLISHED = "published", pgettext_lazy("survey", "results published")
        WITHHELD = "withheld", pgettext_lazy("survey", "results not published")

    class Who(models.TextChoices):
        EVERYBODY = "everybody", _("everybody who lives here")
        BUILDINGS = "buildings", _("who lives in certain buildings")

    class Way(models.TextChoices):
        OPEN = "open", _("whoever has the address or the QR code")
        CODES = "codes", _("whoever was given a code, once")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    purpose = models.TextField()
    use = models.TextField()
    words = models.JSONField(default=dict, blank=True)
    languages = models.JSONField(default=list, blank=True)
    who = models.CharField(max_length=10, choices=Who, default=Who.EVERYBODY)
    buildings = models.ManyToManyField("places.Building", blank=True, related_name="+")
    is_anonymous = models.BooleanField(default=True)
    way = models.CharField(max_length=8, choices=Way, default=Way.OPEN)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    from_date = models.DateField()
    to_date = models.DateField()
    drafted_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withheld_why = models.CharField(max_length=1000, blank=True)
    raw_until = models.DateField(null=True, blank=True)
    raw_deleted_date = models.DateField(null=True, blank=True)
    results = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open", "closed", "published", "withheld"]), name="survey_state_known"
            ),
            models.CheckConstraint(condition=Q(who__in=["everybody", "buildings"]), name="survey_who_known"),
            models.CheckConstraint(condition=Q(way__in=["open", "codes"]), name="survey_way_known"),
            models.CheckConstraint(
                condition=Q(is_anonymous=True) | Q(way="open"), name="a_survey_with_names_needs_no_codes"
            ),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="a_survey_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True, raw_until__isnull=True)
                | (~Q(state="draft") & Q(opened_at__isnull=False, raw_until__gte=F("to_date"))),
                name="a_survey_opens_with_a_day_to_forget",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open"], closed_at__isnull=True)
                | (~Q(state__in=["draft", "open"]) & Q(closed_at__isnull=False)),
                name="a_survey_is_evaluated_once_closed",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False, results__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="a_published_survey_has_results",
            ),
            models.CheckConstraint(
                condition=(Q(state="withheld") & ~Q(withheld_why="")) | (~Q(state="withheld") & Q(withheld_why="")),
                name="a_survey_is_withheld_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(raw_deleted_date__isnull=True) | Q(results__isnull=False), name="answers_go_and_counts_stay"
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "to_date"])]
        ordering = ["-to_date", "-pk"]

    def __str__(self) -> str:
        return self.title

    def is_running(self, today: date) -> bool:
        """Whether anybody may answer by themselves on that day."""
        return self.state == self.State.OPEN and self.from_date <= today <= self.to_date


class Question(models.Model):
    """`options` are labels, numbered from 1 as on paper; with `has_other` one more, with words. A scale has the options 1 to 5, its ends have labels.

    `asked_if`: it is asked of those alone who chose one of `if_options` there.
    """

    class Kind(models.TextChoices):
        ONE = "one", _("one of several answers")
        SEVERAL = "several", _("several answers")
        SCALE = "scale", _("a scale from 1 to 5")
        NUMBER = "number", _("a number")
        LINE = "line", _("a few words")
        TEXT = "text", _("a longer text")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.CharField(max_length=200)
    help = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=True)
    options = models.JSONField(default=list, blank=True)
    has_other = models.BooleanField(default=False)
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_if = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="opens")
    if_options = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "place"], name="question_place_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["one", "several", "scale", "number", "line", "text"]), name="question_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(kind="several", most__gte=2), name="most_of_several_alone"
            ),
            models.CheckConstraint(
                condition=Q(has_other=False) | Q(kind__in=["one", "several"]), name="other_of_options_alone"
            ),
            models.CheckConstraint(
                condition=Q(asked_if__isnull=True) | ~Q(asked_if=F("id")), name="a_question_does_not_open_itself"
            ),
        ]
        ordering = ["place"]

    @property
    def has_options(self) -> bool:
        return self.kind in {self.Kind.ONE, self.Kind.SEVERAL, self.Kind.SCALE}

    @property
    def is_single(self) -> bool:
        return self.kind in {self.Kind.ONE, self.Kind.SCALE}

    @property
    def option_count(self) -> int:
        """How many can be chosen from, "other" among them."""
        if self.kind == self.Kind.SCALE:
            return 5
        return len(self.options) + self.has_other if self.has_options else 0

    @property
    def other(self) -> int | None:
        """The number of the option "other, namely"."""
        return len(self.options) + 1 if self.has_other else None
