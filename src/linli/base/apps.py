from datetime import datetime
from pathlib import Path

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "linli.base"
    label = "base"

    def ready(self) -> None:
        from .rules import load_rules
        from .ticks import every

        post_migrate.connect(watch_tables, sender=self)
        load_rules(Path(__file__).parent / "rule_data" / "office.json")
        every(60, "base.forget_old_counts", forget_counts)


def forget_counts(now: datetime) -> None:
    from .actors import HOUSE
    from .limits import forget_old_counts

    forget_old_counts(HOUSE, now=now)


def watch_tables(using: str, **_more: object) -> None:
    from .remembered import install_triggers

    install_triggers(connections[using])
