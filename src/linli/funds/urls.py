"""The room's addresses."""

from django.urls import URLPattern

app_name = "funds"
urlpatterns: list[URLPattern] = []
