from pathlib import Path

from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "linli.funds"
    label = "funds"

    def ready(self) -> None:
        from linli.base.rules import load_rules

        from . import due, facts, holdings, menu, notices, privacy  # noqa: F401  what the room declares to the house

        load_rules(Path(__file__).parent / "rule_data" / "funds.json")
