"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE

from .queries.demands import demands_waiting

add_entry(
    "meetings",
    pgettext_lazy("menu", "Meetings"),
    "meetings:meetings",
    icon="presentation",
    section="together",
    position=38,
    about=_("When and where, what was decided, and how to demand one."),
)
add_entry(
    "meetings.desk",
    pgettext_lazy("menu", "Hold meetings"),
    "meetings:desk",
    icon="presentation",
    section="office",
    position=50,
    shown=lambda actor: actor.holds(*COMMITTEE),
    count=demands_waiting,
)
