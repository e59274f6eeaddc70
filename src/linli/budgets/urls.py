"""The room's addresses."""

from django.urls import URLPattern

app_name = "budgets"
urlpatterns: list[URLPattern] = []
