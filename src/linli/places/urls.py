"""Addresses of places."""

from django.urls import path

from . import views

app_name = "places"
urlpatterns = [
    path("q/<str:code>/", views.scanned, name="scanned"),
]
