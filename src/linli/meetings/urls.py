"""The room's addresses."""

from django.urls import path

from linli.base.handed_out import behind_code

from .views import demands, desk, printed, public, running

app_name = "meetings"
urlpatterns = [
    path("meetings/", public.meetings, name="meetings"),
    path("meetings/demand/", demands.demand, name="demand"),
    path("meetings/<int:key>/", public.meeting, name="meeting"),
    path("meetings/<int:key>/wall/", public.wall, name="wall"),
    *behind_code(
        "meetings/<int:key>/door/<slug:code>/",
        "meetings/<int:key>/door/at/<slug:grant>/",
        public.door,
        check=public.meeting_at,
        room="meetings",
        name="door",
    ),
    path("meetings/<int:key>/notice.pdf", printed.notice, name="notice"),
    path("desk/meetings/", desk.desk, name="desk"),
    path("desk/meetings/new/", desk.new, name="new"),
    path("desk/meetings/demands/<int:key>/", demands.paper, name="paper"),
    path("desk/meetings/<int:key>/", running.run, name="run"),
    path("desk/meetings/<int:key>/draft/", desk.change, name="change"),
    path("desk/meetings/<int:key>/roll/", running.roll, name="roll"),
    path("desk/meetings/<int:key>/sheet.pdf", printed.sheet, name="sheet"),
    path("desk/meetings/<int:key>/minutes.pdf", printed.minutes_pdf, name="minutes_pdf"),
    path("desk/meetings/<int:key>/minutes.docx", printed.minutes_docx, name="minutes_docx"),
]
