"""The tables of the ground floor: how often something was done, and which tables changed. They hold no truth, and may be emptied at any time."""

from django.db import models


class Count(models.Model):
    """One counter of `limits`: the key is a digest of what is counted and for whom, times are seconds since 1970."""

    key = models.CharField(max_length=32, primary_key=True)
    done = models.PositiveIntegerField()
    ends_at = models.BigIntegerField(db_index=True)


class Token(models.Model):
    """A number at random that a trigger changes with each change of a table: what was remembered of it holds no longer."""

    name = models.CharField(max_length=63, primary_key=True)
    token = models.BigIntegerField()
