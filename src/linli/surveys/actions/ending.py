"""What several actions do with a survey that is under lock: its answers lose their order, and it is closed."""

from datetime import datetime

from django.db.models import Count

from linli.base.actors import Actor
from linli.facts.actions import record

from .. import facts
from ..models import Response, Survey, Words

BATCH = 2000


def mix(survey: Survey) -> None:
    """Write the sheets and words of an anonymous survey anew in the order of their random keys: nothing tells any more which was first,
    and none shares a transaction with a code that was used. The survey is under lock."""
    if not survey.is_anonymous:
        return
    sheets = list(survey.responses.order_by("pk"))
    said = list(Words.objects.filter(question__survey=survey).order_by("pk"))
    Words.objects.filter(question__survey=survey).delete()
    survey.responses.all().delete()
    Response.objects.bulk_create(sheets, batch_size=BATCH)
    Words.objects.bulk_create(said, batch_size=BATCH)


def ended(by: Actor, survey: Survey, *, now: datetime) -> Survey:
    """Close a survey that is under lock."""
    survey.state, survey.closed_at = Survey.State.CLOSED, now
    survey.save()
    mix(survey)
    ways = survey.responses.values("channel").annotate(number=Count("pk")).order_by("channel")
    counts = list(ways.values_list("channel", "number"))
    for channel, number in counts:
        record(by, facts.ANSWERED.key, survey, now=now, community_id=survey.community_id, value=number, channel=channel)
    total = sum(number for _channel, number in counts)
    record(by, facts.CLOSED.key, survey, now=now, community_id=survey.community_id, value=total)
    return survey
