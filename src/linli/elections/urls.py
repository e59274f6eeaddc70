"""The room's addresses."""

from django.urls import path

from .views import desk, public

app_name = "elections"
urlpatterns = [
    path("elections/", public.elections, name="elections"),
    path("elections/<int:key>/", public.election, name="election"),
    path("desk/elections/", desk.desk, name="desk"),
    path("desk/elections/new/", desk.new, name="new"),
    path("desk/elections/<int:key>/", desk.run, name="run"),
]
