from pathlib import Path

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "linli.elections"
    label = "elections"

    def ready(self) -> None:
        from linli.base.rules import load_rules

        from . import facts, guards, menu, privacy  # noqa: F401  what the room declares to the house

        load_rules(Path(__file__).parent / "rule_data" / "elections.json")
