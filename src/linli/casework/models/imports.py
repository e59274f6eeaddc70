"""Records that come in from elsewhere: remembered mappings, import runs, and drafts pasted from a chat group."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RememberedMapping(models.Model):
    """How the columns of a kind of table are read, found again by the signature of its headings."""

    signature = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    mapping = models.JSONField()
    used_at = models.DateTimeField()


class ImportRun(models.Model):
    """One file being read in. `lines_done` is where to go on after an interruption: a batch and this number are one transaction."""

    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    source = models.CharField(max_length=60)
    mapping = models.JSONField()
    lines_done = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    known_already = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "source"], name="file_imported_once")]


class Draft(models.Model):
    """A line pasted from a chat group that may be a request; staff check it and make it one, or drop it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be checked")
        TAKEN = "taken", _("made a case")
        DROPPED = "dropped", _("dropped")

    community = models.ForeignKey("places.Community", models.CASCADE, related_name="drafts")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    text = models.TextField(max_length=4000)
    said_by = models.CharField(max_length=60, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    place_text = models.CharField(max_length=200, blank=True)
    category = models.ForeignKey("casework.Category", models.SET_NULL, null=True, blank=True, related_name="+")
    building = models.ForeignKey("places.Building", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    case = models.ForeignKey("casework.Case", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
