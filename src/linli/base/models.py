"""The one table of the ground floor: how often something was done. It holds no truth, and may be emptied at any time."""

from django.db import models


class Count(models.Model):
    """One counter of `limits`: the key is a digest of what is counted and for whom, times are seconds since 1970."""

    key = models.CharField(max_length=32, primary_key=True)
    done = models.PositiveIntegerField()
    ends_at = models.BigIntegerField(db_index=True)
