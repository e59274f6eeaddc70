"""What one thing can become in another room."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.casework.registries import BECOMINGS, Becoming
from linli.deliberation.permissions import lead_topics

BECOMINGS.add(
    "topic",
    Becoming(
        _("Make it a topic for everybody"),
        "messages-square",
        lambda key: reverse("journeys:case_to_topic", args=[key]),
        lambda by, case: case.is_public and lead_topics.allows(by, case.community),
    ),
)
