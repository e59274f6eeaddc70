"""Posts of a community, who holds them, and when somebody is away. Nothing here ranks or clocks anybody."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.places.models import Named


class Post(Named):
    """A post with its weekly working time, from a day until a day that no longer counts."""

    class Kind(models.TextChoices):
        ELECTED = "elected", _("elected member of the committee")
        WORKER = "worker", _("community worker")
        GRID = "grid", _("grid worker")
        PART_TIME = "part_time", _("part-time helper")
        WELFARE = "welfare", _("public-welfare post")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=10, choices=Kind)
    minutes_a_week = models.PositiveIntegerField()
    paid_by = models.CharField(max_length=120, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["elected", "worker", "grid", "part_time", "welfare"]), name="post_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes_a_week__gt=0, minutes_a_week__lte=7 * 24 * 60), name="post_fits_a_week"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="post_days_in_order"
            ),
        ]
        ordering = ["kind", "name", "pk"]


class Holding(models.Model):
    """A person holds a post, from a day until a day that no longer counts. One person at a time: the action sees to it
    under the post's lock, and an open end is unique in the database."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(to_date__isnull=True), name="post_held_by_one"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="holding_days_in_order"
            ),
        ]
        ordering = ["-from_date", "-pk"]


class Absence(models.Model):
    """Somebody is away, with no reason written down: only the days."""

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_date__gt=F("from_date")), name="absence_has_a_day"),
            models.UniqueConstraint(fields=["community", "person", "from_date"], name="absence_once"),
        ]
        ordering = ["from_date", "pk"]
