"""What those below say: comments before a decision, refusals of unnumbered work, gaps in the law, residents' say, ratings of offices."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .applications import Application


class Comment(models.Model):
    """What a committee says of an application before it is decided. Saying it again replaces the words, not the vote of another."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="comments")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "community"], name="comment_once_a_community")]
        ordering = ["at", "pk"]


class RefusedWork(models.Model):
    """Work that came without a number: refused with a letter that names the article, seen by the district."""

    class Way(models.TextChoices):
        CHAT = "chat", _("in a chat group")
        TELEPHONE = "telephone", _("by telephone")
        PAPER = "paper", _("on paper")
        MEETING = "meeting", _("at a meeting")
        SYSTEM = "system", _("in another system")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    office = models.ForeignKey("places.Organisation", models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    way = models.CharField(max_length=12, choices=Way)
    asked_date = models.DateField()
    refused_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "serial"], name="refusal_number_once"),
            models.CheckConstraint(
                condition=Q(way__in=["chat", "telephone", "paper", "meeting", "system"]), name="refusal_way"
            ),
        ]
        indexes = [models.Index(fields=["office", "refused_at"])]

    @property
    def number(self) -> str:
        return f"复〔{self.year}〕{self.serial}号"


class Gap(models.Model):
    """What the law does not let a community do although residents need it; collected, reported up, answered."""

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    lacks = models.CharField(max_length=300)  # which power, and who has it
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="answered_gap_has_words",
            )
        ]
        ordering = ["-at", "-pk"]


class Say(models.Model):
    """What one resident says of an admitted task: it does good here, or it should end. It can be changed and taken back."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="says")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    should_end = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "person"], name="say_once")]


class OfficeRating(models.Model):
    """What a committee says of an office after a quarter. Published in sums, never with the name of who rated."""

    office = models.ForeignKey("places.Organisation", models.PROTECT, related_name="+")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    in_time = models.BooleanField(null=True)  # null: there was nothing to judge
    helped = models.BooleanField(null=True)
    money_arrived = models.BooleanField(null=True)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "community", "year", "quarter"], name="office_rated_once"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="rating_of_a_quarter"),
        ]
