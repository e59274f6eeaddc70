"""The room's pages in the menus."""

from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry

from .permissions import COMMITTEE

add_entry(
    "elections.desk", pgettext_lazy("menu", "Elections"), "elections:desk", icon="users", section="office", position=51,
    shown=lambda actor: actor.holds(*COMMITTEE),
)  # fmt: skip
