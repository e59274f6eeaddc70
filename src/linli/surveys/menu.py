"""The room's pages in the menus."""

from django.utils.translation import pgettext_lazy

from linli.base.menu import add_entry

from .permissions import COMMITTEE

add_entry(
    "surveys",
    pgettext_lazy("menu", "Surveys"),
    "surveys:surveys",
    icon="clipboard-pen",
    section="resident",
    position=37,
)
add_entry(
    "surveys.desk", pgettext_lazy("menu", "Run surveys"), "surveys:desk", icon="clipboard-pen", section="office", position=50,
    shown=lambda actor: actor.holds(*COMMITTEE),
)  # fmt: skip
