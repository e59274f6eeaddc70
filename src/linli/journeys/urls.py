"""The room's addresses."""

from django.urls import path

from . import views

app_name = "journeys"
urlpatterns = [
    path("desk/cases/<int:key>/topic/", views.topic_from_case, name="case_to_topic"),
]
