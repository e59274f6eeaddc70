"""`linli serve`: the whole house, wherever it is installed. In a checkout this is `script/server`; a wheel brings that script along."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from linli.base import machine
from linli.base.commands import Verb

BROUGHT_ALONG = Path(__file__).parents[2] / "server"


class Command(Verb):
    help = "Prepare the data folder and serve Linli with its worker until Ctrl-C."

    def handle(self, **_options: Any) -> None:
        if settings.CHECKOUT:
            os.execv(settings.CHECKOUT / "script/server", ["script/server"])  # noqa: S606  our own script
        machine.main("check")
        os.environ["LINLI_DATA"] = str(settings.DATA)
        os.execvp("bash", ["bash", str(BROUGHT_ALONG), str(Path(sys.executable).parent)])  # noqa: S606, S607
