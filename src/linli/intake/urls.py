"""The room's addresses."""

from django.urls import URLPattern

app_name = "intake"
urlpatterns: list[URLPattern] = []
