"""A meeting from the call to the posted minutes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.tracked import Tracked


class Meeting(models.Model):
    """`counts`: whose presence makes the quorum. `door_code` opens the page on which people say that they are at the door.

    `urgent_why`: why it was called at short notice (Organic Law art. 26).

    `quorum`: how many were needed when it was opened, and by which rule. `minutes`: the words as they were signed, `seal` their SHA-256;
    `posted_text` the same without personal details, posted until `until_date` at least.
    """

    class Kind(models.TextChoices):
        RESIDENTS = "residents", _("residents' meeting")
        REPRESENTATIVES = "representatives", _("representatives' assembly")
        COUNCIL = "council", _("deliberation meeting")
        HEARING = "hearing", _("hearing")
        TALK = "talk", _("heart-to-heart talk")

    class Counts(models.TextChoices):
        PERSON = "person", _("each resident of age")
        HOUSEHOLD = "household", _("one of each household")
        REPRESENTATIVE = "representative", _("residents' representatives")
        INVITED = "invited", _("whoever is invited")

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        CALLED = "called", _("called")
        OPEN = "open", _("in session")
        CLOSED = "closed", _("over, minutes being written")
        SIGNED = "signed", _("minutes signed")
        POSTED = "posted", _("minutes posted")
        CALLED_OFF = "called_off", _("called off")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    counts = models.CharField(max_length=16, choices=Counts)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    head = models.CharField(max_length=60)
    keeper = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    called_at = models.DateTimeField(null=True, blank=True)
    urgent_why = models.CharField(max_length=300, blank=True)
    called_off_why = models.CharField(max_length=500, blank=True)
    door_code = models.CharField(max_length=16, unique=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    quorum = models.JSONField(null=True, blank=True)
    most_here = models.PositiveIntegerField(default=0)
    minutes = models.TextField(blank=True)
    seal = models.CharField(max_length=64, blank=True)
    posted_text = models.TextField(blank=True)
    posted_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["residents", "representatives", "council", "hearing", "talk"]),
                name="meeting_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(counts__in=["person", "household", "representative", "invited"]),
                name="meeting_counts_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "called", "open", "closed", "signed", "posted", "called_off"]),
                name="meeting_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "called_off"]) | Q(called_at__isnull=False),
                name="a_meeting_is_called_before_it_is_held",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "closed", "signed", "posted"]) | Q(quorum__isnull=False),
                name="an_opened_meeting_keeps_its_quorum",
            ),
            models.CheckConstraint(
                condition=Q(state="called_off") ^ Q(called_off_why=""), name="a_meeting_is_called_off_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "posted"]) | (~Q(seal="") & ~Q(minutes="")),
                name="signed_minutes_are_sealed",
            ),
            models.CheckConstraint(
                condition=~Q(state="posted")
                | (Q(posted_date__isnull=False, until_date__gt=F("posted_date")) & ~Q(posted_text="")),
                name="posted_minutes_have_their_day",
            ),
        ]
        indexes = [models.Index(fields=["community", "starts_at"])]
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """A point of the agenda, and what was said and found on it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="item_place_once")]
        ordering = ["place"]


class Signature(models.Model):
    """The head and the keeper of the minutes sign: two people."""

    class Role(models.TextChoices):
        HEAD = "head", pgettext_lazy("signature", "head of the meeting")
        KEEPER = "keeper", pgettext_lazy("signature", "keeper of the minutes")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=6, choices=Role)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    seal = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "role"], name="signature_once_a_role"),
            models.UniqueConstraint(fields=["meeting", "person"], name="nobody_signs_twice"),
            models.CheckConstraint(condition=Q(role__in=["head", "keeper"]), name="signature_role_known"),
        ]


class Correction(models.Model):
    """What was posted was corrected, and everybody reads why. What stood there before is not shown: it may have been somebody's details."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="corrections")
    what_changed = models.CharField(max_length=500)
    corrected_date = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(what_changed=""), name="minutes_corrected_with_words")]
        ordering = ["corrected_date", "pk"]


class NextStep(Tracked):
    """What is done because of the meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps")

    class Meta(Tracked.Meta):
        pass
