"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE

from .queries.surveys import surveys_waiting

add_entry(
    "surveys",
    pgettext_lazy("menu", "Surveys"),
    "surveys:surveys",
    icon="clipboard-pen",
    section="together",
    position=37,
    about=_("Say what it is really like here; read what came out and what became of it."),
)
add_entry(
    "surveys.desk",
    pgettext_lazy("menu", "Run surveys"),
    "surveys:desk",
    icon="clipboard-pen",
    section="office",
    position=50,
    shown=lambda actor: actor.holds(*COMMITTEE),
    count=surveys_waiting,
)
