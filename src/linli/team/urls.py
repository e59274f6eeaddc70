"""The room's addresses."""

from django.urls import path

from . import views

app_name = "team"
urlpatterns = [
    path("desk/team/", views.team, name="team"),
    path("desk/team/<int:key>/", views.post, name="post"),
]
