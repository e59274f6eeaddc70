from pathlib import Path

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "linli.publication"
    label = "publication"

    def ready(self) -> None:
        from linli.base.rules import load_rules

        from . import due, facts, menu, notices, privacy  # noqa: F401  what the room declares to the house
        from .actions import reckoning  # noqa: F401  follows the calendar
        from .queries import recorded  # noqa: F401  what it can publish

        load_rules(Path(__file__).parent / "rule_data" / "publication.json")
