"""The room's addresses."""

from django.urls import path

from .views import answering, desk, evaluating, printed, public

app_name = "surveys"
urlpatterns = [
    path("surveys/", public.list_of_surveys, name="surveys"),
    path("surveys/<int:key>/", public.survey, name="survey"),
    path("surveys/<int:key>/answer/", answering.answer, name="answer"),
    path("surveys/<int:key>/thanks/", public.thanks, name="thanks"),
    path("surveys/<int:key>/results/", public.published, name="results"),
    path("surveys/<int:key>/results.xlsx", public.published_book, name="results_book"),
    path("surveys/<int:key>/poster.pdf", printed.poster, name="poster"),
    path("surveys/<int:key>/paper.pdf", printed.paper, name="paper"),
    path("desk/surveys/", desk.desk, name="desk"),
    path("desk/surveys/new/", desk.new, name="new"),
    path("desk/surveys/<int:key>/", desk.run, name="run"),
    path("desk/surveys/<int:key>/plan/", desk.plan, name="plan"),
    path("desk/surveys/<int:key>/questions/new/", desk.question, name="new_question"),
    path("desk/surveys/<int:key>/questions/<int:row>/", desk.question, name="question"),
    path("desk/surveys/<int:key>/words/<slug:language>/", desk.words, name="words"),
    path("desk/surveys/<int:key>/enter/", desk.enter, name="enter"),
    path("desk/surveys/<int:key>/telephone/", answering.telephone, name="telephone"),
    path("desk/surveys/<int:key>/slips/", printed.slips, name="slips"),
    path("desk/surveys/<int:key>/results/", evaluating.evaluate, name="evaluate"),
    path("desk/surveys/<int:key>/cross/", evaluating.cross, name="cross"),
    path("desk/surveys/<int:key>/texts/<int:row>/", evaluating.texts, name="texts"),
    path("desk/surveys/<int:key>/names/", evaluating.names, name="names"),
    path("desk/surveys/<int:key>/results.xlsx", evaluating.book, name="book"),
    path("desk/surveys/<int:key>/answers.xlsx", evaluating.answers, name="answers"),
]
