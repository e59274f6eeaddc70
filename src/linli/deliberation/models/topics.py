"""A topic of the neighbourhood: who raised it, the stages it goes through, what came of it, and the steps that carry it out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.tracked import Tracked


class Topic(models.Model):
    """`origin_key`: of the case, or of the survey, that it grew out of. `told`: how many were told what became of it."""

    class State(models.TextChoices):
        RAISED = "raised", _("looking for support")
        DECLINED = "declined", _("not taken up")
        DISCUSSED = "discussed", _("being discussed")
        CARRIED_OUT = "carried_out", _("being carried out")
        REPORTED = "reported", _("reported back")
        CLOSED = "closed", pgettext_lazy("topic", "closed")

    class Origin(models.TextChoices):
        RESIDENT = "resident", _("a resident")
        COMMITTEE = "committee", _("the residents' committee")
        CASE = "case", _("a case")
        SURVEY = "survey", _("a survey")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    about = models.TextField()
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.RESIDENT)
    origin_key = models.PositiveBigIntegerField(null=True, blank=True)
    raised_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.RAISED)
    support_needed = models.PositiveIntegerField()
    supported_at = models.DateTimeField(null=True, blank=True)
    answer_due_date = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_why = models.CharField(max_length=1000, blank=True)
    outcome = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    hiding = models.OneToOneField(
        "deliberation.Hiding", models.PROTECT, null=True, blank=True, related_name="topic_hidden"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["raised", "declined", "discussed", "carried_out", "reported", "closed"]),
                name="topic_state_known",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["resident", "committee", "case", "survey"]), name="topic_origin_known"
            ),
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(declined_why="")) | (~Q(state="declined") & Q(declined_why="")),
                name="a_topic_is_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["raised", "declined"]) | Q(answered_at__isnull=False),
                name="a_topic_is_discussed_once_taken_up",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["carried_out", "reported", "closed"])
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="a_topic_is_carried_out_once_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reported", "closed"]) | (~Q(report="") & Q(reported_at__isnull=False)),
                name="a_topic_is_closed_once_reported_back",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="a_closed_topic_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(supported_at__isnull=True) | Q(answer_due_date__isnull=False),
                name="a_supported_topic_is_answered_by_a_day",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "raised_at"])]
        ordering = ["-raised_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """One resident wants the topic to be taken up. Nothing says when."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="supports")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="topic_supported_once_each")]


class Threshold(models.Model):
    """How many residents make the committee take a topic up, where the community has set it."""

    community = models.OneToOneField("places.Community", models.CASCADE, related_name="+")
    persons = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(persons__gte=1), name="support_of_one_at_least")]


class Stage(models.Model):
    """A part of the way, from day to day, and who takes part in it. It ends with what came out."""

    class Kind(models.TextChoices):
        DISCUSS = "discuss", _("discussion")
        OPINIONS = "opinions", _("opinion map")
        MEETING = "meeting", _("meeting")
        BALLOT = "ballot", _("ballot")

    class Who(models.TextChoices):
        EVERYBODY = "everybody", _("everybody who lives here")
        BUILDINGS = "buildings", _("who lives in certain buildings")
        REPRESENTATIVES = "representatives", _("residents' representatives")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="stages")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    from_date = models.DateField()
    to_date = models.DateField()
    who = models.CharField(max_length=16, choices=Who, default=Who.EVERYBODY)
    buildings = models.ManyToManyField("places.Building", blank=True, related_name="+")
    moved_why = models.CharField(max_length=300, blank=True)
    outcome = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, null=True, blank=True, related_name="stage")
    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="stage")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "place"], name="stage_place_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["discuss", "opinions", "meeting", "ballot"]), name="stage_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(who__in=["everybody", "buildings", "representatives"]), name="stage_who_known"
            ),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="stage_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="stage_ends_with_words",
            ),
            models.CheckConstraint(
                condition=Q(ballot__isnull=True) | Q(kind="ballot"), name="only_a_ballot_stage_has_a_ballot"
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(kind="meeting"), name="only_a_meeting_stage_has_a_meeting"
            ),
        ]
        ordering = ["place"]


class Step(Tracked):
    """What is done because of the result."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="steps")

    class Meta(Tracked.Meta):
        pass
