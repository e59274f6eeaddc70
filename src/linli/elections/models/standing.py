"""Who stands, who names them, who is related to whom, and who votes for somebody else. Voters are named by their number on the roll."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Nominee(models.Model):
    """Named by the party organisation or by voters (Organic Law art. 18). `has_agreed`: None until they were asked."""

    class NamedBy(models.TextChoices):
        PARTY = "party", _("the party organisation")
        VOTERS = "voters", _("voters together")

    election = models.ForeignKey("elections.Election", models.CASCADE, related_name="nominees")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=1000, blank=True)
    is_woman = models.BooleanField()
    named_by = models.CharField(max_length=8, choices=NamedBy)
    has_agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="nominee_once"),
            models.UniqueConstraint(fields=["election", "name"], name="nominee_names_differ"),
            models.CheckConstraint(condition=Q(named_by__in=["party", "voters"]), name="nominee_named_by_known"),
        ]
        ordering = ["pk"]


class Backing(models.Model):
    """A voter signs for a nominee, or, without one, for the recall."""

    election = models.ForeignKey("elections.Election", models.CASCADE, related_name="backings")
    nominee = models.ForeignKey(Nominee, models.CASCADE, null=True, blank=True, related_name="backings")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nominee", "number"], condition=Q(nominee__isnull=False), name="backs_a_nominee_once"
            ),
            models.UniqueConstraint(
                fields=["election", "number"], condition=Q(nominee__isnull=True), name="signs_a_recall_once"
            ),
        ]
        ordering = ["number"]


class Kinship(models.Model):
    """Two near relatives, of whom only one can sit on the committee (Organic Law art. 8): two nominees, of one vote or of two for the same
    committee; or a nominee and somebody who sits on it.
    """

    one = models.ForeignKey(Nominee, models.CASCADE, related_name="+")
    other = models.ForeignKey(Nominee, models.CASCADE, null=True, blank=True, related_name="+")
    seat = models.ForeignKey("elections.Seat", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="kinship_once"),
            models.UniqueConstraint(fields=["one", "seat"], name="kinship_with_a_member_once"),
            models.CheckConstraint(condition=Q(other__isnull=True) | Q(one__lt=F("other")), name="kinship_in_order"),
            models.CheckConstraint(
                condition=Q(other__isnull=True, seat__isnull=False) | Q(other__isnull=False, seat__isnull=True),
                name="kinship_of_two",
            ),
        ]
        ordering = ["pk"]


class Proxy(models.Model):
    """A voter votes for another, by a letter that the committee has seen. Published before the vote (Organic Law art. 19)."""

    election = models.ForeignKey("elections.Election", models.CASCADE, related_name="proxies")
    giver = models.PositiveIntegerField()
    holder = models.PositiveIntegerField()
    given_date = models.DateField()

    class Meta:
        verbose_name_plural = "proxies"
        constraints = [
            models.UniqueConstraint(fields=["election", "giver"], name="proxy_given_once"),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="nobody_is_their_own_proxy"),
        ]
        ordering = ["holder", "giver"]
