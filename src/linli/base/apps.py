from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "linli.base"
    label = "base"
