"""Addresses of places."""

from django.urls import path, re_path

from .views import calendar, changes, community, papers, rules, tree

app_name = "places"
urlpatterns = [
    path("settings/places/", community.community, name="community"),
    path("settings/places/buildings/", tree.buildings, name="buildings"),
    path("settings/places/buildings/<int:key>/", tree.building, name="building"),
    path("settings/places/markers/", tree.markers, name="markers"),
    path("settings/places/markers.pdf", papers.labels, name="labels"),
    path("settings/places/organisations/", community.organisations, name="organisations"),
    path("settings/places/organisations/<int:key>/", community.organisation, name="organisation"),
    path("settings/places/plan/", tree.plan, name="plan"),
    path("settings/places/communities/", changes.communities, name="communities"),
    path("settings/places/communities/<int:key>/", changes.change, name="change"),
    path("settings/calendar/", calendar.calendar, name="calendar"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:key>/", rules.rule, name="rule"),
    path("c/<slug:slug>/plan/", tree.public_plan, name="public_plan"),
    path("c/<slug:slug>/poster.pdf", papers.poster, name="poster"),
    re_path(r"^plans/(?P<name>[0-9a-f]{32}\.jpg)$", tree.plan_image, name="plan_image"),
    path("q/<str:code>/", papers.scanned, name="scanned"),
]
