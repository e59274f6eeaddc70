"""What the house knows of itself: how its jobs went, and which keys its database was sealed with."""

from django.db import models


class JobRun(models.Model):
    """How a recurring job went the last time. One row a job; no names, no values."""

    key = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(
        null=True, blank=True
    )  # of the last run; empty while it runs, or if it was cut off
    succeeded_at = models.DateTimeField(null=True, blank=True)  # when the last run that went well began
    failures = models.PositiveIntegerField(default=0)  # in a row
    error = models.CharField(max_length=120, blank=True)  # the kind of fault
    trace = models.TextField(blank=True)  # where it happened


class KeyMark(models.Model):
    """By which keys this database was sealed and signed: a mark from which the key cannot be found."""

    name = models.CharField(max_length=20, unique=True)
    mark = models.CharField(max_length=64)
