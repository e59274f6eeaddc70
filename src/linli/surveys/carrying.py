"""What somebody has answered so far travels with the page, sealed against changes, until it is sent: nothing is stored half."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from linli.base.errors import Refused

from .models import Survey
from .models.answers import random_key
from .paths import Value

SALT = "surveys.sheet"


@dataclass(frozen=True)
class Carried:
    """`key` is the one under which the sheet will be kept: who presses twice sends once."""

    survey: int
    channel: str
    language: str
    code: str = ""
    key: int = field(default_factory=random_key)
    answers: dict[int, Value] = field(default_factory=dict)

    def answered(self, question: int, value: Value) -> "Carried":
        return replace(self, answers=self.answers | {question: value})

    def sealed(self) -> str:
        answers = {str(key): [value.chosen, value.number, value.text] for key, value in self.answers.items()}
        told = [self.survey, self.channel, self.language, self.code, self.key, answers]
        return signing.dumps(told, salt=SALT, compress=True)


def opened(survey: Survey, text: str) -> Carried:
    """Refused for what we did not seal, or not for this survey."""
    try:
        told: list[Any] = signing.loads(text, salt=SALT)
    except signing.BadSignature as wrong:
        raise Refused(_("This page has lost what you answered. Please begin again.")) from wrong
    key, channel, language, code, mine, answers = told
    if key != survey.pk:
        raise Refused(_("This page has lost what you answered. Please begin again."))
    values = {int(name): Value(tuple(chosen), number, words) for name, (chosen, number, words) in answers.items()}
    return Carried(key, channel, language, code, mine, values)
