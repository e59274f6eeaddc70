"""`linli demo`: invented life for trying Linli out."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb, progress_bar
from linli.places.queries import communities
from linli.site.demo import build


class Command(Verb):
    help = "Load the demonstration: four neighbourhoods, invented people, one with a year of requests."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=260, help="how many requests in the year (260)")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where communities are served already")

    def handle(self, *, cases: int, if_empty: bool, **_options: Any) -> None:
        if if_empty and communities():
            return
        with progress_bar(_("A year in the neighbourhood"), cases) as progress:
            build(HOUSE, now=timezone.localtime(), cases=cases, progress=progress)
