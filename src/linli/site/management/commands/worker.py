"""`linli worker`: run the recurring jobs until told to stop."""

from typing import Any

from linli.base.commands import Verb
from linli.site.keys import refuse_other_keys
from linli.site.worker import work_until_told


class Command(Verb):
    help = "Run what happens by itself (deadlines, whistles that climb, notices) until Ctrl-C."

    def handle(self, **_options: Any) -> None:
        refuse_other_keys()
        work_until_told()
