"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.actors import Actor, RoleKind
from linli.base.menu import add_entry

from .permissions import CALLED, HANDLERS, OVERSEERS, SETTERS

AT_THE_DESK = {*HANDLERS, RoleKind.MEDIATOR, RoleKind.UNIT_CONTACT}


def _works_at_the_desk(actor: Actor) -> bool:
    return actor.holds(*AT_THE_DESK)


def _is_called(actor: Actor) -> bool:
    return actor.holds(*CALLED, *OVERSEERS, RoleKind.COMMITTEE_CHAIR)


add_entry("report", _("Ask or report"), "casework:report", icon="message-circle-plus", section="resident", position=10)
add_entry("cases", _("Requests"), "casework:cases", icon="list", section="resident", position=20)
add_entry(
    "rates",
    _("How well it goes"),
    "casework:rates",
    icon="chart-no-axes-column",
    section="open",
    position=30,
    about=_("How many requests were answered, solved, and found good."),
)
add_entry(
    "hands",
    _("Helping hands"),
    "casework:hands_list",
    icon="hand-helping",
    section="together",
    position=50,
    about=_("Somebody near by needs a hand; say for what you may be called."),
)
add_entry(
    "desk",
    pgettext_lazy("menu", "Desk"),
    "casework:desk",
    icon="inbox",
    section="staff",
    position=10,
    shown=_works_at_the_desk,
)
add_entry(
    "whistles", _("Whistles"), "casework:whistles", icon="megaphone", section="staff", position=20, shown=_is_called
)
add_entry("mine", _("My requests"), "casework:mine", icon="folder-heart", section="me", position=10)
add_entry(
    "casework",
    _("Categories and deadlines"),
    "casework:settings",
    icon="tags",
    section="settings",
    position=40,
    shown=lambda actor: actor.holds(*SETTERS),
)
