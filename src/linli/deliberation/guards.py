"""What topics say to their ballots and meetings: what they belong to."""

from django.urls import reverse

from linli.ballots.models import Ballot
from linli.ballots.registries import BELONGS
from linli.meetings.models import Meeting
from linli.meetings.registries import BELONGS as MEETINGS

from .models import Stage


def topic_of(ballot: Ballot) -> tuple[str, str] | None:
    return _named(Stage.objects.filter(ballot=ballot).select_related("topic").first())


def topic_of_meeting(meeting: Meeting) -> tuple[str, str] | None:
    return _named(Stage.objects.filter(meeting=meeting).select_related("topic").first())


def _named(stage: Stage | None) -> tuple[str, str] | None:
    return (stage.topic.title, reverse("deliberation:topic", args=[stage.topic_id])) if stage else None


BELONGS.add("deliberation", topic_of)
MEETINGS.add("deliberation", topic_of_meeting)
