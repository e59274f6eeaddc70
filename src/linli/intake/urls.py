"""The room's addresses."""

from django.urls import path

from .views import applying, committee, deciding, lists, load, public, routines

app_name = "intake"
urlpatterns = [
    path("ours/", lists.ours, name="ours"),
    path("tasks/", public.tasks, name="tasks"),
    path("tasks/<int:key>/", public.task, name="task"),
    path("offices/", public.offices, name="offices"),
    path("offices/<int:key>/", public.office, name="office"),
    path("load/", load.load, name="load"),
    path("apply/", applying.mine, name="mine"),
    path("apply/<int:key>/", applying.edit, name="edit"),
    path("gate/", deciding.waiting, name="waiting"),
    path("gate/<int:key>/", deciding.decide, name="decide"),
    path("gaps/", committee.gaps, name="gaps"),
    path("desk/tasks/", committee.desk, name="desk"),
    path("desk/routines/", routines.routines, name="routines"),
    path("desk/refuse/", committee.refuse, name="refuse"),
    path("desk/refuse/<int:key>.pdf", committee.refusal_letter, name="refusal_letter"),
    path("desk/offices/", committee.rate, name="rate"),
    path("settings/lists/", lists.keep, name="lists"),
    path("settings/lists/new/", lists.new_line, name="new_line"),
    path("settings/lists/<int:key>/", lists.line, name="line"),
]
