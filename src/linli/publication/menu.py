"""The room's pages in the menus."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry
from linli.base.roles import COMMITTEE, STREET

from .queries.voices import complaints_waiting, questions_waiting

add_entry(
    "publication",
    pgettext_lazy("menu", "Published"),
    "publication:hall",
    icon="newspaper",
    section="open",
    position=45,
    about=_("Decisions, money, projects: posted for fifteen days and more, with questions."),
)
add_entry(
    "publication.desk",
    pgettext_lazy("menu", "Publish affairs"),
    "publication:desk",
    icon="newspaper",
    section="office",
    position=53,
    shown=lambda actor: actor.holds(*COMMITTEE),
    count=questions_waiting,
)
add_entry(
    "publication.complaints",
    pgettext_lazy("menu", "Complaints about publication"),
    "publication:complaints",
    icon="scale",
    section="office",
    position=54,
    shown=lambda actor: actor.holds(*STREET),
    count=complaints_waiting,
)
