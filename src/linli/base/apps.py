from datetime import datetime
from pathlib import Path

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "linli.base"
    label = "base"

    def ready(self) -> None:
        from .rules import load_rules
        from .ticks import every

        load_rules(Path(__file__).parent / "rule_data" / "office.json")
        every(60, "base.forget_old_counts", forget_counts)


def forget_counts(now: datetime) -> None:
    from .actors import HOUSE
    from .limits import forget_old_counts

    forget_old_counts(HOUSE, now=now)
