"""Who opened records, and what residents ask to have corrected."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .records import Household, Resident


class Opening(models.Model):
    """Staff opened a record, a household, or a list (then neither is named): who, why, which fields. Holds no value.

    `residents` stood in the list; `passed_to` is the office to which it was handed, on what `basis`.
    """

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, models.CASCADE, null=True, blank=True, related_name="openings")
    household = models.ForeignKey(Household, models.CASCADE, null=True, blank=True, related_name="openings")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=24)
    purpose = models.CharField(max_length=200)
    fields = models.CharField(max_length=500)  # keys with commas between
    is_unsealed = models.BooleanField(default=False)
    count = models.PositiveIntegerField(default=1)
    residents = models.ManyToManyField(Resident, related_name="listed")
    passed_to = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "-at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="opening_has_a_purpose"),
            models.CheckConstraint(condition=Q(passed_to="") | ~Q(basis=""), name="passed_on_upon_a_basis"),
        ]


class Correction(models.Model):
    """A resident says that something in the record is not right; the committee corrects it or says why not."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the committee")
        DONE = "done", _("corrected")
        DECLINED = "declined", _("left as it is")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    answer = models.CharField(max_length=400, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(answered_at__isnull=False), name="correction_answered_at_a_time"
            )
        ]
