"""One question at a time, as people and staff go through it: what was typed is not lost, and nothing is kept before it is sent."""

import html
import re

import pytest

from linli.surveys import actions
from linli.surveys.codes import code_of
from linli.surveys.models import Response, Words

from .conftest import OFTEN, PARK, WHY

SO_FAR = re.compile(r'name="so_far" value="([^"]+)"')
AT = re.compile(r'name="at" value="(\d+)"')


class Walker:
    """A browser on its way through a survey."""

    def __init__(self, browser, path: str) -> None:
        self.browser, self.path = browser, path

    def begin(self, **more) -> str:
        return self._read(self.browser.post(self.path, {"do": "begin", **more}))

    def look(self) -> str:
        return self._read(self.browser.get(self.path))

    def go(self, do: str = "next", **more) -> str:
        return self._read(self.browser.post(self.path, {"do": do, "so_far": self.so_far, "at": self.at, **more}))

    def _read(self, answer) -> str:
        self.status, self.place = answer.status_code, answer.get("Location", "")
        text = answer.content.decode()
        self.so_far = html.unescape(found[1]) if (found := SO_FAR.search(text)) else ""
        self.at = found[1] if (found := AT.search(text)) else ""
        return text


@pytest.fixture
def open_one(asking):
    survey = asking.opened()
    return survey, [question.pk for question in survey.questions.all()]


def test_the_first_screen_says_who_asks_what_for_and_who_will_know(open_one, visit):
    survey, _keys = open_one
    page = visit().get(f"/surveys/{survey.pk}/").content.decode()
    for said in (survey.purpose, survey.use, "Anonymous.", "deleted after 5 June 2027", "please answer once"):
        assert said in page


def test_questions_come_one_by_one_and_only_those_that_concern_one(open_one, visit):
    survey, keys = open_one
    walk = Walker(visit(), f"/surveys/{survey.pk}/answer/")
    assert "您去过小公园吗" in walk.begin()
    assert "为什么没去" in walk.go(**{f"q{keys[PARK]}": "3"})
    assert "您的年龄" in walk.go(**{f"q{keys[WHY]}": ["1"], "other": "有狗"})
    assert "还想说什么" in walk.go()
    assert "有狗" in walk.go(**{f"q{keys[4]}": "多放长椅"})
    assert not Response.objects.exists()
    walk.go("send")
    assert (walk.status, walk.place) == (302, f"/surveys/{survey.pk}/thanks/?lang=zh-hans")
    assert Response.objects.get().answers == {str(keys[PARK]): [3], str(keys[WHY]): [1, 3], str(keys[4]): True}


def test_back_keeps_what_was_answered_and_another_answer_takes_another_way(open_one, visit):
    survey, keys = open_one
    walk = Walker(visit(), f"/surveys/{survey.pk}/answer/")
    walk.begin()
    walk.go(**{f"q{keys[PARK]}": "3"})
    walk.go(**{f"q{keys[WHY]}": ["1"]})
    walk.go("back")
    page = walk.go("back")
    assert re.search(r'value="3"[^>]*checked', page)
    assert "您满意吗" in walk.go(**{f"q{keys[PARK]}": "1"})
    walk.go(**{f"q{keys[OFTEN]}": "5"})
    walk.go()
    walk.go()
    walk.go("send")
    assert Response.objects.get().answers == {str(keys[PARK]): [1], str(keys[OFTEN]): [5]}


def test_what_is_missing_or_wrong_is_said_at_the_question_and_what_was_typed_stands_there(open_one, visit):
    survey, keys = open_one
    walk = Walker(visit(), f"/surveys/{survey.pk}/answer/")
    walk.begin()
    assert "Please answer this question" in walk.go()
    walk.go(**{f"q{keys[PARK]}": "3"})
    page = walk.go(**{f"q{keys[WHY]}": ["1", "2", "3"], "other": "有狗"})
    assert "Choose at most 2." in page
    assert 'value="有狗"' in page
    walk.go(**{f"q{keys[WHY]}": ["1"]})
    assert 'value="abc"' in walk.go(**{f"q{keys[3]}": "abc"})


def test_from_the_last_page_one_goes_back_to_any_question(open_one, visit):
    survey, keys = open_one
    walk = Walker(visit(), f"/surveys/{survey.pk}/answer/")
    walk.begin()
    walk.go(**{f"q{keys[PARK]}": "1"})
    walk.go(**{f"q{keys[OFTEN]}": "5"})
    walk.go()
    walk.go()
    assert "您去过小公园吗" in walk.go("go", to=keys[PARK])


def test_what_was_answered_travels_with_the_page_and_nobody_can_change_it(open_one, visit):
    survey, keys = open_one
    browser = visit("resident")
    walk = Walker(browser, f"/surveys/{survey.pk}/answer/")
    walk.begin()
    walk.so_far = walk.so_far[:-3] + "xxx"
    walk.go(**{f"q{keys[PARK]}": "1"})
    assert (walk.status, walk.place) == (302, f"/surveys/{survey.pk}/")
    assert "您去过" not in str(dict(browser.session))


def test_a_page_of_the_desk_does_not_open_for_residents(open_one, visit):
    survey, _keys = open_one
    staff, resident = Walker(visit("worker"), f"/desk/surveys/{survey.pk}/telephone/"), visit("resident")
    staff.look()
    told = resident.post(f"/surveys/{survey.pk}/answer/", {"do": "send", "so_far": staff.so_far})
    assert told.status_code == 302
    assert not Response.objects.exists()


def test_on_the_telephone_staff_read_the_questions_out(open_one, visit):
    survey, keys = open_one
    walk = Walker(visit("worker"), f"/desk/surveys/{survey.pk}/telephone/")
    assert "read out to somebody" in walk.look()
    walk.go(**{f"q{keys[PARK]}": "1"})
    walk.go(**{f"q{keys[OFTEN]}": "2"})
    walk.go()
    walk.go()
    walk.go("send", channel="telephone")
    assert (walk.place, Response.objects.get().channel) == (f"/desk/surveys/{survey.pk}/", "telephone")


def test_papers_are_typed_in_by_the_numbers_of_the_answers(open_one, visit):
    survey, keys = open_one
    browser, path = visit("worker"), f"/desk/surveys/{survey.pk}/enter/"
    typed = {
        f"q{keys[PARK]}": "3",
        f"q{keys[WHY]}": "1，3",
        f"q{keys[WHY]}_other": "有狗",
        f"q{keys[OFTEN]}": "4",
        f"q{keys[3]}": "71",
        "channel": "paper",
    }
    wrong = browser.post(path, typed | {f"q{keys[PARK]}": "9", f"q{keys[3]}": "x"}).content.decode()
    assert "Choose from the answers that are offered." in wrong
    assert 'value="1，3"' in wrong
    assert browser.post(path, typed).status_code == 302
    kept = Response.objects.get()
    assert (kept.channel, kept.answers) == ("paper", {str(keys[PARK]): [3], str(keys[WHY]): [1, 3], str(keys[3]): 71})
    assert Words.objects.get().text == "有狗"


def test_an_empty_paper_is_not_kept(open_one, visit):
    survey, _keys = open_one
    page = visit("worker").post(f"/desk/surveys/{survey.pk}/enter/", {"channel": "paper"}).content.decode()
    assert "Nothing is answered yet." in page
    assert not Response.objects.exists()


def test_a_survey_with_codes_begins_with_one_and_a_used_one_is_refused(asking, visit, cast, now):
    survey = asking.opened(way="codes")
    (key,) = actions.print_codes(cast.worker, survey, 1, now=now)
    walk = Walker(visit(), f"/surveys/{survey.pk}/answer/")
    assert "no code of this survey" in walk.begin(code="99-AAAAA-AAAAA")
    assert code_of(key) in visit().get(f"/surveys/{survey.pk}/?code={code_of(key)}", follow=True).content.decode()
    assert "您去过小公园吗" in walk.begin(code=code_of(key))
    asking.answer(survey, code=code_of(key))
    assert "or it was used already" in Walker(visit(), walk.path).begin(code=code_of(key))


def test_with_names_a_visitor_writes_who_answers_and_loses_nothing_by_forgetting(asking, visit, cast):
    survey = asking.opened(is_anonymous=False)
    keys = [question.pk for question in survey.questions.all()]
    walk = Walker(visit(), f"/surveys/{survey.pk}/answer/")
    walk.begin()
    walk.go(**{f"q{keys[PARK]}": "1"})
    walk.go(**{f"q{keys[OFTEN]}": "2"})
    walk.go()
    walk.go()
    assert 'aria-invalid="true"' in walk.go("send", name="演示", home="")
    walk.go("send", name="演示", home="3栋801")
    assert (walk.status, survey.signatures.get().name) == (302, "演示")


def test_a_reader_of_english_reads_what_is_translated_and_chinese_where_nothing_is(asking, visit, cast, now):
    survey = asking.drafted(languages=["en", "ja"])
    keys = [question.pk for question in asking.usual(survey)]
    texts = {"title": "The small park", f"q{keys[PARK]}.text": "Do you use the park?", f"q{keys[PARK]}.1": "often"}
    actions.translate_survey(cast.worker, survey, "en", texts, now=now)
    actions.open_survey(cast.worker, survey, now=now)
    page = visit().get(f"/surveys/{survey.pk}/").content.decode()
    assert "The small park" in page
    assert survey.purpose in page
    first = Walker(visit(), f"/surveys/{survey.pk}/answer/").begin(lang="en")
    for said in ("Do you use the park?", "often", "偶尔", 'lang="en"'):
        assert said in first
    assert "您去过小公园吗" in Walker(visit(), f"/surveys/{survey.pk}/answer/").begin(lang="ja")
    assert "日本語" in page
    assert "演示：小公园用得好吗" in visit(language="zh-hans").get(f"/surveys/{survey.pk}/").content.decode()
