"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE

add_entry(
    "budgets",
    pgettext_lazy("menu", "Participatory budget"),
    "budgets:rounds",
    icon="coins",
    section="together",
    position=42,
    about=_("Ideas for the neighbourhood's money, costed, voted on, carried out."),
)
add_entry(
    "budgets.desk",
    pgettext_lazy("menu", "Run participatory budgets"),
    "budgets:desk",
    icon="coins",
    section="office",
    position=51,
    shown=lambda actor: actor.holds(*COMMITTEE),
)
