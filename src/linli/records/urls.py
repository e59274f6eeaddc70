"""The room's addresses."""

from django.urls import path

from .views import mine, residents, settings, wizard

app_name = "records"
urlpatterns = [
    path("desk/records/", residents.listing, name="residents"),
    path("desk/records/new/", residents.add, name="add"),
    path("desk/records/export/", residents.export, name="export"),
    path("desk/records/duplicates/", residents.duplicates, name="duplicates"),
    path("desk/records/openings/", residents.opened, name="openings"),
    path("desk/records/residents/<int:key>/", residents.resident, name="resident"),
    path("desk/records/residents/<int:key>/edit/", residents.edit, name="edit"),
    path("desk/records/residents/<int:key>/unseal/<str:field>/", residents.unseal, name="unseal"),
    path("desk/records/residents/<int:key>/do/", residents.act, name="act"),
    path("desk/records/corrections/<int:key>/", residents.answer, name="answer"),
    path("desk/records/households/<int:key>/", residents.household, name="household"),
    path("desk/records/households/<int:key>/edit/", residents.edit_household, name="edit_household"),
    path("desk/records/import/", wizard.begin, name="imports"),
    path("desk/records/import/<int:key>/", wizard.run, name="import"),
    path("desk/records/import/<int:key>/columns/", wizard.columns, name="columns"),
    path("desk/records/import/<int:key>/differences/", wizard.differences, name="differences"),
    path("desk/records/import/<int:key>/refused.xlsx", wizard.refused, name="refused"),
    path("settings/records/", settings.overview, name="settings"),
    path("settings/records/<int:place>/<str:key>/", settings.field, name="field"),
    path("me/record/", mine.page, name="mine"),
]
