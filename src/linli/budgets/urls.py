"""The room's addresses."""

from django.urls import path

from .views import carrying, costing, desk, printed, public

app_name = "budgets"
urlpatterns = [
    path("budgets/", public.rounds, name="rounds"),
    path("budgets/<int:key>/", public.one_round, name="round"),
    path("budgets/<int:key>/new/", public.raise_one, name="raise"),
    path("budgets/<int:key>/why/", public.why, name="why"),
    path("budgets/<int:key>/sheet.pdf", printed.sheet, name="sheet"),
    path("budgets/ideas/<int:key>/", public.idea, name="idea"),
    path("budgets/projects/<int:key>/photo/", public.photo_new, name="photo_new"),
    path("budgets/pictures/<str:name>", printed.picture, name="picture"),
    path("desk/budgets/", desk.desk, name="desk"),
    path("desk/budgets/new/", desk.new, name="new"),
    path("desk/budgets/<int:key>/", desk.run, name="run"),
    path("desk/budgets/<int:key>/idea/", desk.write_down, name="write_down"),
    path("desk/budgets/ideas/<int:key>/", costing.cost, name="cost"),
    path("desk/budgets/projects/<int:key>/", carrying.carry, name="carry"),
]
