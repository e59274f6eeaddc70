"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE

from .queries.ballots import ballots_waiting

add_entry(
    "ballots",
    pgettext_lazy("menu", "Ballots"),
    "ballots:ballots",
    icon="vote",
    section="together",
    position=40,
    about=_("Vote with the code of your letter; every result can be recounted."),
)
add_entry(
    "ballots.desk",
    pgettext_lazy("menu", "Hold ballots"),
    "ballots:desk",
    icon="vote",
    section="office",
    position=50,
    shown=lambda actor: actor.holds(*COMMITTEE),
    count=ballots_waiting,
)
