"""The room's addresses."""

from django.urls import path

from .views import figures, register, returns, templates

app_name = "paperwork"
urlpatterns = [
    path("desk/forms/", register.asked, name="asked"),
    path("desk/forms/new/", register.new, name="new"),
    path("desk/forms/figures/", figures.figures, name="figures"),
    path("desk/forms/handed/<int:key>/", returns.handed, name="handed"),
    path("desk/forms/handed/<int:key>/cover.pdf", returns.cover, name="cover"),
    path("desk/forms/<int:key>/", register.form, name="form"),
    path("desk/forms/<int:key>/correct/", register.correct, name="correct"),
    path("desk/forms/<int:key>/letter.pdf", register.letter, name="letter"),
    path("desk/forms/<int:key>/template/", templates.upload, name="upload"),
    path("desk/templates/<int:key>/", templates.mapping, name="mapping"),
    path("desk/templates/<int:key>/fill/", templates.fill, name="fill"),
]
