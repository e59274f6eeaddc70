"""`linli add-programme`: let a programme outside call the API for a place."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb
from linli.people.actions import register_programme
from linli.places.queries import division_by_code, organisation_named


class Command(Verb):
    help = "Register a programme that may call the API, and print its key once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what it is called in the record")
        parser.add_argument(
            "--division", required=True, help="the place it may write for: a 12-digit code, or a community's short name"
        )
        parser.add_argument("--organisation", type=int, help="the key of the organisation that runs it")

    def handle(self, *, name: str, division: str, organisation: int | None, **_options: Any) -> None:
        programme, key = register_programme(
            HOUSE,
            name=name,
            division=division_by_code(division),
            organisation=organisation_named(organisation) if organisation else None,
            now=timezone.now(),
        )
        self.stdout.write(
            _("%(name)s may call the API. Its key, shown this once: %(key)s") % {"name": programme.name, "key": key}
        )
