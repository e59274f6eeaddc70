"""What an office decides about the field register: fields of its own, and which fields are on in its area."""

from django.db import models
from django.db.models import Q

from linli.places.models import Named

from ..register import KINDS, OWNERS


class OwnField(Named):
    """A field that an office keeps beside the shipped ones. Without a basis and a purpose it cannot be filled."""

    division = models.ForeignKey("places.Division", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    belongs_to = models.CharField(max_length=10)
    choices = models.JSONField(default=list)  # [{"key": …, "name": …}]
    basis = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    retention_months = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "name", "belongs_to"], name="own_field_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="own_field_kind_known"),
            models.CheckConstraint(condition=Q(belongs_to__in=OWNERS), name="own_field_owner_known"),
            models.CheckConstraint(condition=Q(retention_months__gt=0), name="own_field_ends"),
        ]


class Switch(models.Model):
    """A field is on or off in a division, since when, on whose word. The nearest one counts; for sealed fields it names its basis."""

    division = models.ForeignKey("places.Division", models.PROTECT, related_name="+")
    field = models.CharField(max_length=60)
    is_on = models.BooleanField()
    is_sealed = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "switches"
        constraints = [
            models.UniqueConstraint(fields=["division", "field"], name="switch_once"),
            models.CheckConstraint(
                condition=Q(is_sealed=False) | Q(is_on=False) | ~Q(basis=""), name="sealed_field_on_names_its_basis"
            ),
        ]
