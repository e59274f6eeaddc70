from pathlib import Path

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "linli.intake"
    label = "intake"

    def ready(self) -> None:
        from linli.base.rules import load_rules

        from . import due, facts, menu, notices, privacy, recurring  # noqa: F401  what the room declares to the house
        from .actions import reckoning  # noqa: F401  follows the calendar

        load_rules(Path(__file__).parent / "rule_data" / "intake.json")
