from pathlib import Path

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "linli.notices"
    label = "notices"

    def ready(self) -> None:
        from linli.base.rules import load_rules
        from linli.base.ticks import every
        from linli.people.registries import ERASERS, EXPORTS

        from . import known, menu  # noqa: F401  names the room's pages, and what is told of being known
        from .jobs import forget_what_is_old, send_what_is_due
        from .personal import erase_notices, export_notices

        load_rules(Path(__file__).parent / "rule_data" / "notices.json")
        every(1, "notices.send", send_what_is_due, lane="sending")
        every(24 * 60, "notices.forget", forget_what_is_old)
        EXPORTS.add("notices", export_notices)
        ERASERS.add("notices", erase_notices)
