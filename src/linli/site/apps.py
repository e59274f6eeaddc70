from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "linli.site"
    label = "site"

    def ready(self) -> None:
        from . import menu  # noqa: F401  names the house's pages
