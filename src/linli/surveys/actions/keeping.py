"""Answers lose their order, and go when their time is over; the counts stay, without the small ones."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.errors import NotYours
from linli.base.rows import held
from linli.facts.actions import record

from .. import facts
from ..models import Survey, Words
from ..queries.results import public_results
from .ending import ended, mix


@action
def mix_answers(by: Actor, survey: Survey, *, now: datetime) -> None:
    """Each night, while it is open. Safe by the lock on the survey; doing it twice changes nothing."""
    del now
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    mix(held(Survey, survey.pk))


@action
def forget_answers(by: Actor, survey: Survey, *, now: datetime) -> int:
    """Delete every sheet, every word that is not quoted in public, every name and code of a survey whose time is over (个人信息保护法 19, 47).

    What stays are the published counts, or what would have been published. Returns how many sheets went. Safe by the lock on the survey.
    """
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    survey = held(Survey, survey.pk)
    if survey.raw_deleted_date or survey.raw_until is None or localdate(now) <= survey.raw_until:
        return 0
    if survey.state == Survey.State.OPEN:
        survey = ended(by, survey, now=now)
    if survey.results is None:
        survey.results = public_results(survey, crosses=[])
    gone = survey.responses.count()
    Words.objects.filter(question__survey=survey).delete()
    survey.signatures.all().delete()
    survey.responses.all().delete()
    survey.codes.all().delete()
    survey.raw_deleted_date = localdate(now)
    survey.save()
    record(by, facts.FORGOTTEN.key, survey, now=now, community_id=survey.community_id, value=gone)
    return gone


def mix_running(now: datetime) -> None:
    for survey in Survey.objects.filter(state=Survey.State.OPEN, is_anonymous=True):
        mix_answers(HOUSE, survey, now=now)


def forget_due(now: datetime) -> None:
    for survey in Survey.objects.filter(raw_until__lt=localdate(now), raw_deleted_date__isnull=True):
        forget_answers(HOUSE, survey, now=now)
