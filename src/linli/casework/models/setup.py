"""What an office sets up before the first request comes: categories, their questions and clocks, ready answers."""

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.base.actors import SEES_OTHERS
from linli.facts.kinds import GOOD_NAMES, Good
from linli.people.models import ROLE_NAMES
from linli.places.models import Lasting, Named


class Category(Named):
    """A kind of request, and the good it serves. `words` are everyday words that lead to it, one to a line.

    A confidential category is seen only by the roles named for it (`SeenBy`), over the case's place.
    """

    key = models.SlugField(max_length=60, unique=True)
    group = models.CharField(max_length=60, blank=True)
    group_en = models.CharField(max_length=80, blank=True)
    description = models.CharField(max_length=300, blank=True)
    description_en = models.CharField(max_length=400, blank=True)
    words = models.TextField(blank=True)
    good = models.CharField(max_length=20)
    community = models.ForeignKey("places.Community", models.PROTECT, null=True, blank=True, related_name="+")
    is_confidential = models.BooleanField(default=False)
    is_private_matter = models.BooleanField(default=False)  # of body, home or family: not public unless that is said
    needs_hands = models.BooleanField(default=False)
    is_emergency_prone = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(good__in=[good.value for good in Good]), name="category_good_known"),
        ]

    @property
    def asked(self) -> "list[Question]":
        """Its questions that are asked today."""
        return [q for q in self.questions.all() if q.is_asked]

    @property
    def good_name(self) -> str | Promise:
        return GOOD_NAMES[Good(self.good)]


class SeenBy(models.Model):
    """A role that sees and handles the cases of a confidential category, where it is held over their place."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="seen_by")
    role = models.CharField(max_length=24)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "role"], name="seen_by_once"),
            models.CheckConstraint(
                condition=Q(role__in=sorted(kind.value for kind in SEES_OTHERS)), name="seen_by_staff_alone"
            ),
        ]

    @property
    def role_name(self) -> str | Promise:
        return ROLE_NAMES[self.role]


class Question(models.Model):
    """A question asked with a category: a service attribute of Open311 GeoReport v2."""

    class Datatype(models.TextChoices):
        STRING = "string", _("a line")
        NUMBER = "number", _("a number")
        DATETIME = "datetime", _("a date and time")
        TEXT = "text", _("a text")
        ONE = "singlevaluelist", _("one of a list")
        MANY = "multivaluelist", _("several of a list")

    category = models.ForeignKey(Category, models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=40)
    datatype = models.CharField(max_length=20, choices=Datatype)
    is_variable = models.BooleanField(default=True)  # false: only shown, nothing to answer
    is_required = models.BooleanField(default=False)
    is_asked = models.BooleanField(default=True)  # false: no longer asked; earlier answers keep its words
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=240, blank=True)
    hint = models.CharField(max_length=200, blank=True)
    hint_en = models.CharField(max_length=240, blank=True)
    values = models.JSONField(default=list)  # [{"key": …, "name": …, "name_en": …}]
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["category", "code"], name="question_once")]


class Clock(Lasting):
    """Working minutes that an office allows itself for a category; one without category or community is the default.

    The closest rule wins: category and community, category, community, default.
    """

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("somebody owns it")
        ANSWER = "answer", _("the reporter has heard what will happen")
        RESOLVE = "resolve", _("it is done")

    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="clocks")
    community = models.ForeignKey("places.Community", models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    working_minutes = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(working_minutes__gt=0), name="clock_runs")]


class AnswerTemplate(models.Model):
    """A ready answer, for every community or for one, for any category or for one."""

    community = models.ForeignKey("places.Community", models.CASCADE, null=True, blank=True, related_name="+")
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="templates")
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)
    text_en = models.TextField(max_length=2400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
