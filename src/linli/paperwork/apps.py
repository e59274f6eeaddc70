from django.apps import AppConfig


class PaperworkConfig(AppConfig):
    name = "linli.paperwork"
    label = "paperwork"
