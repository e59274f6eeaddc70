"""The room's addresses."""

from django.urls import path

from linli.base.handed_out import behind_code

from .views import desk, papers, public, voting

app_name = "ballots"
urlpatterns = [
    path("ballots/", public.ballots, name="ballots"),
    path("ballots/<int:key>/", public.ballot, name="ballot"),
    path("ballots/<int:key>/roll/", public.roll, name="roll"),
    path("ballots/<int:key>/watch/", public.watch, name="watch"),
    path("ballots/<int:key>/slip/", papers.slip, name="slip"),
    path("ballots/<int:key>/file/", public.file, name="file"),
    path("vote/", voting.enter, name="enter"),
    *behind_code(
        "vote/<str:code>/", "vote/at/<slug:grant>/", voting.vote, check=voting.voter_of, room="ballots", name="vote"
    ),
    path("desk/ballots/", desk.desk, name="desk"),
    path("desk/ballots/new/", desk.new, name="new"),
    path("desk/ballots/<int:key>/", desk.run, name="run"),
    path("desk/ballots/<int:key>/roll/", desk.roll, name="desk_roll"),
    path("desk/ballots/<int:key>/tablet/", papers.tablet, name="tablet"),
    path("desk/ballots/<int:key>/papers/", papers.print_papers, name="papers"),
    path("desk/ballots/<int:key>/papers/read/", papers.read_papers, name="read_papers"),
    path("desk/ballots/<int:key>/letters/", desk.letters, name="letters"),
]
