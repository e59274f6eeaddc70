"""Households and residents, and every writing down about them.

`values` is what counts now, by field; `Entry` is how it came to be. The entries of a record, folded in their order, give its values.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Household(models.Model):
    """Those who live behind one door. Without a building of the address tree, `door` holds the whole address as it was written."""

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="households")
    building = models.ForeignKey("places.Building", models.PROTECT, null=True, blank=True, related_name="households")
    door = models.CharField(max_length=120, blank=True)
    values = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["building", "door"], name="household_once_behind_a_door"),
            models.UniqueConstraint(
                fields=["community", "door"], condition=Q(building__isnull=True), name="household_once_at_an_address"
            ),
            models.CheckConstraint(condition=Q(building__isnull=False) | ~Q(door=""), name="household_lives_somewhere"),
        ]

    @property
    def address(self) -> str:
        return f"{self.building.road}{self.building.name}{self.door}" if self.building else self.door


class Resident(models.Model):
    """What the committee keeps of one person who lives or is registered here. `person` where it is known to be the same."""

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="resident_records")
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="members")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60)
    sound = models.CharField(max_length=240)  # how the name is spoken, to find and sort it
    values = models.JSONField(default=dict)
    left_date = models.DateField(
        null=True, blank=True
    )  # moved away or died: kept out of lists, forgotten after retention
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person"], condition=Q(person__isnull=False), name="one_record_of_a_person"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="resident_has_a_name"),
        ]
        indexes = [models.Index(fields=["community", "sound"]), models.Index(fields=["community", "household"])]


class Entry(models.Model):
    """One writing down about a resident or a household: from where, by whom, when, and what it said, field by field.

    A field that an entry empties holds null. Entries are added; what is older than its field's retention is taken out of them.
    """

    class Origin(models.TextChoices):
        FILE = "file", _("from a file")
        DESK = "desk", _("written at the desk")
        PERSON = "person", _("corrected at the person's wish")
        JOINED = "joined", _("from a record joined with this one")

    resident = models.ForeignKey(Resident, models.CASCADE, null=True, blank=True, related_name="entries")
    household = models.ForeignKey(Household, models.CASCADE, null=True, blank=True, related_name="entries")
    values = models.JSONField()
    origin = models.CharField(max_length=8, choices=Origin)
    file_name = models.CharField(max_length=200, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    by_role = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(resident__isnull=True, household__isnull=False)
                | Q(resident__isnull=False, household__isnull=True),
                name="entry_of_a_resident_or_a_household",
            ),
            models.CheckConstraint(
                condition=~Q(origin="file") | Q(line__isnull=False), name="entry_from_a_file_names_its_line"
            ),
        ]


class KeptApart(models.Model):
    """Two records that look alike and are two people: somebody has decided it, and they are not asked about again."""

    one = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    other = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "kept apart"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_order"),
        ]
