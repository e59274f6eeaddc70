from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "linli.journeys"
    label = "journeys"

    def ready(self) -> None:
        from . import becomings, followed, on_record  # noqa: F401  what one thing becomes in another room, and what can be published
