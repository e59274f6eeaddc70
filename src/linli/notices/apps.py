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
        from .reminding import say_what_is_due, say_what_is_due_by_hour

        load_rules(Path(__file__).parent / "rule_data" / "notices.json")
        every(1, "notices.send", send_what_is_due, lane="sending")
        every(24 * 60, "notices.forget", forget_what_is_old)
        every(6 * 60, "notices.remind", say_what_is_due)
        every(15, "notices.remind_by_hour", say_what_is_due_by_hour)
        EXPORTS.add("notices", export_notices)
        ERASERS.add("notices", erase_notices)
