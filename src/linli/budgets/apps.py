from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "linli.budgets"
    label = "budgets"
