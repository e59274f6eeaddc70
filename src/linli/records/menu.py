"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry

from .permissions import keeps_somewhere, reads_openings, sets_fields_somewhere

add_entry(
    "records",
    pgettext_lazy("menu", "Residents' records"),
    "records:residents",
    icon="book-user",
    section="office",
    position=40,
    shown=keeps_somewhere,
)
add_entry(
    "my_record",
    _("My record with the committee"),
    "records:mine",
    icon="contact",
    section="settings",
    position=5,
    shown=lambda actor: actor.kind == "person",
)
add_entry(
    "record_fields",
    _("What is kept of residents"),
    "records:settings",
    icon="list-checks",
    section="settings",
    position=45,
    shown=sets_fields_somewhere,
)
add_entry(
    "record_openings",
    _("Who opened records"),
    "records:openings",
    icon="eye",
    section="settings",
    position=46,
    shown=reads_openings,
)
