"""What exactly is proposed: the wording in its versions, and amendments beside it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .talk import Said


class Wording(models.Model):
    """A version of the proposed text; the one with the highest number holds."""

    topic = models.ForeignKey("deliberation.Topic", models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="wording_number_once")]
        ordering = ["number"]


class Amendment(Said):
    """Another wording that somebody proposes, beside the one it amends. `text`: the whole of it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ADOPTED = "adopted", _("adopted")
        DECLINED = "declined", _("not adopted")
        VOTED_ON = "voted_on", _("put to the vote")

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="amendments")
    why = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "adopted", "declined", "voted_on"]), name="amendment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answer="") | (~Q(state="open") & ~Q(answer="")),
                name="amendment_answered_with_words",
            ),
        ]
        ordering = ["said_at", "pk"]


class AmendmentSupport(models.Model):
    """One resident prefers this wording."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="supports")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["amendment", "person"], name="amendment_supported_once_each")]
