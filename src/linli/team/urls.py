"""The room's addresses."""

from django.urls import path

from .views import handover, posts, rota, training

app_name = "team"
urlpatterns = [
    path("desk/team/", posts.team, name="team"),
    path("desk/team/<int:key>/", posts.post, name="post"),
    path("desk/team/handover/<int:key>/", handover.handover, name="handover"),
    path("desk/team/handover/<int:key>.pdf", handover.sheet, name="handover_sheet"),
    path("desk/team/rota/", rota.rota, name="rota"),
    path("desk/team/training/", training.training, name="training"),
    path("desk/team/training/<int:key>/", training.session, name="session"),
]
