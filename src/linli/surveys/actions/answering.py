"""Somebody answers: by themselves, or on paper, by telephone or at the desk through staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.rows import open_row
from linli.base.text import words

from ..codes import key_in
from ..models import Channel, Code, Response, Signature, Survey, Words
from ..models.answers import random_key
from ..paths import Value
from ..permissions import run_survey
from ..values import checked_sheet, stored

BY_STAFF = frozenset({Channel.PAPER, Channel.TELEPHONE, Channel.DESK})
WITH_GAPS = frozenset({Channel.PAPER})


@dataclass(frozen=True)
class Sheet:
    """What is sent. `key`: random, made when somebody began, so that a button pressed twice sends once. `code` of a slip; `name` and `home` in a survey with names."""

    answers: Mapping[int, Value]
    channel: str = Channel.WEB
    key: int = field(default_factory=random_key)
    code: str = ""
    name: str = ""
    home: str = ""


@action
def answer_survey(by: Actor, survey: Survey, sheet: Sheet, *, now: datetime) -> None:
    """Keep a sheet: all of it, or nothing. Only what lies on the path is stored; in an anonymous survey nothing of who answered, or when.

    Safe by the lock on the survey: a code is worth one sheet however often it comes at once, the same key is kept once, and nothing
    comes in once it is closed. Invalid names the question (`q12`), `code` or `name`; NotYours where staff alone may enter.
    """
    survey = open_row(by, Survey, survey.pk, Survey.State.OPEN)
    _let_in(by, survey, sheet, now=now)
    if Response.objects.filter(pk=sheet.key, survey=survey).exists():
        return
    answers = checked_sheet(list(survey.questions.all()), sheet.answers, may_have_gaps=sheet.channel in WITH_GAPS)
    if survey.way == Survey.Way.CODES:
        _use_code(survey, sheet.code)
    response = Response.objects.create(
        pk=sheet.key,
        survey=survey,
        channel=sheet.channel,
        answers={str(key): stored(value) for key, value in answers.items()},
    )
    Words.objects.bulk_create(
        Words(question_id=key, response=None if survey.is_anonymous else response, text=value.text)
        for key, value in answers.items()
        if value.text
    )
    if not survey.is_anonymous:
        _sign(by, survey, response, sheet)


def _let_in(by: Actor, survey: Survey, sheet: Sheet, *, now: datetime) -> None:
    if sheet.channel not in Channel.values:
        raise Invalid(_("Say how it was answered."), field="channel")
    if sheet.channel in BY_STAFF:
        run_survey.require(by, survey)
    elif not survey.is_running(localdate(now)):
        raise Refused(_("The survey is not open now: it runs from its first day to its last."))


def _use_code(survey: Survey, written: str) -> None:
    key = key_in(written)
    if key is None or not survey.codes.filter(pk=key).exists():
        raise Invalid(_("This is no code of this survey. Look at the slip again."), field="code")
    if not Code.objects.filter(pk=key, is_used=False).update(is_used=True):
        raise Refused(_("This code was used already: each is worth one answer."))


def _sign(by: Actor, survey: Survey, response: Response, sheet: Sheet) -> None:
    if sheet.channel not in BY_STAFF and by.person_id:
        if by.community_id != survey.community_id:
            raise NotYours(_("This survey is for those who live in the community."))
        if survey.signatures.filter(person=by.person_id).exists():
            raise Refused(_("You have answered this survey already."))
        Signature.objects.create(survey=survey, response=response, person_id=by.person_id)
        return
    name, home = (words(getattr(sheet, part), field=part, longest=60) for part in ("name", "home"))
    Signature.objects.create(survey=survey, response=response, name=name, home=home)
