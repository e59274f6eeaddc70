"""What a committee keeps of households and residents, and the files it comes from."""

from pathlib import Path

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "linli.records"
    label = "records"

    def ready(self) -> None:
        from linli.base.rules import load_rules

        from . import facts, holdings, menu, notices, privacy, recurring  # noqa: F401  what the room declares to the house

        load_rules(Path(__file__).parent / "rule_data" / "records.json")
