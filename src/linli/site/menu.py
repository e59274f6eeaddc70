"""The house's own pages in the menus."""

from django.utils.translation import pgettext_lazy

from linli.base.actors import Actor
from linli.base.menu import add_entry, entries


def _has_office_work(actor: Actor) -> bool:
    return bool(entries(actor, "office"))


add_entry(
    "together",
    pgettext_lazy("menu", "Deciding together"),
    "site:together",
    icon="messages-square",
    section="resident",
    position=30,
    lists="together",
)
add_entry(
    "open",
    pgettext_lazy("menu", "In the open"),
    "site:open",
    icon="book-open",
    section="resident",
    position=40,
    lists="open",
)
add_entry(
    "work",
    pgettext_lazy("menu", "Office work"),
    "site:work",
    icon="briefcase",
    section="staff",
    position=40,
    shown=_has_office_work,
    lists="office",
)
