"""The room's addresses."""

from django.urls import path

from .views import desk, public, street

app_name = "publication"
urlpatterns = [
    path("publication/", public.hall, name="hall"),
    path("publication/complain/", public.complain, name="complain"),
    path("publication/complaints/", street.complaints, name="complaints"),
    path("publication/<int:key>/", public.publication, name="publication"),
    path("publication/<int:key>/board.pdf", public.board, name="board"),
    path("desk/publication/", desk.desk, name="desk"),
    path("desk/publication/new/", desk.new, name="new"),
    path("desk/publication/<int:key>/", desk.edit, name="edit"),
]
