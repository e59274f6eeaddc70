"""Who is there, who speaks, and what hands decide."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .meetings import Meeting


class Seat(models.Model):
    """Somebody on the roll. `holder`: who is there for them by a written proxy. `is_at_door`: they said so themselves; a worker lets them in.

    The keys point at accounts and records without binding them: the roll stays as it was when the records change. `household_key` where a
    household has one seat, whoever of it comes. `is_added`: written down by hand, or in an assembly a
    member of the committee: whoever is there and is no representative.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    home = models.CharField(max_length=120, blank=True)
    person_key = models.PositiveBigIntegerField(null=True, blank=True)
    resident_key = models.PositiveBigIntegerField(null=True, blank=True)
    household_key = models.PositiveBigIntegerField(null=True, blank=True)
    is_added = models.BooleanField(default=False)
    is_at_door = models.BooleanField(default=False)
    is_here = models.BooleanField(default=False)
    was_here = models.BooleanField(default=False)
    holder = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="held")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="seat_number_once"),
            models.UniqueConstraint(fields=["meeting", "person_key"], name="one_seat_a_person"),
            models.UniqueConstraint(fields=["meeting", "household_key"], name="one_seat_a_household"),
            models.CheckConstraint(condition=Q(is_here=False) | Q(holder__isnull=True), name="nobody_is_there_twice"),
            models.CheckConstraint(condition=Q(is_here=False) | Q(was_here=True), name="who_is_here_was_here"),
            models.CheckConstraint(condition=~Q(holder=F("pk")), name="nobody_holds_their_own_proxy"),
        ]
        ordering = ["number"]


class Motion(models.Model):
    """What hands decide. `here`: how many were there or represented at that moment; `needed`: by the rule that is kept beside it.

    `counts`: how often hands were counted. `put_off_why`: it was not decided in this meeting.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="motions")
    item = models.ForeignKey("meetings.Item", models.SET_NULL, null=True, blank=True, related_name="motions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    moved_by = models.CharField(max_length=60)
    yes = models.PositiveIntegerField(null=True, blank=True)
    no = models.PositiveIntegerField(null=True, blank=True)
    abstain = models.PositiveIntegerField(null=True, blank=True)
    here = models.PositiveIntegerField(null=True, blank=True)
    needed = models.PositiveIntegerField(null=True, blank=True)
    rule = models.JSONField(null=True, blank=True)
    is_carried = models.BooleanField(null=True, blank=True)
    counts = models.PositiveSmallIntegerField(default=0)
    put_off_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="motion_number_once"),
            models.CheckConstraint(
                condition=Q(is_carried__isnull=True, yes__isnull=True, here__isnull=True)
                | Q(
                    is_carried__isnull=False,
                    yes__isnull=False,
                    no__isnull=False,
                    abstain__isnull=False,
                    here__gte=F("yes") + F("no") + F("abstain"),
                ),
                name="no_more_hands_than_people",
            ),
            models.CheckConstraint(
                condition=Q(put_off_why="") | Q(is_carried__isnull=True), name="put_off_is_not_decided"
            ),
        ]
        ordering = ["number"]


class Speech(models.Model):
    """Somebody who asked to speak, in the order in which they asked. How long they spoke is nobody's business."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        SPEAKING = "speaking", _("speaks")
        DONE = "done", _("has spoken")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="speeches")
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting"], condition=Q(state="speaking"), name="one_speaks_at_a_time"),
            models.CheckConstraint(condition=Q(state__in=["waiting", "speaking", "done"]), name="speech_state_known"),
        ]
        ordering = ["pk"]
