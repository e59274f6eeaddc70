from pathlib import Path

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "linli.base"
    label = "base"

    def ready(self) -> None:
        from .rules import load_rules

        load_rules(Path(__file__).parent / "rule_data" / "office.json")
