"""Addresses of Open311 GeoReport v2. Whatever is none of them is answered with an error body of the specification."""

from django.urls import re_path

from . import views

EXTENSION = r"\.(?P<extension>[^/.]+)$"

app_name = "open311"
urlpatterns = [
    re_path(rf"^discovery{EXTENSION}", views.discovery, name="discovery"),
    re_path(rf"^services{EXTENSION}", views.services, name="services"),
    re_path(rf"^services/(?P<code>[^/]*){EXTENSION}", views.service_definition, name="service_definition"),
    re_path(rf"^requests{EXTENSION}", views.requests, name="requests"),
    re_path(rf"^requests/(?P<key>[^/]*){EXTENSION}", views.request, name="request"),
    re_path(rf"^tokens/(?P<token>[^/]*){EXTENSION}", views.token, name="token"),
    re_path(r"^", views.nothing_here, name="nothing_here"),
]
