"""What topics say to their ballots: what they belong to."""

from django.urls import reverse

from linli.ballots.models import Ballot
from linli.ballots.registries import BELONGS

from .models import Stage


def topic_of(ballot: Ballot) -> tuple[str, str] | None:
    stage = Stage.objects.filter(ballot=ballot).select_related("topic").first()
    return (stage.topic.title, reverse("deliberation:topic", args=[stage.topic_id])) if stage else None


BELONGS.add("deliberation", topic_of)
