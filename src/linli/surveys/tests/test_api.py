"""Surveys by programme: read, answered without an account, and what came out."""

from linli.surveys.models import Response, Words

from .conftest import AGE, PARK, WHY


def test_a_survey_is_read_answered_and_its_results_once_published(asking, cast, visit):
    survey, browser = asking.opened(), visit()
    (line,) = browser.get("/api/v1/communities/jia/surveys").json()
    told = browser.get(f"/api/v1/surveys/{line['id']}").json()
    assert (told["is_anonymous"], told["way"], [one["kind"] for one in told["questions"]]) == (
        True,
        "open",
        ["one", "scale", "several", "number", "text"],
    )
    assert (told["questions"][1]["after"], told["questions"][1]["after_options"]) == (
        told["questions"][0]["id"],
        [1, 2],
    )
    keys = [one["id"] for one in told["questions"]]
    sent = {
        "answers": [
            {"question": keys[PARK], "chosen": [3]},
            {"question": keys[WHY], "chosen": [1, 3], "text": "有狗"},
            {"question": keys[AGE], "number": 70},
        ]
    }
    answer = browser.post(f"/api/v1/surveys/{survey.pk}/answers", sent, content_type="application/json")
    assert answer.status_code == 204
    assert (Response.objects.get().answers[str(keys[WHY])], Words.objects.get().text) == ([1, 3], "有狗")


def test_what_is_wrong_is_said_with_the_question_it_speaks_of(asking, visit):
    survey, browser = asking.opened(), visit()
    key = survey.questions.first().pk
    for wrong in ([{"question": key, "chosen": [7]}], [{"question": key, "chosen": [1, 2]}], []):
        told = browser.post(f"/api/v1/surveys/{survey.pk}/answers", {"answers": wrong}, content_type="application/json")
        assert (told.status_code, told.json()["field"]) == (422, f"q{key}")
    assert not Response.objects.exists()


def test_a_draft_is_not_told_of(asking, visit):
    draft = asking.drafted()
    assert visit("resident").get(f"/api/v1/surveys/{draft.pk}").status_code == 404
    assert visit().get("/api/v1/communities/jia/surveys").json() == []


def test_published_counts_are_told_as_ranges_and_findings_with_what_became_of_them(asking, cast, visit):
    survey = asking.published()
    asking.found(survey)
    told = visit().get(f"/api/v1/surveys/{survey.pk}/results").json()
    assert told["questions"][0]["counts"] == [
        {"option": 1, "low": 20, "high": 20},
        {"option": 2, "low": 10, "high": 10},
        {"option": 3, "low": 6, "high": 6},
    ]
    assert told["questions"][4]["is_hidden"]
    assert told["findings"] == [{"text": "演示：六位没去过的人都说太远。", "questions": [1], "became": "", "path": ""}]
