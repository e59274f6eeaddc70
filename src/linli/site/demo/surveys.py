"""Surveys of the home community: one that can be answered now, one whose results are published and whose finding became a topic."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.base.actors import Actor
from linli.deliberation.models import Topic
from linli.journeys.finding_to_topic import finding_to_topic
from linli.surveys import actions
from linli.surveys.actions import Plan, Sheet, Wording
from linli.surveys.models import Question, Survey
from linli.surveys.paths import Value

from .persons import Persons
from .places import Places

DAY = timedelta(days=1)
SAID = (
    "晚上没有灯，看不清路。（演示）",
    "长椅少，走累了没处坐。（演示）",
    "希望有个避雨的亭子。（演示）",
    "孩子和狗挤在一起，不放心。（演示）",
    "厕所太远。（演示）",
    "早上音乐声太大。（演示）",
    "健身器材坏了两个。（演示）",
)
ENGLISH = {
    "title": "The small park: what is missing? (demonstration)",
    "purpose": "We want to know how the small park is used, and what should be mended first.",
    "use": "The committee decides by it what is mended first next year, and says here what becomes of it.",
}
OPTIONS_IN_ENGLISH = (
    ("How often do you go to the small park?", ("nearly every day", "every week", "seldom", "never")),
    ("How content are you with it?", ("not at all", "very much")),
    ("What is missing most?", ("light", "benches", "a roof against rain", "equipment for exercise", "a toilet")),
    ("Why do you not go there?", ("too far", "no time", "I do not feel safe there")),
    ("How old are you?", ()),
    ("What else should we know?", ()),
)


def ask_around(places: Places, persons: Persons, *, now: datetime) -> None:
    """Everything as people would have done it, on the days on which they would have."""
    _published(places, persons, now - 60 * DAY)
    _running(places, persons, now - 3 * DAY)


def _published(places: Places, persons: Persons, then: datetime) -> None:
    worker, chair = persons.actor("worker", then), persons.actor("chair", then)
    plan = Plan(
        "小公园缺什么（演示）",
        "想知道大家怎么用小公园，先修什么最要紧。",
        "居委会据此决定明年先修什么，并在这里说明结果。",
        localdate(then),
        localdate(then + 14 * DAY),
        languages=["en"],
    )
    survey = actions.draft_survey(worker, places.home, plan, now=then)
    questions = _park(worker, survey, then)
    _in_english(worker, survey, questions, then)
    actions.open_survey(worker, survey, now=then)
    for place in range(60):
        channel = ("web", "qr", "qr", "paper", "qr", "telephone")[place % 6]
        by = worker if channel in {"paper", "telephone"} else Actor()
        actions.answer_survey(by, survey, Sheet(_sheet(questions, place), channel), now=then + (place % 12) * DAY)
    for words in list(questions[5].words.order_by("pk"))[:3]:
        actions.quote_words(worker, words, is_quoted=True, now=then + 15 * DAY)
    actions.close_survey(worker, survey, now=then + 15 * DAY)
    finding = actions.write_finding(
        worker, survey, text="去小公园的人里，过半说最缺的是灯。", questions=[questions[2].pk], now=then + 20 * DAY
    )
    actions.publish_results(chair, survey, crosses=[(questions[0].pk, questions[2].pk)], now=then + 20 * DAY)
    _to_topic(chair, finding, then + 22 * DAY)


def _to_topic(chair: Actor, finding: object, then: datetime) -> Topic:
    return finding_to_topic(
        chair,
        finding,  # type: ignore[arg-type]
        title="小公园的灯装在哪里（演示）",
        now=then,
        about="调研里过半的人说小公园最缺灯。装几盏、装在哪里、几点关，一起商量。",
        wording="沿步道装六盏灯，晚上十点半关。",
    )


def _park(worker: Actor, survey: Survey, then: datetime) -> list[Question]:
    def ask(kind: str, text: str, *options: str, **more: object) -> Question:
        return actions.add_question(worker, survey, Wording(kind, text, options, **more), now=then)  # type: ignore[arg-type]

    often = ask("one", "您多久去一次小公园？", "几乎每天", "每周", "很少", "从来不去", section="小公园")
    content = ask("scale", "您对小公园满意吗？", "很不满意", "很满意", asked_if=often.pk, if_options=[1, 2, 3])
    lacks = ask(
        "one", "最缺的是什么？", "灯", "长椅", "避雨的地方", "健身器材", "厕所", asked_if=often.pk, if_options=[1, 2, 3]
    )
    never = ask(
        "several",
        "为什么不去？",
        "太远",
        "没时间",
        "觉得不安全",
        has_other=True,
        most=2,
        asked_if=often.pk,
        if_options=[4],
    )
    age = ask("number", "您的年龄？", is_required=False, help="只用来看各个年龄段的需要，可以不答。", section="关于您")
    return [often, content, lacks, never, age, ask("text", "还有什么想告诉我们的？", is_required=False)]


def _sheet(questions: list[Question], place: int) -> dict[int, Value]:
    """The answers of the invented neighbour with this number."""
    often, content, lacks, never, age, wish = (question.pk for question in questions)
    goes = 4 if place % 7 == 0 else (1, 1, 2, 2, 3)[place % 5]
    answers = {often: Value((goes,)), age: Value(number=18 + (place * 29) % 68)}
    if place % 8 == 0:
        answers[wish] = Value(text=SAID[place // 8 % len(SAID)])
    if goes == 4:
        return answers | {never: Value((1 + place % 3,))}
    most = 1 if place % 9 < 5 else (2, 3, 4, 5)[place % 4]
    return answers | {
        content: Value(((2, 3, 3, 4, 5)[(place * 3) % 5] - (most == 1 and place % 3 == 0),)),
        lacks: Value((most,)),
    }


def _in_english(worker: Actor, survey: Survey, questions: list[Question], then: datetime) -> None:
    texts = dict(ENGLISH)
    for question, (text, options) in zip(questions, OPTIONS_IN_ENGLISH, strict=True):
        texts[f"q{question.pk}.text"] = text
        texts |= {f"q{question.pk}.{number}": label for number, label in enumerate(options, start=1)}
    texts |= {f"q{questions[0].pk}.section": "The small park", f"q{questions[4].pk}.section": "About you"}
    texts[f"q{questions[4].pk}.help"] = "Only to see what each age needs. You can leave it out."
    actions.translate_survey(worker, survey, "en", texts, now=then)


def _running(places: Places, persons: Persons, then: datetime) -> None:
    worker = persons.actor("worker", then)
    plan = Plan(
        "垃圾投放点的开放时间（演示）",
        "有人说早上七点半关得太早，有人说晚上气味大。想听听大家的作息。",
        "据此调整开放时间，试行一个月再问一次。",
        localdate(then),
        localdate(then + 21 * DAY),
        languages=["en"],
    )
    survey = actions.draft_survey(worker, places.home, plan, now=then)

    def ask(kind: str, text: str, *options: str, **more: object) -> Question:
        return actions.add_question(worker, survey, Wording(kind, text, options, **more), now=then)  # type: ignore[arg-type]

    when = ask(
        "several",
        "您一般什么时候扔垃圾？",
        "早上七点前",
        "早上七点到九点",
        "中午",
        "傍晚六点到八点",
        "晚上八点以后",
        most=2,
    )
    fits = ask("one", "现在的开放时间合适吗？", "合适", "早上太早关", "晚上太早关", has_other=True)
    smell = ask("scale", "投放点的气味打扰您吗？", "完全没有", "非常打扰")
    wish = ask("text", "您有什么主意？", is_required=False, asked_if=fits.pk, if_options=[2, 3, 4])
    texts = {
        "title": "When the refuse point is open (demonstration)",
        "purpose": "Some say it closes too early in the morning, others that it smells in the evening. We want to know when people come.",
        "use": "The hours are changed by it, tried for a month, and we ask again.",
        f"q{when.pk}.text": "When do you usually bring refuse?",
        f"q{when.pk}.1": "before seven",
        f"q{when.pk}.2": "seven to nine",
        f"q{when.pk}.3": "at noon",
        f"q{when.pk}.4": "six to eight in the evening",
        f"q{when.pk}.5": "after eight in the evening",
        f"q{fits.pk}.text": "Do the hours suit you?",
        f"q{fits.pk}.1": "yes",
        f"q{fits.pk}.2": "it closes too early in the morning",
        f"q{fits.pk}.3": "it closes too early in the evening",
        f"q{smell.pk}.text": "Does the smell disturb you?",
        f"q{smell.pk}.1": "not at all",
        f"q{smell.pk}.2": "very much",
        f"q{wish.pk}.text": "What would you do?",
    }
    actions.translate_survey(worker, survey, "en", texts, now=then)
    actions.open_survey(worker, survey, now=then)
    for place in range(14):
        answers = {
            when.pk: Value((1 + place % 5,)),
            fits.pk: Value((1 + place % 3,)),
            smell.pk: Value((1 + place % 5,)),
        }
        actions.answer_survey(Actor(), survey, Sheet(answers, "qr"), now=then + DAY)
