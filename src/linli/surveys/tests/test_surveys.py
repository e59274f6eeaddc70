"""A survey from the draft to what became of it: who may, when, and what is said of it."""

from datetime import timedelta

import pytest

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due
from linli.surveys import actions
from linli.surveys.models import Code, Response, Survey, Words
from linli.surveys.queries.results import exact_results, findings_of, public_results
from linli.surveys.queries.surveys import survey_for

from .conftest import DAY, OFTEN, PARK, WHY


def test_only_the_committee_of_the_place_draws_up_a_survey_and_nobody_else_sees_the_draft(asking, cast, now):
    for by in (cast.resident, cast.other_worker, cast.street_officer, cast.anyone):
        with pytest.raises(NotYours):
            actions.draft_survey(by, cast.here, asking.plan(), now=now)
    draft = asking.drafted()
    assert survey_for(cast.chair, draft.pk) == draft
    for reader in (cast.resident, cast.other_worker, cast.anyone):
        with pytest.raises(Missing):
            survey_for(reader, draft.pk)


def test_once_open_its_questions_are_fixed_and_the_day_of_forgetting_is_known(asking, cast, now):
    survey = asking.opened()
    assert survey.raw_until == survey.to_date + timedelta(days=180)
    with pytest.raises(Refused):
        asking.asked(survey, "number", "演示：还有一题？")
    with pytest.raises(Refused):
        actions.open_survey(cast.worker, survey, now=now)


def test_a_survey_without_a_question_does_not_open(asking, cast, now):
    with pytest.raises(Refused):
        actions.open_survey(cast.worker, asking.drafted(), now=now)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to_date": "before"}, "to_date"),
        ({"to_date": "late"}, "to_date"),
        ({"way": "codes", "is_anonymous": False}, "way"),
        ({"who": "buildings"}, "buildings"),
        ({"title": " "}, "title"),
        ({"purpose": ""}, "purpose"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_at_its_field(asking, now, wrong, field):
    days = {"before": (now - DAY).date(), "late": (now + 200 * DAY).date()}
    with pytest.raises(Invalid) as refused:
        asking.drafted(**{name: days.get(value, value) for name, value in wrong.items()})
    assert refused.value.field == field
    assert not Survey.objects.exists()


def test_it_runs_from_its_first_day_to_its_last_and_staff_enter_what_came_until_it_is_closed(asking, cast, now):
    survey = asking.opened(from_date=(now + DAY).date())
    with pytest.raises(Refused):
        asking.answer(survey)
    late = now + 20 * DAY
    with pytest.raises(Refused):
        actions.answer_survey(cast.anyone, survey, asking.sheet(survey), now=late)
    actions.answer_survey(cast.worker, survey, asking.sheet(survey, channel="paper"), now=late)
    actions.close_survey(cast.worker, survey, now=late)
    with pytest.raises(Refused):
        actions.answer_survey(cast.worker, survey, asking.sheet(survey, channel="paper"), now=late)
    assert Response.objects.count() == 1


@pytest.mark.parametrize("channel", ["paper", "telephone", "desk"])
def test_only_staff_enter_for_others(asking, cast, channel):
    survey = asking.opened()
    with pytest.raises(NotYours):
        asking.answer(survey, by=cast.resident, channel=channel)
    asking.answer(survey, by=cast.worker, channel=channel)
    assert Response.objects.get().channel == channel


def test_answers_to_what_was_not_asked_are_not_kept(asking, cast, now):
    survey = asking.opened()
    keys = [question.pk for question in survey.questions.all()]
    both = {**asking.sheet(survey, 3).answers, keys[OFTEN]: asking.sheet(survey).answers[keys[OFTEN]]}
    actions.answer_survey(cast.anyone, survey, actions.Sheet(both), now=now)
    kept = Response.objects.get().answers
    assert kept == {str(keys[PARK]): [3], str(keys[WHY]): [1, 3]}
    assert Words.objects.get().text == "有狗"


def test_what_has_to_be_answered_is_asked_for_but_paper_may_have_gaps(asking, cast, now):
    survey = asking.opened()
    keys = [question.pk for question in survey.questions.all()]
    gap = {keys[PARK]: asking.sheet(survey).answers[keys[PARK]]}
    with pytest.raises(Invalid) as refused:
        actions.answer_survey(cast.anyone, survey, actions.Sheet(gap), now=now)
    assert refused.value.field == f"q{keys[OFTEN]}"
    actions.answer_survey(cast.worker, survey, actions.Sheet(gap, "paper"), now=now)
    assert Response.objects.count() == 1


def test_a_code_is_worth_one_answer(asking, cast, now):
    survey = asking.opened(way="codes")
    from linli.surveys.codes import code_of

    first, second = (code_of(key) for key in actions.print_codes(cast.worker, survey, 2, now=now))
    with pytest.raises(Invalid):
        asking.answer(survey, code="1-AAAAA-AAAAA")
    asking.answer(survey, code=first.lower().replace("-", " "))
    with pytest.raises(Refused):
        asking.answer(survey, code=first)
    asking.answer(survey, code=second)
    assert (Response.objects.count(), Code.objects.filter(is_used=True).count()) == (2, 2)


def test_a_code_of_another_survey_opens_nothing(asking, cast, now):
    from linli.surveys.codes import code_of

    (other,) = actions.print_codes(cast.worker, asking.opened(way="codes"), 1, now=now)
    with pytest.raises(Invalid):
        asking.answer(asking.opened(way="codes"), code=code_of(other))


def test_a_button_pressed_twice_sends_once(asking):
    survey = asking.opened()
    asking.answer(survey, key=17)
    asking.answer(survey, key=17)
    assert Response.objects.count() == 1


def test_with_names_a_person_answers_once_and_staff_write_the_name(asking, cast, now):
    survey = asking.opened(is_anonymous=False)
    asking.answer(survey, by=cast.resident)
    with pytest.raises(Refused):
        asking.answer(survey, by=cast.resident)
    with pytest.raises(NotYours):
        asking.answer(survey, by=cast.stranger)
    with pytest.raises(Invalid):
        asking.answer(survey)
    asking.answer(survey, by=cast.worker, channel="telephone", name="演示老人", home="3栋801")
    assert sorted((one.person_id, one.name) for one in survey.signatures.all() if one.name) == [(None, "演示老人")]


def test_who_cannot_answer_is_told_before_the_first_question(asking, cast, visit):
    survey = asking.opened(is_anonymous=False)
    asking.answer(survey, by=cast.resident)
    for who, said in (
        ("resident", "You have answered this survey already."),
        ("stranger", "those who live in the community"),
    ):
        answer = visit(who).post(f"/surveys/{survey.pk}/answer/", {"do": "begin"}, follow=True)
        assert said in answer.content.decode()


def test_what_can_be_answered_stands_on_the_home_page_and_its_results_are_news(asking, visit):
    asking.opened(title="演示：正在问")
    asking.published(title="演示：有结果")
    page = visit().get("/c/jia/").content.decode()
    assert "演示：正在问" in page
    assert "演示：有结果" in visit().get("/together/").content.decode()


def test_a_look_at_the_names_is_recorded_with_its_purpose(asking, cast, now):
    from linli.people.queries import looks_at_me

    survey = asking.opened(is_anonymous=False)
    asking.answer(survey, by=cast.resident)
    with pytest.raises(Invalid):
        actions.see_names(cast.worker, survey, purpose=" ", now=now)
    assert [one.person_id for one in actions.see_names(cast.worker, survey, purpose="回访", now=now)] == [
        cast.keys["resident"]
    ]
    (look,) = looks_at_me(cast.resident)
    assert (look.purpose, look.matter) == ("回访", survey.title)
    with pytest.raises(NotYours):
        actions.see_names(cast.other_worker, survey, purpose="看看", now=now)


def test_results_are_published_once_reckoned_or_withheld_with_a_reason(asking, cast, now):
    survey = asking.closed()
    with pytest.raises(Invalid):
        actions.withhold_results(cast.worker, survey, why="", now=now)
    actions.withhold_results(cast.worker, survey, why="回答的人太少。", now=now)
    published = actions.publish_results(cast.chair, survey, now=now)
    assert (published.withheld_why, published.results["answers"]) == ("", 36)
    with pytest.raises(Refused):
        actions.publish_results(cast.chair, survey, now=now)


def test_what_came_out_is_counted_of_those_who_were_asked(asking, cast):
    survey = asking.closed()
    park, often, why, age, wish = exact_results(cast.worker, survey).counted
    assert (park.counts, often.asked, why.asked, why.counts) == ((20, 10, 6), 30, 6, (6, 0, 6))
    assert (age.answered, age.median, wish.answered) == (36, 37.5, 3)


def test_only_chosen_words_are_published_and_numbers_in_them_are_masked(asking, cast, now):
    survey = asking.answered()
    asking.answer(survey, text="请打 13800138000")
    actions.quote_words(cast.worker, Words.objects.get(text__contains="138"), is_quoted=True, now=now)
    told = public_results(actions.close_survey(cast.worker, survey, now=now), crosses=[])
    wish = survey.questions.last().pk
    assert told["questions"][-1] == {"key": wish, "is_hidden": True, "quotes": ["请打 138****8000"]}


def test_a_finding_rests_on_questions_of_its_survey_and_can_be_taken_back(asking, cast, now):
    survey, other = asking.closed(), asking.closed()
    with pytest.raises(Invalid):
        actions.write_finding(cast.worker, survey, text="演示", questions=[other.questions.first().pk], now=now)
    found = asking.found(survey)
    assert findings_of(cast.anyone, survey)[0].numbers == [1]
    actions.drop_finding(cast.worker, found, now=now)
    assert not survey.findings.exists()


def test_after_its_day_every_single_answer_is_gone_and_the_counts_stay(asking, cast, now):
    survey = asking.closed()
    actions.forget_due(now + 194 * DAY)
    assert Response.objects.count() == 36
    actions.forget_due(now + 195 * DAY)
    survey.refresh_from_db()
    assert (Response.objects.count(), Words.objects.count(), survey.results["answers"]) == (0, 0, 36)
    assert survey.raw_deleted_date == (now + 195 * DAY).date()
    assert actions.publish_results(cast.chair, survey, now=now + 196 * DAY).results["answers"] == 36


def test_a_survey_that_nobody_closed_is_closed_when_its_answers_go(asking, now):
    survey = asking.answered()
    actions.forget_due(now + 195 * DAY)
    survey.refresh_from_db()
    assert (survey.state, survey.results["answers"]) == ("closed", 36)


def _said(kind, at):
    before = Notice.objects.filter(kind=kind).count()
    say_what_is_due(at)
    return Notice.objects.filter(kind=kind).count() - before


def test_the_committee_is_reminded_before_the_end_and_before_results_are_due(asking, cast, now):
    survey = asking.answered()
    assert [_said("surveys.survey.ends", now + day * DAY) for day in (10, 11, 12, 14)] == [0, 2, 0, 2]
    actions.close_survey(cast.worker, survey, now=now + 15 * DAY)
    assert [_said("surveys.results.due", now + day * DAY) for day in (41, 42, 43, 45)] == [0, 2, 0, 2]
    told = set(Notice.objects.values_list("person", "kind"))
    assert {(cast.keys["chair"], "surveys.survey.ends"), (cast.keys["worker"], "surveys.results.due")} <= told


def test_facts_count_and_never_tell_of_one_answer(asking, cast, now):
    survey = asking.published()
    asking.found(survey)
    found = Fact.objects.filter(kind__startswith="surveys.").order_by("pk")
    assert [(fact.kind.rpartition(".")[2], fact.value, fact.attributes.get("channel")) for fact in found] == [
        ("opened", 15, None),
        ("answered", 36, "web"),
        ("closed", 36, None),
        ("published", 0, None),
    ]


def test_what_one_signed_is_taken_along_and_goes_with_the_person(asking, cast, now):
    from linli.surveys.privacy import erase_surveys, export_surveys

    survey = asking.opened(is_anonymous=False)
    asking.answer(survey, 3, by=cast.resident, text="多放长椅")
    asking.answer(survey, by=cast.neighbour)
    (told,) = export_surveys(cast.keys["resident"])[0]
    assert told["answers"][1] == {"question": "为什么没去？", "answer": ["太远", "+"], "words": "有狗"}
    erase_surveys(cast.resident, cast.keys["resident"], now)
    assert (Response.objects.count(), Words.objects.count()) == (1, 0)
