"""Addresses of casework."""

from django.urls import path, re_path

from linli.base.handed_out import behind_code

from .views import desk, drafts, maps, offices, questions, residents, settings, work

app_name = "casework"
urlpatterns = [
    path("report/", residents.report, name="report"),
    path("report/similar/", residents.similar, name="similar"),
    path("cases/", residents.case_list, name="cases"),
    path("cases/map/", maps.case_map, name="map"),
    path("cases/map.json", maps.points, name="points"),
    path("cases/<int:key>/", residents.case_page, name="case"),
    path("cases/<int:key>/act/", residents.act, name="act"),
    path("my/cases/", residents.mine, name="mine"),
    *behind_code(
        "t/<int:key>-<str:code>/",
        "t/<int:key>/<slug:grant>/",
        residents.tracked,
        check=residents.reporter_of,
        room="casework",
        name="tracked",
    ),
    re_path(r"^photos/(?P<name>[0-9a-f]{32}(?:-small)?\.jpg)$", residents.photo, name="photo"),
    path("rates/", offices.rates, name="rates"),
    path("desk/", desk.queue, name="desk"),
    path("desk/assign/", desk.assign_many, name="assign_many"),
    path("desk/export.xlsx", desk.export, name="export"),
    path("desk/new/", desk.enter, name="enter"),
    path("desk/cases/<int:key>/", work.work, name="work"),
    path("desk/drafts/", drafts.drafts, name="drafts"),
    path("settings/casework/", settings.overview, name="settings"),
    path("settings/casework/new/", settings.new_category, name="new_category"),
    path("settings/casework/templates/", settings.templates, name="templates"),
    path("settings/casework/<slug:key>/", settings.category, name="category"),
    path("settings/casework/<slug:key>/questions/", questions.question, name="new_question"),
    path("settings/casework/<slug:key>/questions/<slug:code>/", questions.question, name="question"),
    path("whistles/", offices.whistle_list, name="whistles"),
    path("whistles/<int:key>/", offices.whistle_call, name="whistle_call"),
    path("whistles/<int:key>/letter.pdf", offices.whistle_letter, name="whistle_letter"),
    *behind_code(
        "w/<int:key>-<str:code>/",
        "w/<int:key>/<slug:grant>/",
        offices.whistle_link,
        check=offices.called_by,
        room="casework",
        name="whistle_link",
    ),
    *behind_code(
        "w/<int:key>-<str:code>/letter.pdf",
        "w/<int:key>/<slug:grant>/letter.pdf",
        offices.link_letter,
        check=offices.called_by,
        room="casework",
        name="link_letter",
    ),
    path("hands/", offices.hands_list, name="hands_list"),
    path("hands/<int:key>/", offices.hands_call, name="hands_call"),
]
