"""Addresses of the layout itself."""

from django.urls import path

from . import views

app_name = "look"
urlpatterns = [
    path("look/prefs/", views.set_prefs, name="prefs"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
