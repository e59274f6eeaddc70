"""The room's addresses."""

from django.urls import URLPattern

app_name = "paperwork"
urlpatterns: list[URLPattern] = []
