"""A survey in a real browser, in both languages: drawn up at the desk, answered on a phone, on paper and by telephone, published, and made a topic."""

import io
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from linli.surveys import actions
from linli.surveys.documents import poster
from linli.surveys.models import Question, Response, Survey
from linli.surveys.paths import Value

from .browser import LANGUAGES, accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

WORDS = {
    "en": {
        "anonymous": "Anonymous.",
        "thanks": "Your answers have arrived",
        "first": "Question 1 of about",
        "missing": "Please answer this question",
        "kept": "it is answer number 2",
        "few": "fewer than 5",
        "became": "a topic for everybody",
        "origin": "a survey",
    },
    "zh-hans": {
        "anonymous": "匿名。",
        "thanks": "您的答案收到了",
        "first": "第 1 题",
        "missing": "请先答这一题",
        "kept": "这是第 2 份答卷",
        "few": "不足 5 人",
        "became": "大家商量的议题",
        "origin": "调研",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_draft_to_the_topic(walker, turn_to, real_cast, language):
    say = WORDS[language]
    turn_to(NOW.date())
    worker, phone = walker("worker", language=language), walker(language=language, width=390)
    survey = _draw_up(worker, language)
    _answer_on_the_phone(phone, _address_on_the_poster(survey), say, language)
    _type_in_a_paper(worker, survey, say, language)
    _ask_on_the_telephone(worker, survey, language)
    _others_answer(real_cast, survey)
    _publish(worker, survey, language)
    _make_it_a_topic(worker, say, language)
    _read_on_the_phone(phone, survey, say, language)


def _draw_up(page, language) -> Survey:
    page.goto("/desk/surveys/new/")
    page.locator("#id_title").fill("演示：小公园用得好吗")
    page.locator("#id_purpose").fill("想知道小公园缺什么。")
    page.locator("#id_use").fill("居委会据此决定先修什么。")
    page.locator("#id_to_date").fill("2026-12-07")
    page.locator("input[name=languages][value=en]").check()
    accessible(page)
    page.locator("main form button").click()
    survey = Survey.objects.get()
    page.goto(f"/desk/surveys/{survey.pk}/questions/new/")
    page.locator("#id_text").fill("您常去小公园吗？")
    page.locator("#id_options").fill("常去\n偶尔\n没去过")
    page.locator("button[value=more]").click()
    page.locator("#id_text").fill("为什么没去？")
    page.locator("#id_kind").select_option("several")
    page.locator("#id_options").fill("太远\n没灯")
    page.locator("#id_has_other").check()
    page.locator("details:has(input[name=condition]) summary").click()
    page.locator("input[name=condition]").nth(2).check()
    accessible(page)
    picture(page, f"survey-1-question-{language}")
    page.locator("button[value=more]").click()
    page.locator("#id_text").fill("您满意吗？")
    page.locator("#id_kind").select_option("scale")
    page.locator("#id_options").fill("很不满意\n很满意")
    page.locator("button[value=save]").click()
    expect(page.locator(".questions > li")).to_have_count(3)
    first = Question.objects.get(place=1)
    page.goto(f"/desk/surveys/{survey.pk}/words/en/")
    accessible(page)
    page.locator("#id_title").fill("The small park")
    page.locator(f"[name='q{first.pk}.text']").fill("Do you go to the small park?")
    page.locator(f"[name='q{first.pk}.3']").fill("never")
    page.locator("main form button").click()
    accessible(page)
    picture(page, f"survey-2-draft-{language}")
    page.locator("button[value=open]").click()
    expect(page.locator(".ways")).to_be_visible()
    accessible(page)
    return survey


def _address_on_the_poster(survey) -> str:
    """What a telephone reads from the square on the poster."""
    import segno

    html = poster(survey, site="http://poster.example")
    square = re.search(r'<svg[^>]*class="qr".*?</svg>', html, re.DOTALL)
    address = f"http://poster.example/surveys/{survey.pk}/?from=qr"
    again = io.BytesIO()
    segno.make_qr(address, error="q").save(
        again, kind="svg", border=2, omitsize=True, svgclass="qr", lineclass=None, xmldecl=False
    )
    assert re.search(r' d="[^"]+"', square[0])[0] == re.search(r' d="[^"]+"', again.getvalue().decode())[0]
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def _answer_on_the_phone(page, address, say, language) -> None:
    page.goto(address)
    expect(page.locator("main")).to_contain_text(say["anonymous"])
    accessible(page)
    picture(page, f"survey-3-first-screen-{language}")
    page.locator("button[value=begin]").click()
    expect(page.locator(".step-count")).to_contain_text(say["first"])
    page.locator("button[value=next]").click()
    expect(page.locator(".error")).to_contain_text(say["missing"])
    accessible(page)
    page.locator(".choice").nth(2).click()
    picture(page, f"survey-4-question-{language}")
    page.locator("button[value=next]").click()
    page.locator(".choice").nth(0).click()
    page.locator("#id_other").fill("有狗")
    accessible(page)
    page.locator("button[value=next]").click()
    page.locator("button[value=back]").click()
    expect(page.locator("#id_other")).to_have_value("有狗")
    page.locator("button[value=next]").click()
    page.locator(".choice").nth(1).click()
    accessible(page)
    picture(page, f"survey-5-scale-{language}")
    page.locator("button[value=next]").click()
    expect(page.locator(".answers")).to_contain_text("有狗")
    accessible(page)
    assert not Response.objects.exists()
    page.locator("button[value=send]").click()
    expect(page.locator("h1")).to_contain_text(say["thanks"])
    accessible(page)
    picture(page, f"survey-6-thanks-{language}")
    kept = Response.objects.get()
    assert (kept.channel, sorted(map(str, kept.answers.values()))) == ("qr", ["[1, 3]", "[2]", "[3]"])


def _type_in_a_paper(page, survey, say, language) -> None:
    page.goto(f"/desk/surveys/{survey.pk}/enter/")
    accessible(page)
    fields = page.locator(".entry input")
    fields.nth(0).fill("1")
    fields.nth(3).fill("4")
    picture(page, f"survey-7-paper-{language}")
    page.locator(".paper-entry button").click()
    expect(page.locator("[role=status]")).to_contain_text(say["kept"])
    assert set(Response.objects.values_list("channel", flat=True)) == {"qr", "paper"}


def _ask_on_the_telephone(page, survey, language) -> None:
    page.goto(f"/desk/surveys/{survey.pk}/telephone/")
    accessible(page)
    page.locator(".choice").nth(1).click()
    page.locator("button[value=next]").click()
    page.locator(".choice").nth(4).click()
    page.locator("button[value=next]").click()
    picture(page, f"survey-8-telephone-{language}")
    page.locator("button[value=send]").click()
    expect(page.locator(".figure b")).to_have_text("3")


def _others_answer(cast, survey) -> None:
    """Neighbours who need no browser here."""
    first, why, content = survey.questions.all()
    for place in range(24):
        answers = {first.pk: Value((1 + place % 3,)), why.pk: Value((2,)), content.pk: Value((1 + place % 5,))}
        actions.answer_survey(cast.anyone, survey, actions.Sheet(answers), now=NOW)


def _publish(page, survey, language) -> None:
    page.goto(f"/desk/surveys/{survey.pk}/")
    page.locator("details:has(button[value=close]) summary").click()
    page.locator("button[value=close]").click()
    page.goto(f"/desk/surveys/{survey.pk}/results/")
    accessible(page)
    picture(page, f"survey-9-evaluating-{language}")
    form = page.locator("form:has(button[value=find])")
    form.locator("textarea").fill("演示：没去过的人都说晚上没有灯。")
    form.locator("input[type=checkbox]").nth(1).check()
    form.locator("button").click()
    row = page.locator("form:has(button[value=publish]) details").first
    row.locator("summary").click()
    row.locator("select").nth(0).select_option(index=1)
    row.locator("select").nth(1).select_option(index=2)
    page.locator("button[value=publish]").click()
    survey.refresh_from_db()
    assert survey.state == "published"


def _make_it_a_topic(page, say, language) -> None:
    page.locator(".findings a.button").first.click()
    accessible(page)
    page.locator("#id_title").fill("演示：小公园的灯装在哪里")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text(say["origin"])


def _read_on_the_phone(page, survey, say, language) -> None:
    page.goto(f"/surveys/{survey.pk}/results/")
    expect(page.locator(".findings")).to_contain_text(say["became"])
    expect(page.locator(".chart").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(say["few"])
    page.locator(".chart summary").first.click()
    expect(page.locator(".chart table").first).to_be_visible()
    accessible(page)
    picture(page, f"survey-10-results-{language}")
    page.locator(".findings a").first.click()
    expect(page.locator(f"a[href='/surveys/{survey.pk}/']")).to_be_visible()
    accessible(page)
