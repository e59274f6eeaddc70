"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.actors import Actor, RoleKind
from linli.base.menu import add_entry

from .permissions import OFFICERS
from .queries import unread_count


def _keeps_offices(actor: Actor) -> bool:
    return actor.holds(RoleKind.ADMINISTRATOR, RoleKind.COMMITTEE_CHAIR, *OFFICERS)


add_entry(
    "inbox", pgettext_lazy("menu", "Inbox"), "notices:inbox", icon="bell", section="me", position=20, count=unread_count
)
add_entry(
    "offices",
    _("How offices are told"),
    "notices:offices",
    icon="webhook",
    section="settings",
    position=40,
    shown=_keeps_offices,
)
