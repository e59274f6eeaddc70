from pathlib import Path

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "linli.casework"
    label = "casework"

    def ready(self) -> None:
        from linli.base.remembered import watch
        from linli.base.rules import load_rules

        from . import due, facts, holdings, menu, notices, privacy, recurring  # noqa: F401  what the room declares to the house
        from .actions import reckoning  # noqa: F401  follows the calendar

        watch("casework_category", "casework_question", "casework_clock")
        load_rules(Path(__file__).parent / "rule_data" / "casework.json")
