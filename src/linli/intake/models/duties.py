"""The lists: what a committee does by law, what it helps the government with, and what is not for communities."""

from django.db import models
from django.db.models import Q

from linli.places.models import Lasting, Named

from ..states import ListKind


class Duty(Named, Lasting):
    """One line of a list, with the article of law. It holds in one district, or everywhere where no district is named.

    Nobody has confirmed it while `confirmed_date` is empty: it is shown, and said to be unconfirmed.
    """

    List = ListKind

    list = models.CharField(max_length=12, choices=ListKind)
    county = models.ForeignKey("places.Division", models.PROTECT, null=True, blank=True, related_name="+")
    law = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    text = models.TextField(blank=True)  # the words of the law
    whose = models.CharField(max_length=160, blank=True)  # who does it, where a community does not
    words = models.TextField(blank=True)  # what people say when they mean this, one to a line
    source = models.CharField(max_length=200, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(list__in=["by_law", "assistance", "not_ours"]), name="duty_list_known"),
            models.CheckConstraint(condition=~Q(law="") & ~Q(article=""), name="duty_names_its_article"),
            models.CheckConstraint(
                condition=Q(confirmed_date__isnull=True) | ~Q(confirmed_by=""), name="confirmed_duty_names_who"
            ),
            models.UniqueConstraint(fields=["county", "law", "article", "name"], name="duty_once_a_county"),
            models.UniqueConstraint(
                fields=["law", "article", "name"], condition=Q(county__isnull=True), name="duty_once_everywhere"
            ),
        ]
        ordering = ["list", "law", "pk"]
