from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "linli.funds"
    label = "funds"
