"""What is done because something was decided: by whom, by when, and what came of it or why it was given up. For rooms to inherit."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from .errors import Invalid, Refused
from .text import words


class Tracked(models.Model):
    """`owner` is an office, an organisation or a role, as everybody reads it: no private person."""

    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=60)
    due_date = models.DateField()
    finished_date = models.DateField(null=True, blank=True)
    is_given_up = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_date__isnull=True, is_given_up=False, note="")
                | (Q(finished_date__isnull=False) & ~Q(note="")),
                name="%(class)s_finished_with_words",
            ),
        ]
        ordering = ["due_date", "pk"]

    def is_late_on(self, today: date) -> bool:
        return (self.finished_date or today) > self.due_date

    def intend(self, *, text: str, owner: str, due_date: date, now: datetime) -> None:
        """Write down what is to be done. Invalid without words or for a day that is past. The caller saves."""
        if due_date < localdate(now):
            raise Invalid(_("A step is due today or later."), field="due_date")
        self.text, self.owner, self.due_date = (
            words(text, longest=300),
            words(owner, field="owner", longest=60),
            due_date,
        )

    def finish(self, *, note: str, is_given_up: bool, now: datetime) -> None:
        """Done, or given up: both say what came of it. Refused if finished before. The caller saves, under a lock."""
        if self.finished_date:
            raise Refused(_("It is finished already."))
        self.finished_date, self.note, self.is_given_up = (
            localdate(now),
            words(note, field="note", longest=500),
            is_given_up,
        )
