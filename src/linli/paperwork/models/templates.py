"""Other offices' templates, mapped once, and what their headings meant."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .asked import AskedForm


class FormTemplate(models.Model):
    """A version of an office's file, or of its message in a chat. `slots` are the places to fill, [key, heading, kind]; `mapping`
    says which field fills each, and `answers` what was typed last time into places that no record fills.
    """

    class Rows(models.TextChoices):
        RESIDENT = "resident", _("a line for each resident")
        HOUSEHOLD = "household", _("a line for each household")

    form = models.ForeignKey(AskedForm, models.PROTECT, related_name="templates")
    name = models.CharField(max_length=160)
    file = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=4)
    signature = models.CharField(max_length=64)
    slots = models.JSONField()
    mapping = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    rows = models.CharField(max_length=10, choices=Rows, default=Rows.RESIDENT)
    uploaded_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["xlsx", "docx", "text"]), name="template_kind_known"),
            models.CheckConstraint(condition=Q(rows__in=["resident", "household"]), name="template_rows_known"),
        ]
        ordering = ["-pk"]

    @property
    def holds_details(self) -> bool:
        """It asks for more than counts, names of places and the day: for details of residents or households."""
        return any(not field.startswith("@") for field in self.mapping.values())

    @property
    def speaks_of_one(self) -> bool:
        """A card: some single place of it holds a detail of somebody, not a count or the day."""
        kinds = {key: kind for key, _heading, kind in self.slots}
        return any(kinds[key] == "cell" and not field.startswith("@") for key, field in self.mapping.items())


class KnownHeading(models.Model):
    """What a heading meant when a form was mapped: for the forms of one office, or of any. Empty: it was left open."""

    office = models.ForeignKey("places.Organisation", models.CASCADE, null=True, blank=True, related_name="+")
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "heading"], condition=Q(office__isnull=False), name="heading_once_an_office"
            ),
            models.UniqueConstraint(fields=["heading"], condition=Q(office__isnull=True), name="heading_once_for_all"),
        ]
