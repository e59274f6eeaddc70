"""The room's addresses."""

from django.urls import path

from .views import desk, leading, opinions, public

app_name = "deliberation"
urlpatterns = [
    path("topics/", public.topics, name="topics"),
    path("topics/new/", public.raise_one, name="raise"),
    path("topics/<int:key>/", public.topic, name="topic"),
    path("topics/<int:key>/wording/", public.wording, name="wording"),
    path("topics/<int:key>/opinions/", opinions.opinions, name="opinions"),
    path("topics/<int:key>/map/", opinions.opinion_map, name="map"),
    path("topics/<int:key>/moderation/", public.moderation, name="moderation"),
    path("desk/topics/", desk.desk, name="desk"),
    path("desk/topics/new/", desk.new, name="new"),
    path("desk/topics/appeals/", desk.appeals, name="appeals"),
    path("desk/topics/<int:key>/", leading.lead, name="lead"),
    path("desk/topics/<int:key>/hide/", desk.hide, name="hide"),
]
