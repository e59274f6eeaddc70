"""What became of a survey's findings, for its page; and the survey behind a topic, for the topic's."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.base.actors import Actor
from linli.base.text import mask_personal
from linli.casework.models import Case, WhistleCall
from linli.casework.permissions import receive_at_desk, see_case
from linli.deliberation.models import Topic
from linli.deliberation.permissions import lead_topics
from linli.deliberation.registries import ORIGINS
from linli.surveys.models import Survey
from linli.surveys.registries import FOLLOWED, WAYS, Followed, Way


def topics(reader: Actor, keys: Sequence[int]) -> dict[int, Followed]:
    del reader
    rows = Topic.objects.filter(pk__in=keys)
    return {
        row.pk: Followed(
            mask_personal(row.title), reverse("deliberation:topic", args=[row.pk]), row.get_state_display()
        )
        for row in rows
    }


def cases(reader: Actor, keys: Sequence[int]) -> dict[int, Followed]:
    seen = set(Case.objects.filter(see_case.within(reader), pk__in=keys).values_list("pk", flat=True))
    rows = Case.objects.filter(pk__in=keys).select_related("category", "community")
    return {
        row.pk: Followed(
            f"{row.number} {row.category.label}",
            reverse("casework:case", args=[row.pk]) if row.pk in seen else "",
            row.get_state_display(),
        )
        for row in rows
    }


def support(reader: Actor, keys: Sequence[int]) -> dict[int, Followed]:
    """The case, and which office has answered how."""
    said: dict[int, list[str]] = {}
    calls = WhistleCall.objects.filter(whistle__case__in=keys).select_related("whistle", "organisation").order_by("pk")
    for call in calls:
        said.setdefault(call.whistle.case_id, []).append(f"{call.organisation.label}: {call.get_state_display()}")
    return {
        key: Followed(told.name, told.path, "；".join(said.get(key, [str(told.state)])))
        for key, told in cases(reader, keys).items()
    }


def survey_of(topic: Topic) -> tuple[str, str] | None:
    """The title and the page of the survey that a topic grew out of."""
    if topic.origin != Topic.Origin.SURVEY:
        return None
    found = Survey.objects.filter(pk=topic.origin_key or 0).first()
    return (found.title, reverse("surveys:survey", args=[found.pk])) if found else None


FOLLOWED.add("topic", topics)
FOLLOWED.add("case", cases)
FOLLOWED.add("support", support)
WAYS.add(
    "topic",
    Way(
        _("Make it a topic for everybody"),
        "messages-square",
        lambda key: reverse("journeys:finding_to_topic", args=[key]),
        lead_topics,
    ),
)
WAYS.add(
    "case",
    Way(_("Make it a case"), "hammer", lambda key: reverse("journeys:finding_to_case", args=[key]), receive_at_desk),
)
WAYS.add(
    "support",
    Way(
        _("Ask for support"),
        "megaphone",
        lambda key: reverse("journeys:finding_to_support", args=[key]),
        receive_at_desk,
    ),
)
ORIGINS.add("survey", survey_of)
