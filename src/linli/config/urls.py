"""Joins the rooms' addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("linli.site.urls")),
    path("", include("linli.casework.urls")),
    path("open311/v2/", include("linli.casework.api.open311.urls")),
    path("look/", include("linli.look.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
