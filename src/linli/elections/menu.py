"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE

add_entry(
    "elections",
    pgettext_lazy("menu", "Elections of the committee"),
    "elections:elections",
    icon="users",
    section="together",
    position=45,
    about=_("Candidates, the vote, and who was elected."),
)
add_entry(
    "elections.desk",
    pgettext_lazy("menu", "Elections"),
    "elections:desk",
    icon="users",
    section="office",
    position=51,
    shown=lambda actor: actor.holds(*COMMITTEE),
)
