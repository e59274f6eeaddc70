"""Joins the rooms' addresses."""

from django.urls import include, path

from linli.site.api import human_page
from linli.site.api import urls as api_urls

handler500 = "linli.site.trouble.went_wrong"
urlpatterns = [
    path("api/", human_page, name="api"),
    path("api/v1/", api_urls),
    path("", include("linli.site.urls")),
    path("", include("linli.journeys.urls")),
    path("", include("linli.casework.urls")),
    path("", include("linli.intake.urls")),
    path("", include("linli.ballots.urls")),
    path("", include("linli.meetings.urls")),
    path("", include("linli.elections.urls")),
    path("", include("linli.deliberation.urls")),
    path("", include("linli.publication.urls")),
    path("", include("linli.surveys.urls")),
    path("", include("linli.budgets.urls")),
    path("", include("linli.funds.urls")),
    path("", include("linli.paperwork.urls")),
    path("", include("linli.team.urls")),
    path("", include("linli.records.urls")),
    path("", include("linli.notices.urls")),
    path("", include("linli.places.urls")),
    path("open311/v2/", include("linli.casework.api.open311.urls")),
    path("", include("linli.look.urls")),
    path("", include("linli.people.urls")),
    path("accounts/", include("linli.people.accounts_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
