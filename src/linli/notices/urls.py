"""Addresses of notices."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("inbox/", views.inbox_page, name="inbox"),
    path("me/notices/", views.emails, name="emails"),
    path("settings/offices/", views.office_list, name="offices"),
    path("settings/offices/failed/", views.failed, name="failed"),
    path("settings/offices/<int:key>/", views.office, name="office"),
]
