"""Surveys on their pages: drawn up by hand, evaluated, printed, taken along; and what is sent to hurt."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from linli.base.errors import Invalid
from linli.surveys import actions
from linli.surveys.documents import questionnaire
from linli.surveys.models import Question, Survey, Words

from .conftest import AGE, OFTEN, PARK, WHY

SCRIPT = "<script>alert(1)</script>\"'>{{7*7}}"
FORMULA = '=HYPERLINK("http://x","y")'


def sheet_of(answer, name: str) -> list[list]:
    book = load_workbook(io.BytesIO(answer.content))
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def test_a_survey_is_drawn_up_question_by_question_and_opened(cast, now, visit):
    worker, today = visit("worker"), now.date().isoformat()
    plan = {
        "title": "演示：灯",
        "purpose": "知道哪里暗。",
        "use": "先装那里。",
        "is_anonymous": "1",
        "way": "open",
        "who": "everybody",
        "from_date": today,
        "to_date": today,
    }
    made = worker.post("/desk/surveys/new/", plan)
    survey = Survey.objects.get()
    assert made.url == f"/desk/surveys/{survey.pk}/"
    one = {"kind": "one", "text": "晚上暗吗？", "options": "暗\n不暗", "is_required": "on", "do": "more"}
    worker.post(f"/desk/surveys/{survey.pk}/questions/new/", one)
    first = Question.objects.get()
    worker.post(
        f"/desk/surveys/{survey.pk}/questions/new/", {"kind": "line", "text": "哪里暗？", "condition": f"{first.pk}:1"}
    )
    assert "Only after answer 1 to question 1" in worker.get(f"/desk/surveys/{survey.pk}/").content.decode()
    worker.post(f"/desk/surveys/{survey.pk}/", {"do": "open"})
    survey.refresh_from_db()
    assert (survey.state, survey.questions.last().asked_if) == ("open", first)


def test_what_is_wrong_stands_at_its_field_and_nothing_that_was_typed_is_lost(asking, visit):
    draft = asking.drafted()
    path = f"/desk/surveys/{draft.pk}/questions/new/"
    page = visit("worker").post(path, {"kind": "one", "text": "演示题", "options": "甲\n甲"}).content.decode()
    assert "Two answers read the same." in page
    assert 'value="演示题"' in page


@pytest.mark.parametrize("options", ["甲", "", "\n".join(map(str, range(14)))])
def test_a_choice_has_two_answers_at_least_and_twelve_at_most(asking, options):
    with pytest.raises(Invalid) as refused:
        asking.asked(asking.drafted(), "one", "演示", *options.split("\n"))
    assert refused.value.field == "options"


def test_a_question_never_comes_before_the_one_it_hangs_on(asking, cast, now):
    survey = asking.drafted()
    park, often, *_rest = asking.usual(survey)
    with pytest.raises(Invalid):
        actions.move_question(cast.worker, often, is_up=True, now=now)
    with pytest.raises(Invalid):
        actions.drop_question(cast.worker, park, now=now)
    with pytest.raises(Invalid):
        actions.reword_question(cast.worker, park, actions.Wording("one", "演示", ["去", "不去"]), now=now)
    with pytest.raises(Invalid):
        asking.asked(survey, "line", "演示", asked_if=park.pk, if_options=[9])
    assert [one.place for one in survey.questions.all()] == [1, 2, 3, 4, 5]


def test_questions_change_places_and_keep_their_numbers_without_gaps(asking, cast, now):
    survey = asking.drafted()
    questions = asking.usual(survey)
    actions.move_question(cast.worker, questions[AGE], is_up=False, now=now)
    actions.drop_question(cast.worker, questions[WHY], now=now)
    assert [(one.place, one.pk) for one in survey.questions.all()] == list(
        enumerate((questions[PARK].pk, questions[OFTEN].pk, questions[4].pk, questions[AGE].pk), start=1)
    )


def test_a_draft_can_be_dropped(asking, cast, visit):
    draft = asking.drafted()
    asking.usual(draft)
    visit("worker").post(f"/desk/surveys/{draft.pk}/", {"do": "drop"})
    assert not Survey.objects.exists()


def test_paper_says_in_words_where_to_go_on(asking):
    survey = asking.opened()
    html = questionnaire(survey, list(survey.questions.all()), site="http://x")
    assert "选 3 的，请接着答第 3 题。" in html
    assert "只请第 1 题选了 1、2 的人回答，其他人请跳过本题" in html
    assert "最多选 2 项" in html


@pytest.mark.parametrize("name", ["poster", "paper"])
def test_poster_and_questionnaire_are_pdf_for_everybody(asking, cast, name):
    answer = Client().get(f"/surveys/{asking.opened().pk}/{name}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"


def test_slips_are_new_each_time_and_never_kept_by_the_browser(asking, visit):
    survey = asking.opened(way="codes")
    answer = visit("worker").post(f"/desk/surveys/{survey.pk}/slips/", {"number": 12})
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    assert survey.codes.count() == 12


def test_the_public_page_hides_small_numbers_and_the_desk_does_not(asking, visit):
    survey = asking.published()
    public = visit().get(f"/surveys/{survey.pk}/results/").content.decode()
    desk = visit("worker").get(f"/desk/surveys/{survey.pk}/results/").content.decode()
    assert "36" in public
    assert "20 · 56%" in public
    assert "read the numbers as a hint" in public
    assert "What people wrote is read" not in desk


def test_results_that_are_not_published_are_nowhere(asking, visit):
    survey = asking.closed()
    assert visit().get(f"/surveys/{survey.pk}/results/").status_code == 404
    assert visit().get(f"/api/v1/surveys/{survey.pk}/results").status_code == 404


def test_after_the_answers_are_gone_the_pages_still_tell_what_came_out(asking, visit, now, monkeypatch):
    survey = asking.published()
    actions.forget_due(now.replace(year=2027, month=8))
    assert "20 · 56%" in visit().get(f"/surveys/{survey.pk}/results/").content.decode()
    worker = visit("worker")
    assert "20 · 56%" in worker.get(f"/desk/surveys/{survey.pk}/results/").content.decode()
    assert worker.get(f"/desk/surveys/{survey.pk}/results.xlsx").status_code == 404


def test_words_are_chosen_for_everybody_on_the_page_where_they_are_read(asking, visit):
    survey = asking.closed()
    path = f"/desk/surveys/{survey.pk}/texts/{survey.questions.last().pk}/"
    worker, one = visit("worker"), Words.objects.filter(text__contains="长椅").first()
    worker.post(path, {"row": one.pk, "yes": "1"})
    one.refresh_from_db()
    assert one.is_quoted
    assert worker.post(path, {"row": "1"}).status_code == 404


def test_excel_holds_counts_and_a_codebook_and_runs_nothing(asking, cast, now, visit):
    survey = asking.drafted(title="演示：公式")
    asking.asked(survey, "one", FORMULA, FORMULA, "不算")
    asking.asked(survey, "text", "写一句", is_required=False)
    actions.open_survey(cast.worker, survey, now=now)
    keys = [question.pk for question in survey.questions.all()]
    from linli.surveys.paths import Value

    for _each in range(6):
        actions.answer_survey(
            cast.anyone, survey, actions.Sheet({keys[0]: Value((1,)), keys[1]: Value(text=FORMULA)}), now=now
        )
    actions.close_survey(cast.worker, survey, now=now)
    chair = visit("chair")
    counted = sheet_of(chair.get(f"/desk/surveys/{survey.pk}/results.xlsx"), "Results")
    assert counted[1] == [1, f"'{FORMULA}", f"'{FORMULA}", 6, "100%", 6]
    answers = chair.get(f"/desk/surveys/{survey.pk}/answers.xlsx")
    assert sheet_of(answers, "Answers")[1] == ["on line", 1, 1]
    assert sheet_of(answers, "Words, in no order")[1] == [f"'{FORMULA}"]
    assert sheet_of(answers, "Codebook")[2] == [None, None, f"'{FORMULA}", 1, None, None]


def test_the_public_excel_hides_what_the_page_hides(asking, visit, now, cast):
    survey = asking.answered()
    for _each in range(2):
        asking.answer(survey, 3)
    keys = [question.pk for question in survey.questions.all()]
    actions.close_survey(cast.worker, survey, now=now)
    actions.publish_results(cast.chair, survey, crosses=[(keys[PARK], keys[OFTEN])], now=now)
    rows = sheet_of(visit().get(f"/surveys/{survey.pk}/results.xlsx"), "Results")
    said = [row[3] for row in rows[1:]]
    assert not [count for count in said if isinstance(count, int) and 0 < count < 5]


@pytest.mark.parametrize("who", [None, "resident", "worker", "street_officer", "other_worker"])
def test_sheets_are_taken_out_by_the_chair_alone(asking, visit, who):
    assert visit(who).get(f"/desk/surveys/{asking.closed().pk}/answers.xlsx").status_code in {302, 403, 404}


def test_a_script_in_every_field_is_shown_as_what_it_is(asking, cast, now, visit):
    survey = asking.drafted(title=SCRIPT, purpose=SCRIPT, use=SCRIPT, languages=["en"])
    question = asking.asked(survey, "one", SCRIPT, SCRIPT[:50], "不", has_other=True, help=SCRIPT, section=SCRIPT[:50])
    actions.translate_survey(cast.worker, survey, "en", {f"q{question.pk}.text": SCRIPT, "title": SCRIPT}, now=now)
    actions.open_survey(cast.worker, survey, now=now)
    from linli.surveys.paths import Value

    for _each in range(5):
        actions.answer_survey(cast.anyone, survey, actions.Sheet({question.pk: Value((3,), text=SCRIPT[:50])}), now=now)
    path, begun = f"/surveys/{survey.pk}/", visit().post(f"/surveys/{survey.pk}/answer/", {"do": "begin"})
    actions.close_survey(cast.worker, survey, now=now)
    asking.found(survey, SCRIPT)
    for words in Words.objects.all():
        actions.quote_words(cast.worker, words, is_quoted=True, now=now)
    desk = f"/desk/surveys/{survey.pk}/"
    pages = [begun, *(visit("worker").get(one) for one in (desk, f"{desk}results/", f"{desk}texts/{question.pk}/"))]
    actions.publish_results(cast.chair, survey, now=now)
    pages += [visit().get(one) for one in ("/surveys/?state=over", path, f"{path}results/", f"{path}thanks/")]
    for page in pages:
        shown = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in shown
        assert "49}}" not in shown


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "next"},
        {"do": "next", "so_far": "x", "at": "9" * 30},
        {"do": "send", "so_far": ""},
        {"do": "boom", "at": "-1"},
    ],
)
def test_strange_sendings_begin_again_and_keep_nothing(asking, visit, sent):
    survey = asking.opened()
    assert visit().post(f"/surveys/{survey.pk}/answer/", sent).status_code == 302


@pytest.mark.parametrize("query", ["first=x&second=1", "first=999999999999999999&second=0", "first=&second=", "page=x"])
def test_strange_questions_give_a_page(asking, visit, query):
    survey = asking.closed()
    worker = visit("worker")
    assert worker.get(f"/desk/surveys/{survey.pk}/cross/?{query}").status_code == 200
    assert worker.get(f"/desk/surveys/{survey.pk}/texts/{survey.questions.last().pk}/?{query}").status_code == 200


def test_deeds_that_do_not_exist_are_refused(asking, visit):
    survey = asking.closed()
    for path in (f"/desk/surveys/{survey.pk}/", f"/desk/surveys/{survey.pk}/results/"):
        assert visit("worker").post(path, {"do": "explode"}).status_code == 404
