"""The room's pages in the menus."""

from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import ISSUERS

from .permissions import READERS

add_entry(
    "forms",
    pgettext_lazy("menu", "Forms"),
    "paperwork:asked",
    icon="table-2",
    section="office",
    position=20,
    shown=lambda actor: actor.holds(*READERS, *ISSUERS),
)
