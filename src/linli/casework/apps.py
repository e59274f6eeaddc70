from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "linli.casework"
    label = "casework"

    def ready(self) -> None:
        from . import facts  # noqa: F401  declares the room's kinds
