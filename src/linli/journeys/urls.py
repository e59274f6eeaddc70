"""The room's addresses."""

from django.urls import path

from . import views

app_name = "journeys"
urlpatterns = [
    path("desk/cases/<int:key>/topic/", views.topic_from_case, name="case_to_topic"),
    path("desk/findings/<int:key>/topic/", views.topic_from_finding, name="finding_to_topic"),
    path("desk/findings/<int:key>/case/", views.case_from_finding, name="finding_to_case"),
    path("desk/findings/<int:key>/support/", views.support_from_finding, name="finding_to_support"),
]
