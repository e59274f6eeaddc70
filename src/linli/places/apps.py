from pathlib import Path

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "linli.places"
    label = "places"

    def ready(self) -> None:
        from linli.base.remembered import watch
        from linli.base.rules import PLACES, load_rules

        from . import menu  # noqa: F401  names the room's pages
        from .queries.rules import rules_of_places

        watch("places_community", "places_division", "places_building", "places_organisation")
        load_rules(Path(__file__).parent / "rule_data" / "places.json")
        PLACES.add("places", rules_of_places)
