"""A file on its way into the records: what was uploaded, how it is read, what was decided, what became of it."""

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..seals import seal, unseal


class RememberedMapping(models.Model):
    """Which column is which field, found again by the signature of the headings. It holds no heading: of a file without headings
    the first person stands in their place."""

    community = models.ForeignKey("places.Community", models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    columns = models.JSONField()  # from the left: key of a field, or "" for what is left out
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "signature"], name="records_mapping_once")]


class ImportRun(models.Model):
    """One file in the wizard. The file itself is deleted when it is done or dropped, or when its days are over."""

    class State(models.TextChoices):
        OPEN = "open", _("being looked at")
        DONE = "done", _("read in")
        DROPPED = "dropped", _("dropped")

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="record_imports")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.CharField(max_length=60, blank=True)  # its random name in the uploads folder
    file_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=80, blank=True)
    columns = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)  # {"all": …, "columns": {…}, "rows": {…}, "alike": {…}}
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    report = models.JSONField(default=dict)  # counts by what became of the rows
    refused_sealed = models.TextField(blank=True)  # what could not be taken, forgotten after its days
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state="open") | Q(file=""), name="records_file_gone_when_done"),
            models.CheckConstraint(condition=Q(state="open") | Q(ended_at__isnull=False), name="records_import_ended"),
        ]

    @property
    def refused(self) -> list[list[Any]]:
        """[line, reason, cells] of each row that was not taken. Refused where the key is lost."""
        found: list[list[Any]] = self._refused().get("rows", [])
        return found

    @property
    def refused_headings(self) -> list[str]:
        """Of those cells: only columns that somebody chose are kept."""
        found: list[str] = self._refused().get("headings", [])
        return found

    def keep_refused(self, headings: list[str], rows: list[list[Any]]) -> None:
        self.refused_sealed = seal(json.dumps({"headings": headings, "rows": rows}, ensure_ascii=False)) if rows else ""

    def _refused(self) -> dict[str, Any]:
        return json.loads(unseal(self.refused_sealed)) if self.refused_sealed else {}
