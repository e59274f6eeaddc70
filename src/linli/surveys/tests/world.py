"""Surveys at each step that an address can name."""

from typing import Any

from linli.surveys import actions

from .conftest import Asking


def world(cast: Any, now: Any) -> dict[str, Any]:
    asking = Asking(cast, now)
    draft = asking.drafted(languages=["en"], title="演示：草稿")
    first = asking.usual(draft)[0]
    named = asking.answered(is_anonymous=False, title="演示：记名")
    codes = asking.opened(way="codes", title="演示：凭码")
    actions.print_codes(cast.worker, codes, 3, now=now)
    closed = asking.closed(title="演示：整理中")
    published = asking.published(title="演示：已公布")
    asking.found(published)
    waiting = asking.found(closed, "演示：公园没有灯。")
    withheld = actions.withhold_results(
        cast.worker, asking.closed(title="演示：不公布"), why="只有很少的人回答。", now=now
    )
    return {
        "survey_draft": draft.pk,
        "survey_draft_question": first.pk,
        "survey_named": named.pk,
        "survey_codes": codes.pk,
        "survey_open": asking.answered().pk,
        "survey_closed": closed.pk,
        "survey_wish": closed.questions.last().pk,
        "survey_published": published.pk,
        "survey_withheld": withheld.pk,
        "survey_finding": waiting.pk,
        "survey_first": closed.questions.all()[0].pk,
        "survey_second": closed.questions.all()[1].pk,
    }


PAGES = {
    None: (
        "/surveys/",
        "/surveys/?state=over",
        "/surveys/{survey_open}/",
        "/surveys/{survey_codes}/",
        "/surveys/{survey_named}/",
        "/surveys/{survey_open}/thanks/",
        "/surveys/{survey_published}/",
        "/surveys/{survey_published}/results/",
        "/surveys/{survey_withheld}/",
    ),
    "worker": (
        "/desk/surveys/",
        "/desk/surveys/new/",
        "/desk/surveys/{survey_draft}/",
        "/desk/surveys/{survey_draft}/plan/",
        "/desk/surveys/{survey_draft}/questions/new/",
        "/desk/surveys/{survey_draft}/words/en/",
        "/desk/surveys/{survey_open}/",
        "/desk/surveys/{survey_open}/enter/",
        "/desk/surveys/{survey_open}/telephone/",
        "/desk/surveys/{survey_codes}/slips/",
        "/desk/surveys/{survey_closed}/results/",
        "/desk/surveys/{survey_closed}/cross/?first={survey_first}&second={survey_second}",
        "/desk/surveys/{survey_closed}/texts/{survey_wish}/",
        "/desk/surveys/{survey_named}/names/",
    ),
    "chair": ("/desk/surveys/{survey_published}/results/",),
}
LISTS = [
    (None, "/surveys/"),
    (None, "/surveys/{survey_published}/results/"),
    ("worker", "/desk/surveys/"),
    ("worker", "/desk/surveys/{survey_open}/"),
    ("worker", "/desk/surveys/{survey_closed}/results/"),
    ("worker", "/desk/surveys/{survey_closed}/texts/{survey_wish}/"),
]
