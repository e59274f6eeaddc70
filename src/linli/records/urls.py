"""The room's addresses."""

from django.urls import URLPattern

app_name = "records"
urlpatterns: list[URLPattern] = []
