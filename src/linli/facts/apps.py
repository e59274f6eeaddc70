from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "linli.facts"
    label = "facts"

    def ready(self) -> None:
        from linli.base.recorder import RECORDER

        from . import ground  # noqa: F401  declares the kinds of the floors below
        from .actions import record

        RECORDER.add("fact", record)
