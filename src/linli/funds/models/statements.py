"""The quarter's account as it was published, and what residents ask about it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from .lines import Line


class Statement(models.Model):
    """The account of a community for a quarter. Nothing is booked into a quarter after its publication.

    `to_date` no longer belongs to the quarter; the board shows it from `board_from_date` to `board_to_date`, both included.
    """

    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    from_date = models.DateField()
    to_date = models.DateField()
    board_from_date = models.DateField()
    board_to_date = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "quarter"], name="funds_statement_once_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="funds_statement_quarter"),
            models.CheckConstraint(
                condition=Q(from_date__lt=F("to_date"), board_from_date__lt=F("board_to_date")),
                name="funds_statement_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["community", "-to_date"])]


class StatementLine(models.Model):
    """One line in a published account, as it stood: names and amounts are kept here, whatever they are called later."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+")
    payer_name = models.CharField(max_length=120, blank=True)
    payer_name_en = models.CharField(max_length=160, blank=True)
    promised_fen = models.BigIntegerField()
    opening_fen = models.BigIntegerField()
    received_fen = models.BigIntegerField()
    spent_fen = models.BigIntegerField()
    closing_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "line"], name="funds_line_once_in_a_statement"),
            models.CheckConstraint(
                condition=Q(closing_fen=F("opening_fen") + F("received_fen") - F("spent_fen")),
                name="funds_statement_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(opening_fen__gte=0, closing_fen__gte=0), name="funds_statement_never_negative"
            ),
        ]


class Question(models.Model):
    """What somebody asks about a published account, without telephone numbers and the like. Its words appear with the answer."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("question", "waits for an answer")
        ANSWERED = "answered", pgettext_lazy("question", "answered")
        CLOSED = "closed", pgettext_lazy("question", "closed")

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="questions")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=1000)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    answer = models.TextField(max_length=2000, blank=True)  # of a closed question: why it was closed
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", answer="", answered_at__isnull=True)
                | (Q(state__in=["answered", "closed"], answered_at__isnull=False) & ~Q(answer="")),
                name="funds_question_waits_or_has_its_words",
            )
        ]
        indexes = [models.Index(fields=["statement", "state", "id"])]
