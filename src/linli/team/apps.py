from pathlib import Path

from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "linli.team"
    label = "team"

    def ready(self) -> None:
        from linli.base.rules import load_rules

        from . import due, facts, menu, notices, privacy  # noqa: F401  what the room declares to the house

        load_rules(Path(__file__).parent / "rule_data" / "team.json")
