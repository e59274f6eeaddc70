from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "linli.team"
    label = "team"
