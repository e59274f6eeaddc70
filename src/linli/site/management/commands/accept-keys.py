"""`linli accept-keys`: the keys here are the right ones from now on."""

from typing import Any

from linli.base.commands import Verb
from linli.site.keys import accept_keys, marks


class Command(Verb):
    help = "Use this database with the keys that are here. What other keys sealed can no longer be read."

    def handle(self, **_options: Any) -> None:
        accept_keys()
        self.stdout.write(", ".join(sorted(marks())))
