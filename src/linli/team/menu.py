"""The room's pages in the menus."""

from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE

add_entry(
    "team",
    pgettext_lazy("menu", "Team"),
    "team:team",
    icon="users",
    section="office",
    position=70,
    shown=lambda actor: actor.holds(*COMMITTEE),
)
