"""Addresses of the house itself: its door, a community's home, where signing in leads."""

from django.urls import path

from . import strangers, views

app_name = "site"
urlpatterns = [
    path("", views.door, name="door"),
    path("c/<slug:slug>/", views.home, name="home"),
    path("welcome/", views.welcome, name="welcome"),
    path("search/", views.search, name="search"),
    path("together/", views.together, name="together"),
    path("open/", views.in_the_open, name="open"),
    path("work/", views.work, name="work"),
    path("robots.txt", strangers.robots, name="robots"),
    path(".well-known/security.txt", strangers.security, name="security"),
    path("about/", views.about, name="about"),
]
