"""Several at the same moment: a code counts once, and who was told that it arrived is in the count."""

import pytest
from tests.races import at_once, needs_postgresql

from linli.surveys import actions
from linli.surveys.codes import code_of
from linli.surveys.models import Code, Response

from .conftest import Asking

pytestmark = needs_postgresql


@pytest.fixture
def asking(real_cast, now):
    return Asking(real_cast, now)


def test_of_several_with_one_code_one_counts(asking, now):
    survey = asking.opened(way="codes")
    (slip,) = actions.print_codes(asking.cast.worker, survey, 1, now=now)
    assert at_once(6, lambda _place: asking.answer(survey, code=code_of(slip))) == ["Refused"] * 5 + ["done"]
    assert (Response.objects.count(), Code.objects.filter(is_used=True).count()) == (1, 1)


def test_without_the_lock_and_the_conditional_update_all_would_count(asking, now):
    """That the race is there: what reads first and writes afterwards lets several through."""
    from time import sleep

    survey = asking.opened(way="codes")
    (slip,) = actions.print_codes(asking.cast.worker, survey, 1, now=now)
    seen: list[bool] = []

    def careless(_place: int) -> None:
        seen.append(Code.objects.get(pk=slip).is_used)
        sleep(0.2)

    at_once(4, careless)
    assert seen == [False] * 4


def test_a_button_pressed_twice_at_once_sends_once(asking):
    survey = asking.opened()
    assert at_once(4, lambda _place: asking.answer(survey, key=4711)) == ["done"] * 4
    assert Response.objects.count() == 1


def test_one_person_answers_a_survey_with_names_once(asking):
    survey = asking.opened(is_anonymous=False)
    told = at_once(4, lambda _place: asking.answer(survey, by=asking.cast.resident))
    assert told == ["Refused"] * 3 + ["done"]
    assert survey.signatures.count() == Response.objects.count() == 1


def test_who_answers_while_it_closes_is_in_or_is_told_that_it_is_over(asking, now):
    survey = asking.opened()

    def one(place: int) -> None:
        if place == 3:
            actions.close_survey(asking.cast.worker, survey, now=now)
        else:
            asking.answer(survey)

    told = at_once(8, one)
    assert Response.objects.count() == told.count("done") - 1
