from pathlib import Path

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "linli.meetings"
    label = "meetings"

    def ready(self) -> None:
        from linli.base.rules import load_rules

        from . import due, facts, going_on, menu, notices, privacy, recurring  # noqa: F401  what the room declares to the house

        load_rules(Path(__file__).parent / "rule_data" / "meetings.json")
