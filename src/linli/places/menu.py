"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _

from linli.base.actors import Actor, RoleKind
from linli.base.menu import add_entry

from .permissions import KEEPERS


def _keeps(actor: Actor) -> bool:
    return actor.holds(*KEEPERS)


add_entry(
    "places",
    _("The community and its places"),
    "places:community",
    icon="map-pin-house",
    section="settings",
    position=20,
    shown=_keeps,
)
add_entry(
    "communities",
    _("Communities"),
    "places:communities",
    icon="split",
    section="settings",
    position=30,
    shown=lambda actor: actor.holds(RoleKind.ADMINISTRATOR),
)
add_entry(
    "calendar",
    _("Official calendar"),
    "places:calendar",
    icon="calendar-days",
    section="settings",
    position=50,
    shown=lambda actor: bool(actor.roles),
)
add_entry("rules", _("Rules that hold here"), "places:rules", icon="scroll-text", section="settings", position=52)
