"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE

from .permissions import RULERS
from .queries.desk import topics_waiting
from .queries.moderation import appeals_waiting

add_entry(
    "deliberation",
    pgettext_lazy("menu", "Topics"),
    "deliberation:topics",
    icon="messages-square",
    section="together",
    position=35,
    about=_("Raise what concerns many, say what you think, see what came of it."),
)
add_entry(
    "deliberation.desk",
    pgettext_lazy("menu", "Lead topics"),
    "deliberation:desk",
    icon="messages-square",
    section="office",
    position=49,
    shown=lambda actor: actor.holds(*COMMITTEE),
    count=topics_waiting,
)
add_entry(
    "deliberation.appeals",
    pgettext_lazy("menu", "Appeals"),
    "deliberation:appeals",
    icon="scale",
    section="office",
    position=52,
    shown=lambda actor: actor.holds(*RULERS),
    count=appeals_waiting,
)
