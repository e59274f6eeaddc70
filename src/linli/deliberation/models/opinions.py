"""Short statements, who agrees with which, and the map drawn from it. Single opinions are deleted when the map is closed."""

from django.db import models
from django.db.models import Q

from .talk import Said


class Statement(Said):
    """At most 140 characters. `votes`: how many took a stand on it, so that those seen least are shown first."""

    number = models.PositiveIntegerField()
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="statement_number_once")]
        ordering = ["number"]


class MapVoter(models.Model):
    """Somebody who took part. That they did stays; how, is deleted when the map is closed."""

    topic = models.ForeignKey("deliberation.Topic", models.CASCADE, related_name="map_voters")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="map_voter_once")]


class Opinion(models.Model):
    """Agree 1, pass 0, disagree -1. No page, export or programme reads a single one but to show it to whose it is."""

    voter = models.ForeignKey(MapVoter, models.CASCADE, related_name="opinions")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="opinions")
    says = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voter", "statement"], name="opinion_once"),
            models.CheckConstraint(condition=Q(says__in=[-1, 0, 1]), name="opinion_is_one_of_three"),
        ]


class DrawnMap(models.Model):
    """The map as it was drawn last. `numbers`: of the statements, in the order in which the map speaks of them."""

    topic = models.OneToOneField("deliberation.Topic", models.CASCADE, related_name="drawn_map")
    drawn = models.JSONField(null=True, blank=True)
    numbers = models.JSONField(default=list)
    voters = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField(default=0)
    others = models.PositiveIntegerField(default=0)  # took a stand, but nobody has confirmed that they live there
    drawn_at = models.DateTimeField(null=True, blank=True)
    is_stale = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
