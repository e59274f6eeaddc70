"""Addresses of people: signing up, one's own page, the people of a community."""

from django.urls import path

from .views import access, entrance, keeping, known, me

app_name = "people"
urlpatterns = [
    path("sign-up/", entrance.sign_up, name="sign_up"),
    path("me/", me.page, name="me"),
    path("me/details/", me.details, name="details"),
    path("me/second-factor/", entrance.second_factor, name="second_factor"),
    path("me/looks/", me.looks, name="looks"),
    path("me/sign-ins/", me.access, name="my_access"),
    path("me/consents/", me.consents, name="consents"),
    path("me/data/", me.data, name="data"),
    path("me/data/linli.zip", me.download, name="download"),
    path("me/data/erase/", me.erase, name="erase"),
    path("settings/sign-ins/", access.page, name="access"),
    path("me/known/", known.mine, name="known"),
    path("neighbours/", known.building, name="neighbours"),
    path("neighbours/<int:key>/", known.answer, name="answer_wish"),
    path("settings/people/known/", known.desk, name="known_desk"),
    path("settings/people/<int:key>/known/", known.seen, name="seen"),
    path("settings/people/", keeping.people, name="people"),
    path("settings/people/add/", keeping.add, name="add_person"),
    path("settings/people/<int:key>/", keeping.person, name="person"),
    path("settings/people/<int:key>/details/", keeping.details, name="person_details"),
    path("settings/people/<int:key>/correct/", keeping.correct, name="correct_person"),
    path("settings/people/<int:key>/roles/", keeping.give, name="give_role"),
    path("settings/people/<int:key>/roles/<int:role>/end/", keeping.end, name="end_role"),
    path("settings/people/<int:key>/account/", keeping.account, name="person_account"),
    path("settings/people/<int:key>/erase/", keeping.erase, name="erase_person"),
]
