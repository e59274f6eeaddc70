"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.actors import Actor
from linli.base.menu import add_entry
from linli.base.roles import ISSUERS

from .permissions import READERS
from .queries.desk import waiting_count

add_entry(
    "accounts",
    _("Where the money goes"),
    "funds:accounts",
    icon="receipt",
    section="open",
    position=45,
    about=_("Where it came from, what it was spent on, quarter by quarter."),
)


def _sees_lines(actor: Actor) -> bool:
    return actor.holds(*READERS, *ISSUERS)


add_entry(
    "funds",
    pgettext_lazy("menu", "Funds"),
    "funds:lines",
    icon="wallet",
    section="office",
    position=60,
    shown=_sees_lines,
    count=waiting_count,
)
