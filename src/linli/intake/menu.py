"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.actors import Actor
from linli.base.menu import add_entry
from linli.base.roles import CHAIR, COMMITTEE, WATCHERS

from .permissions import APPLICANTS, DECIDERS, KEEPERS


def _works_here(actor: Actor) -> bool:
    return actor.holds(*COMMITTEE)


def _sees_load(actor: Actor) -> bool:
    return actor.holds(*COMMITTEE, *WATCHERS)


add_entry(
    "intake.tasks",
    _("Tasks from above"),
    "intake:tasks",
    icon="scroll-text",
    section="office",
    position=39,
    shown=_sees_load,
)
add_entry(
    "intake.ours", _("Is this our job?"), "intake:ours", icon="scale", section="office", position=38, shown=_sees_load
)
add_entry(
    "intake.offices",
    _("Offices"),
    "intake:offices",
    icon="landmark",
    section="open",
    position=40,
    about=_("What each office asks of the community, and what it gives."),
)
add_entry(
    "intake.steps",
    pgettext_lazy("menu", "Our tasks"),
    "intake:desk",
    icon="list-checks",
    section="office",
    position=40,
    shown=_works_here,
)
add_entry(
    "intake.refuse",
    _("Refuse unnumbered work"),
    "intake:refuse",
    icon="shield-off",
    section="office",
    position=41,
    shown=_works_here,
)
add_entry(
    "intake.rate",
    _("Rate offices"),
    "intake:rate",
    icon="star",
    section="office",
    position=42,
    shown=lambda a: a.holds(*CHAIR),
)
add_entry(
    "intake.apply",
    _("Apply for a task"),
    "intake:mine",
    icon="file-plus",
    section="office",
    position=43,
    shown=lambda a: bool(a.organisations(APPLICANTS)),
)
add_entry(
    "intake.gate",
    _("To decide"),
    "intake:waiting",
    icon="gavel",
    section="office",
    position=44,
    shown=lambda a: a.holds(*DECIDERS),
)
add_entry("intake.load", _("Load"), "intake:load", icon="weight", section="office", position=45, shown=_sees_load)
add_entry(
    "intake.gaps",
    _("Gaps in the law"),
    "intake:gaps",
    icon="triangle-alert",
    section="office",
    position=46,
    shown=_sees_load,
)
add_entry(
    "intake.lists",
    _("Lists of duties"),
    "intake:lists",
    icon="list-ordered",
    section="settings",
    position=60,
    shown=lambda a: a.holds(*KEEPERS),
)
