"""Help that needs hands now: a call to volunteers near by who said yes to such calls."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .cases import Case
from .setup import Category


class CallForHands(models.Model):
    """The door is shown only to a helper to whom the committee, or who asked, said yes. `accepted_by`: the first of them."""

    class State(models.TextChoices):
        OPEN = "open", _("looking for somebody")
        ACCEPTED = "accepted", _("somebody is coming")
        DONE = "done", _("done")
        THANKED = "thanked", _("thanked")
        ENDED = "ended", _("no longer needed")

    case = models.ForeignKey(Case, models.PROTECT, related_name="calls_for_hands")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    called_at = models.DateTimeField()
    accepted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    thanks = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "done", "thanked"]) | Q(accepted_by__isnull=False),
                name="accepted_call_names_who",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["open", "accepted"]), name="one_open_call_a_case"
            ),
        ]


class Offer(models.Model):
    """A known neighbour could come. `taken_at`: somebody said yes to them; from then until `ended_at` they see door and telephone."""

    call = models.ForeignKey(CallForHands, models.CASCADE, related_name="offers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"], condition=Q(ended_at__isnull=True), name="one_open_offer_a_person"
            ),
        ]


class Willing(models.Model):
    """A volunteer said yes to calls of this kind in a community; taken back as easily."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="willing")
    community = models.ForeignKey("places.Community", models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "community", "category"], name="willing_once")]
