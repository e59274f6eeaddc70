"""Pasted chats: every line becomes a draft or is shown as left out; nobody is sent to the wrong stairs."""

import pytest

from linli.base.actors import HOUSE
from linli.casework.chat import read_chat
from linli.casework.models import Case, Reporter
from linli.places.actions.tree import add_building
from linli.places.models import Building
from linli.records.addresses import building_in_words

MIXED = """王阿姨 08:12
3栋楼道灯坏了
李叔 08:15
井盖松
#接龙
1. 木棉 两个人
2. 老陈：5栋水管漏
   从昨晚开始
   没人管

陈大爷 21:03
我家门口井盖松了，车一压就响
[图片]
晚上睡不着
赵姐 21:04
收到"""


@pytest.mark.once
def test_lists_and_messages_stand_side_by_side_and_keep_their_details():
    chat = read_chat(MIXED)
    assert [(d.name, d.text) for d in chat.drafts] == [
        ("王阿姨", "3栋楼道灯坏了"),
        ("李叔", "井盖松"),
        ("", "木棉 两个人"),
        ("老陈", "5栋水管漏\n从昨晚开始\n没人管"),
        ("陈大爷", "我家门口井盖松了，车一压就响\n晚上睡不着"),
    ]
    assert chat.left_out == ["#接龙", "[图片]", "赵姐 21:04", "收到"]


@pytest.mark.once
@pytest.mark.parametrize(
    "pasted",
    [
        MIXED,
        "1、3栋灯坏\n2、井盖松\n\n陈大爷 21:03\n我家门口井盖松了",
        "今天21:00 停水吗\n晚上10:30还在装修",
        "3.5米的树倒了\n12:30 王阿姨\n+1",
    ],
)
def test_every_line_is_in_a_draft_or_shown(pasted):
    chat = read_chat(pasted)
    shown = "\n".join([*(f"{d.name} {d.text}" for d in chat.drafts), *chat.left_out, *chat.rest])
    marks = [line.strip(" 1234567890.、#：:") for line in pasted.splitlines() if line.strip()]
    assert not [mark for mark in marks if mark.replace("老陈：", "") not in shown]


@pytest.mark.once
@pytest.mark.parametrize(
    ("pasted", "texts", "left"),
    [
        ("陈大爷 21:03\n灯坏了\n李叔 21:04\n灯坏了", ["灯坏了", "灯坏了"], 0),  # two people, two requests
        ("井盖松", ["井盖松"], 0),
        ("1、3栋灯坏\n2、井盖松\n\n陈大爷 21:03\n我家门口井盖松了", ["3栋灯坏", "井盖松", "我家门口井盖松了"], 0),
        ("李姐 9:10\n3栋漏水\n\n四楼也漏", ["3栋漏水\n四楼也漏"], 0),  # a message may hold an empty line
        ("3.5米的树倒了", ["3.5米的树倒了"], 0),
        ("晚上10:30还在装修", ["晚上10:30还在装修"], 0),
        ("+1\n收到\n👍", [], 3),
        ("", [], 0),
    ],
)
def test_what_is_read_and_what_is_left_out(pasted, texts, left):
    chat = read_chat(pasted)
    assert ([d.text for d in chat.drafts], len(chat.left_out)) == (texts, left)


@pytest.mark.once
@pytest.mark.parametrize("count", [50, 51, 120])
def test_what_comes_after_the_fiftieth_is_kept_for_the_next_page(count):
    chat = read_chat("\n".join(f"{n}、{n}栋灯坏" for n in range(1, count + 1)))
    assert len(chat.drafts) == 50
    assert len(chat.rest) == count - 50


@pytest.mark.once
@pytest.mark.parametrize(
    "pasted", ["老陈13800138020 21:03\n灯坏了", "1. 老陈138-0013-8020：灯坏了", "老陈13800138020：灯坏了"]
)
def test_a_telephone_in_the_name_is_the_telephone(pasted):
    (draft,) = read_chat(pasted).drafts
    assert (draft.name, draft.telephone, draft.text) == ("老陈", "13800138020", "灯坏了")


HOUSES = [
    (1, "广重一街", "1栋"),
    (2, "广重一街", "3栋"),
    (3, "广重一街", "11栋"),
    (4, "广重二街", "3栋"),
    (5, "广重二街", "11栋"),
    (6, "广重一街", "5栋"),
]


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("广重二街11栋楼道灯坏了", 5),
        ("广重一街11栋楼道灯坏了", 3),
        ("广重 一街 1 栋漏水", 1),
        ("广重二街3幢灯坏", 4),
        ("广重二街十一栋灯坏", 5),
        ("1栋灯坏了", 1),
        ("我家5栋灯坏了", 6),
        ("3栋灯坏了", None),  # two roads have it
        ("11栋灯坏了", None),
        ("21栋灯坏了", None),
        ("广重二街5栋灯坏了", None),  # never the other road's
        ("广重二街1栋灯坏了", None),
        ("工业大道旁5栋灯坏了", None),
        ("广重一街1栋和广重二街3栋都停水", None),
        ("灯坏了", None),
    ],
)
def test_a_building_is_chosen_only_where_the_words_name_one(words, found):
    houses = [Building(pk=key, road=road, name=name) for key, road, name in HOUSES]
    assert building_in_words(houses, words) == found


def forms(page, **changes):
    """What the draft page would send."""
    found = page.context["drafts"]
    rows = {name: value for form in found for name, value in ((b.html_name, b.value()) for b in form)}
    rows = {name: value for name, value in rows.items() if value not in (None, False, "")}
    return (
        rows
        | {"form-TOTAL_FORMS": len(found), "form-INITIAL_FORMS": len(found), "rest": page.context["rest"]}
        | changes
    )


def test_what_is_left_out_can_be_taken_and_what_is_not_marked_is_not_asked_about(cast, visit, now):
    add_building(HOUSE, cast.here, name="3栋", road="广重二街", floors=8, has_lift=False, now=now)
    worker = visit("worker")
    page = worker.post("/desk/drafts/", {"pasted": "老陈13800138020 21:03\n广重二街3栋路灯坏了\n小陈 21:04\n+1"})
    assert "2 lines were not read as requests" in page.content.decode()
    assert worker.post("/desk/drafts/", forms(page)).status_code == 302  # the unmarked one lacks a category
    case = Case.objects.get()
    assert (case.building.road, Reporter.objects.get().telephone) == ("广重二街", "13800138020")
    taken = {"form-2-keep": "on", "form-2-category": "street_light", "form-0-keep": ""}
    assert worker.post("/desk/drafts/", forms(page, **taken)).status_code == 302
    assert Case.objects.count() == 2


def test_a_marked_draft_that_lacks_something_is_said_at_the_top_and_nothing_is_stored(visit):
    worker = visit("worker")
    page = worker.post("/desk/drafts/", {"pasted": "1、某件很怪的事情\n2、路灯坏了"})
    again = worker.post("/desk/drafts/", forms(page, **{"form-0-category": ""}))
    assert "1 marked draft still lacks something." in again.content.decode()
    assert not Case.objects.exists()


def test_more_than_fifty_are_shown_next(visit):
    worker = visit("worker")
    page = worker.post("/desk/drafts/", {"pasted": "\n".join(f"{n}、路灯{n}坏了" for n in range(1, 53))})
    assert "2 more lines come after these" in page.content.decode()
    following = worker.post("/desk/drafts/", forms(page))
    assert "路灯52坏了" in following.content.decode()
    assert Case.objects.count() == 50
