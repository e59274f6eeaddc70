"""Addresses of notices."""

from django.urls import path

from linli.base.handed_out import behind_code

from . import views

app_name = "notices"
urlpatterns = [
    path("inbox/", views.inbox_page, name="inbox"),
    path("me/notices/", views.emails, name="emails"),
    *behind_code(
        "mail/<int:key>-<str:code>/",
        "mail/<int:key>/<slug:grant>/",
        views.mail,
        check=views.asked_by,
        room="notices",
        name="mail",
    ),
    path("settings/offices/", views.office_list, name="offices"),
    path("settings/offices/failed/", views.failed, name="failed"),
    path("settings/offices/<int:key>/", views.office, name="office"),
]
