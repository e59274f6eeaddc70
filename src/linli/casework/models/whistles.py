"""Whistles (吹哨): the committee calls several offices at once; each answers on its own clock."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .cases import Case


class CallState(models.TextChoices):
    WAITING = "waiting", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    REPORTED = "reported", _("says who does what by when")
    DONE = "done", _("done its part")
    REFUSED = "refused", _("refused")
    CLIMBED = "climbed", _("no answer in time: passed to the next level")
    ENDED = "ended", _("no longer needed")


OPEN_CALLS = (CallState.WAITING, CallState.ACCEPTED, CallState.REPORTED)


class Whistle(models.Model):
    """One call for help with a case. The lead of the case stays responsible."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="whistles")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)


class WhistleCall(models.Model):
    """One office called. Silence past `due_at` climbs: a new call to the office above, which names this one."""

    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="calls")
    organisation = models.ForeignKey("places.Organisation", models.PROTECT, related_name="whistle_calls")
    state = models.CharField(max_length=10, choices=CallState, default=CallState.WAITING)
    called_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_due_provisional = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)  # accepted or refused
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=80, blank=True)  # the office's own words: who does it
    what = models.TextField(max_length=2000, blank=True)
    by_date = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    ground = models.TextField(max_length=1000, blank=True)  # why it refuses
    climbed_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="climbed_to")
    link_version = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(
        null=True, blank=True
    )  # the case became confidential: the office reads it no more

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["whistle", "organisation"], name="office_called_once_a_whistle"),
            models.CheckConstraint(condition=Q(state__in=CallState.values), name="call_state_known"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(ground=""), name="refusal_has_a_ground"),
            models.CheckConstraint(
                condition=~Q(state="reported") | (~Q(who="") & ~Q(what="") & Q(by_date__isnull=False)),
                name="report_says_who_what_when",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_at"]),
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "accepted"]), name="call_clock"),
        ]
