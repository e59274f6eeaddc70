"""What was answered. No row here has a moment, an address or, in an anonymous survey, a person; none points at the code it came with.

Keys are random. In SQLite a row lies where its key says, so that no order of time is left; in PostgreSQL rows are written anew
in the order of their keys when the survey closes, and each night before that.
"""

import secrets
from typing import Any

from django.db import models
from django.db.models import Q

from .surveys import Channel, Survey


def random_key() -> int:
    """Eighteen digits, nearly 60 random bits: of a million keys two are alike once in two million tries."""
    return secrets.randbelow(10**18 - 1) + 1


class RandomKey(models.BigIntegerField):
    """A primary key without an order of time. SQLite keeps rows in the order of a key whose type is called exactly INTEGER."""

    def __init__(self, *args: Any, **more: Any) -> None:
        given: dict[str, Any] = {"primary_key": True, "default": random_key, "editable": False} | more
        super().__init__(*args, **given)

    def db_type(self, connection: Any) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"

    def rel_db_type(self, connection: Any) -> str:
        return self.db_type(connection)


class Response(models.Model):
    """An answer sheet: by the key of the question numbers of options, a number, or `true` where words were written. It lies on the path."""

    id = RandomKey()
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    channel = models.CharField(max_length=10, choices=Channel)
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=["web", "qr", "paper", "telephone", "desk"]), name="response_channel_known"
            ),
        ]


class Words(models.Model):
    """What somebody wrote to one question. In an anonymous survey it hangs on no sheet, so that words name nobody's other answers."""

    id = RandomKey()
    question = models.ForeignKey("surveys.Question", models.CASCADE, related_name="words")
    response = models.ForeignKey(Response, models.CASCADE, null=True, blank=True, related_name="words")
    text = models.TextField()
    is_quoted = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "words"


class Signature(models.Model):
    """Who answered a survey with names: somebody known, or the name and home that were written."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="signatures")
    response = models.OneToOneField(Response, models.CASCADE, related_name="signature")
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    home = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "person"], condition=Q(person__isnull=False), name="survey_signed_once_each"
            ),
        ]


class Code(models.Model):
    """A slip with a code that is worth one answer. Which answer, and when, nobody writes down. The code itself is reckoned from the key."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="codes")
    is_used = models.BooleanField(default=False)
