"""Categories, deadlines and ready answers: who may set up what, and what it changes."""

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, NotYours
from linli.casework.actions.questions import keep_question
from linli.casework.actions.receiving import report_case
from linli.casework.actions.setup import add_category, set_clock
from linli.casework.actions.starter import load_categories, read_starter
from linli.casework.clocks import minutes_allowed
from linli.casework.models import AnswerTemplate, Category, Clock
from linli.casework.queries.history import answered_questions


def test_a_chair_cannot_take_over_a_category_that_holds_for_all(cast, now):
    with pytest.raises(NotYours):
        add_category(cast.chair, key="violence", name="不再保密", good="safety", community=cast.here, now=now)
    assert Category.objects.get(key="violence").is_confidential


def test_a_chair_cannot_change_a_category_of_another_community(cast, now):
    add_category(HOUSE, key="theirs", name="乙的", good="services", community=cast.there, now=now)
    with pytest.raises(NotYours):
        add_category(cast.chair, key="theirs", name="甲的", good="services", community=cast.here, now=now)


def test_a_chair_adds_one_for_the_own_community_alone(cast, now):
    made = add_category(cast.chair, key="ours", name="甲的", good="services", community=cast.here, now=now)
    assert made.community == cast.here
    with pytest.raises(NotYours):
        add_category(cast.worker, key="workers", name="社工的", good="services", community=cast.here, now=now)


def test_a_confidential_category_names_staff_roles(cast, now):
    with pytest.raises(Invalid):
        add_category(HOUSE, key="x", name="X", good="safety", is_confidential=True, now=now)
    with pytest.raises(Invalid):
        add_category(HOUSE, key="x", name="X", good="safety", is_confidential=True, seen_by=["resident"], now=now)


def test_a_deadline_of_the_community_goes_before_that_of_all(cast, now):
    set_clock(HOUSE, kind="resolve", working_minutes=600, category=cast.light, source="区", now=now)
    set_clock(
        cast.chair,
        kind="resolve",
        working_minutes=300,
        category=cast.light,
        community=cast.here,
        source="居委会",
        now=now,
    )
    assert minutes_allowed(cast.light, cast.here, now.date())["resolve"] == 300
    assert minutes_allowed(cast.light, cast.there, now.date())["resolve"] == 600


def test_what_linli_brings_loads_twice_without_doubling(cast, now):
    told = read_starter()
    for _time in range(2):
        assert load_categories(HOUSE, told, now=now) == len(told["categories"])
    assert Category.objects.filter(key="rubbish").count() == 1
    assert AnswerTemplate.objects.count() == len(told["answers"])
    assert Clock.objects.filter(category__key="errand").count() == 3


def test_a_file_that_is_something_else_is_refused(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"categories": [{"key": "x"}]}')
    with pytest.raises(Invalid):
        read_starter(path)


def test_settings_pages_add_change_and_take_away(cast, visit):
    chair = visit("chair")
    sent = {
        "key": "market",
        "name": "菜市场",
        "good": "services",
        "words": "买菜\n档口",
        "is_active": "on",
        "position": 5,
    }
    assert chair.post("/settings/casework/new/", sent).status_code == 302
    assert chair.post("/settings/casework/market/", sent | {"name": "农贸市场"}).status_code == 302
    assert Category.objects.get(key="market").name == "农贸市场"
    hours = {"do": "clocks", "accept": "2", "answer": "8", "resolve": "16"}
    assert chair.post("/settings/casework/market/", hours).status_code == 302
    assert (
        minutes_allowed(Category.objects.get(key="market"), cast.here, Clock.objects.first().from_date)["accept"] == 120
    )
    assert chair.post("/settings/casework/street_light/", sent | {"name": "抢走"}).status_code == 403
    assert chair.post("/settings/casework/templates/", {"title": "收到", "text": "马上去看"}).status_code == 302
    template = AnswerTemplate.objects.get()
    assert template.community == cast.here
    chair.post("/settings/casework/templates/", {"forget": template.pk})
    assert not AnswerTemplate.objects.exists()


def test_a_chair_asks_something_with_an_own_category_and_ends_it(cast, now, visit):
    add_category(HOUSE, key="ours", name="广场舞", good="ethos", community=cast.here, now=now)
    chair, resident = visit("chair"), visit("resident")
    told = {
        "text": "几点？",
        "datatype": "singlevaluelist",
        "values": "早上 | morning\n晚上",
        "position": "0",
        "is_asked": "on",
    }
    assert chair.post("/settings/casework/ours/questions/", told).status_code == 302
    asked = Category.objects.get(key="ours").questions.get()
    assert asked.values == [
        {"key": "v1", "name": "早上", "name_en": "morning"},
        {"key": "v2", "name": "晚上", "name_en": ""},
    ]
    assert "几点？" in resident.get("/report/").content.decode()
    case = report_case(
        cast.resident, community=cast.here, category=asked.category, text="吵", answers={asked.code: "v2"}, now=now
    ).case

    assert (
        "A list needs its values"
        in chair.post(f"/settings/casework/ours/questions/{asked.code}/", told | {"values": " "}).content.decode()
    )
    ended = {key: value for key, value in told.items() if key != "is_asked"} | {"values": "晚上\n早上\n整天"}
    assert chair.post(f"/settings/casework/ours/questions/{asked.code}/", ended).status_code == 302
    asked.refresh_from_db()
    assert [v["key"] for v in asked.values] == ["v2", "v1", "v3"]
    assert "几点？" not in resident.get("/report/").content.decode()
    assert answered_questions(case) == [("几点？", "晚上")]


def test_a_chair_asks_nothing_with_a_category_of_all(cast, now):
    with pytest.raises(NotYours):
        keep_question(cast.chair, cast.light, datatype="string", text="灯杆号", now=now)


def test_two_questions_that_sound_alike_have_codes_of_their_own(cast, now):
    codes = [
        keep_question(HOUSE, cast.light, datatype="string", text=text, now=now).code for text in ("灯号", "等好", "？")
    ]
    assert codes == ["deng-hao", "deng-hao-2", "question"]
