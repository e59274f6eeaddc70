"""The JSON API: the story by programme, who may what, every refusal in one shape, and a stranger's tries at all of it."""

import json
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import Phase, given
from hypothesis import settings as sized
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from tests.thorough import IS_THOROUGH

from linli.base.tests.calling import V1, read, send
from linli.casework.actions.handling import accept_case, answer_case, assign_case, note_case
from linli.casework.actions.receiving import report_case
from linli.casework.deeds import DEEDS
from linli.casework.models import Case, WhistleCall
from linli.site.api import api

FEW = sized(max_examples=20 if IS_THOROUGH else 2, phases=[Phase.generate])
OVERTAKEN = {
    "accept": {},
    "start": {},
    "hands": {},
    "show": {},
    "answer": {"text": "好"},
    "ask": {"text": "哪里？"},
    "extend": {"text": "等零件", "days": 2},
    "resolve": {"text": "好", "outcome": "solved"},
    "follow_up": {"text": "好", "was_kept": True},
    "decline": {"text": "不归我们管"},
    "reopen": {"text": "又坏了"},
    "hide": {"text": "有人名"},
    "recategorise": {"category": "carry"},
    "merge": {"into": "other"},
    "whistle": {"text": "请来", "organisations": ["works"]},
    "wall": {"text": "是他家", "person": "chair"},
    "assign": {"person": "chair"},
}
"""Each deed that could overwrite what somebody else did, with what is sent."""
LAMP = "3栋路灯不亮，电话13800138000"


def test_the_story_goes_by_programme(cast, visit):
    anyone, worker, officer = visit(), visit("worker"), visit("department_officer")
    status, given = send(
        anyone, "/cases", community="jia", category="street_light", text=LAMP, building=cast.building.pk
    )
    assert status == 201
    key, code = given["id"], given["code"]
    assert "13800138000" not in read(anyone, f"/cases/{key}")[1]["text"]
    assert read(worker, "/desk")[1]["cases"][0]["text"] == LAMP
    assert send(worker, f"/desk/cases/{key}/accept", seen=1)[1]["state"] == "accepted"
    version = read(worker, f"/cases/{key}")[1]["version"]
    status, told = send(worker, f"/desk/cases/{key}/whistle", seen=version, text="请修", organisations=[cast.works.pk])
    assert (status, told["calls"][0]["state"]) == (200, "waiting")
    call = WhistleCall.objects.get().pk
    assert read(officer, "/whistles")[1][0]["id"] == call
    assert (
        send(officer, f"/whistles/{call}/report", who="照明科", what="换线", by_date="2026-11-25")[1]["state"]
        == "reported"
    )
    assert (
        send(worker, f"/desk/cases/{key}/resolve", seen=told["version"] + 1, text="修好了", outcome="solved")[1][
            "state"
        ]
        == "resolved"
    )
    assert read(anyone, f"/tracked/{key}/{code}")[1]["can"]
    assert send(anyone, f"/tracked/{key}/{code}/rating", is_solved=True, stars=5)[1]["state"] == "closed"


def test_the_same_submission_is_received_once(cast, visit):
    sent = {
        "community": "jia",
        "category": "street_light",
        "text": "灯",
        "submission": "0f8fad5b-d9cb-469f-a165-70867728950e",
    }
    first, second = (send(visit(), "/cases", **sent) for _time in range(2))
    assert first == second
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "body", "status", "field"),
    [
        ("/cases", {"community": "jia"}, 422, "category"),
        ("/cases", {"community": "nowhere", "category": "x", "text": "x"}, 404, None),
        ("/cases", {"community": "jia", "category": "street_light", "text": "x", "telephone": "abc"}, 422, "telephone"),
        ("/cases", {"community": "jia", "category": "street_light", "text": "x", "latitude": 1}, 422, "latitude"),
        ("/cases", {"community": "jia", "category": "street_light", "text": "x", "more": 1}, 422, "more"),
        ("/desk/cases/1/accept", {"seen": 1}, 404, None),
        ("/tracked/1/AAAA/reply", {"text": "x"}, 404, None),
    ],
)
def test_what_is_wrong_is_said_in_one_shape(cast, visit, path, body, status, field):
    got, problem = send(visit(), path, **body)
    assert (got, problem["code"], problem["field"]) == (status, status, field)
    assert problem["message"]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "field"),
    [
        ("get", "/cases?wher=jia", {}, 422, "wher"),
        ("get", "/cases?state=lost", {}, 422, "state"),
        ("get", "/cases?since=12", {}, 422, "since"),
        ("get", "/cases/nothing", {}, 404, None),
        ("get", "/nowhere", {}, 404, None),
        ("delete", "/cases", {}, 405, None),
        ("post", "/cases", {"data": "a=b", "content_type": "text/plain"}, 415, None),
        ("get", "/desk", {}, 403, None),
        ("post", "/cases", {"data": "[]", "content_type": "application/json"}, 422, None),
        ("post", "/cases", {"data": '"' + "x" * 3_000_000 + '"', "content_type": "application/json"}, 413, None),
    ],
)
def test_every_refusal_has_one_shape(cast, visit, method, path, more, status, field):
    answer = getattr(visit(), method)(V1 + path, **more)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["field"]) == (status, status, field)
    assert set(problem) == {"code", "message", "field"}
    assert problem["message"].endswith(".")


def test_what_is_no_json_is_a_sentence_in_the_readers_language(cast, visit):
    answer = visit(language="zh-hans").post(f"{V1}/cases", "{", content_type="application/json")
    assert (answer.status_code, answer.json()["message"]) == (400, "发送的内容不是有效的 JSON。")


def test_another_site_cannot_write_in_somebodys_name(cast, visit, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    worker = visit("worker")
    worker.handler.enforce_csrf_checks = True
    assert send(worker, f"/desk/cases/{case.pk}/accept", seen=1)[0] == 403
    worker.get("/report/?c=jia")
    worker.defaults["HTTP_X_CSRFTOKEN"] = worker.cookies["csrftoken"].value
    assert send(worker, f"/desk/cases/{case.pk}/accept", seen=1)[0] == 200


def test_who_was_overtaken_is_told_what_happened_since(cast, visit, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    read_at = case.version
    answer_case(cast.chair, case, text="今天派人看", now=now)
    note_case(cast.chair, case, text="电工在休假", now=now)
    status, conflict = send(visit("worker"), f"/desk/cases/{case.pk}/extend", seen=read_at, days=2, text="等零件")
    assert (status, conflict["code"], conflict["field"]) == (409, 409, "seen")
    assert conflict["version"] == Case.objects.get().version
    assert [(c["key"], c["words"]) for c in conflict["changes"]] == [
        ("casework.case.accepted", ""),
        ("casework.case.answered", "今天派人看"),
        ("casework.case.noted", "电工在休假"),
    ]


def test_notes_among_staff_are_not_told_to_who_lends_a_hand(cast, visit, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    assign_case(cast.worker, case, person_id=cast.keys["volunteer"], now=now)
    note_case(cast.worker, case, text="家里有病人", now=now)
    status, conflict = send(visit("volunteer"), f"/desk/cases/{case.pk}/start", seen=1)
    assert status == 409
    assert "家里有病人" not in str(conflict)


@pytest.mark.parametrize(("verb", "body"), OVERTAKEN.items())
def test_nothing_is_done_upon_a_version_that_is_gone(cast, visit, now, verb, body):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    other = report_case(cast.resident, community=cast.here, category=cast.light, text="也是灯", now=now).case
    known = {"works": cast.works.pk, "chair": cast.keys["chair"], "other": other.pk}
    sent = {name: known.get(value, value) for name, value in body.items() if not isinstance(value, list)}
    lists = {name: [known[v] for v in value] for name, value in body.items() if isinstance(value, list)}
    before = Case.objects.values().get(pk=case.pk)
    status, conflict = send(visit("worker"), f"/desk/cases/{case.pk}/{verb}", seen=7, **sent, **lists)
    assert (status, conflict["version"]) == (409, case.version)
    assert Case.objects.values().get(pk=case.pk) == before


def test_what_only_adds_words_asks_for_no_version(cast, visit, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    status, told = send(visit("worker"), f"/desk/cases/{case.pk}/note", text="周三有电工")
    assert (status, told["story"][-1]["words"]) == (200, "周三有电工")


def test_every_deed_of_the_work_page_can_be_done_by_programme():
    written = {path.rpartition("/")[2] for path in api.get_openapi_schema()["paths"] if "/desk/cases/" in path}
    assert written == {*DEEDS, "assign", "helpers"}


def test_operations_have_names_of_their_own():
    names = [o["operationId"] for methods in api.get_openapi_schema()["paths"].values() for o in methods.values()]
    assert len(names) == len(set(names))


def test_who_may_no_longer_see_it_gets_an_empty_answer(cast, visit, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="不止是灯的事", now=now).case
    body = json.dumps({"seen": case.version, "category": "violence"})
    answer = visit("worker").post(f"{V1}/desk/cases/{case.pk}/recategorise", body, content_type="application/json")
    assert (answer.status_code, answer.content) == (204, b"")
    assert read(visit("worker"), f"/cases/{case.pk}")[0] == 404


def test_helpers_are_whom_it_can_be_given_to(cast, visit, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    worker = visit("worker")
    found = read(worker, f"/desk/cases/{case.pk}/helpers")[1]
    assert cast.keys["volunteer"] in {p["id"] for p in found["people"]}
    assert cast.works.pk in {o["id"] for o in found["offices"]}
    manager = found["organisations"][0]["id"]
    assert (
        send(worker, f"/desk/cases/{case.pk}/assign", seen=case.version, organisation=manager)[1]["state"] == "accepted"
    )


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("assign", {}, "person"),
        ("assign", {"person": "stranger"}, "person"),
        ("assign", {"organisation": "works"}, "organisation"),
        ("resolve", {"text": "好", "outcome": "promised"}, "promised_date"),
        ("resolve", {"text": "好", "outcome": "beyond"}, "beyond_whose"),
        ("hide", {"text": "长" * 300}, "text"),
        ("recategorise", {"category": "nothing"}, "category"),
        ("merge", {"into": "self"}, "into"),
        ("whistle", {"text": "请来", "organisations": ["office", "manager"]}, "organisations"),
    ],
)
def test_the_field_of_a_refusal_is_one_that_was_sent(cast, visit, now, verb, body, field):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯", now=now).case
    accept_case(cast.worker, case, now=now)
    known = {"stranger": cast.keys["stranger"], "works": cast.works.pk, "self": case.pk}
    sent = {
        name: known.get(v, v) if isinstance(v, str) else [getattr(cast, o).pk for o in v] for name, v in body.items()
    }
    status, problem = send(visit("worker"), f"/desk/cases/{case.pk}/{verb}", seen=case.version + 1, **sent)
    assert (status, problem["code"], problem["field"]) == (422, 422, field)


def test_a_programme_with_a_key_that_is_not_known_is_refused(cast, visit):
    answer = visit().get(f"{V1}/cases", headers={"x-api-key": "made-up"})
    assert (answer.status_code, set(answer.json())) == (403, {"code", "message", "field"})


def test_a_confidential_case_is_for_those_named_alone(cast, visit, now):
    case = report_case(cast.neighbour, community=cast.here, category=cast.secret, text="保密的事", now=now).case
    assert read(visit("mediator"), f"/cases/{case.pk}")[0] == 200
    for who in (None, "resident", "worker", "street_officer", "auditor", "administrator"):
        assert read(visit(who), f"/cases/{case.pk}")[0] == 404
        assert "保密的事" not in visit(who).get(f"{V1}/cases?q=保密").content.decode()
        assert "保密的事" not in visit(who).get(f"{V1}/similar?community=jia&text=保密的事").content.decode()


def test_a_sign_that_nobody_types_is_refused_as_the_description_says(visit):
    answer = visit("worker").get(f"{V1}/my/cases?after=y%00")
    assert (answer.status_code, answer.json()["code"]) == (422, 422)


def test_lists_cost_the_same_for_three_and_for_thirty(cast, visit, now):
    worker = visit("worker")

    def cost(path):
        worker.get(V1 + path)
        with CaptureQueriesContext(connection) as asked:
            worker.get(V1 + path)
        return len(asked)

    paths = ("/cases", "/desk?tab=open", "/whistles", "/similar?community=jia&text=路灯", "/rates/category")
    report_case(cast.resident, community=cast.here, category=cast.light, text="路灯0", now=now)
    few = [cost(p) for p in paths]
    for n in range(30):
        report_case(cast.resident, community=cast.here, category=cast.light, text=f"路灯{n}", now=now)
    assert [cost(p) for p in paths] == few
    assert max(few) <= 12


def test_the_page_for_people_lists_every_operation(cast, visit):
    page = visit().get("/api/").content.decode()
    assert all(path.split("/api/v1")[-1] in page for path in api.get_openapi_schema()["paths"])


@pytest.mark.once
def test_the_written_description_is_that_of_the_code():
    from django.utils.translation import override

    written = Path(__file__).parents[4] / "docs" / "openapi.json"
    with override("en"):
        now = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    assert json.loads(written.read_text(encoding="utf-8")) == now, "run script/openapi"


@pytest.mark.once
@pytest.mark.parametrize(
    ("who", "modes", "expected"),
    [(None, [GenerationMode.POSITIVE], {200, 404}), ("worker", list(GenerationMode), {200, 404, 422})],
)
def test_whatever_a_stranger_sends_is_answered_as_described(cast, visit, now, who, modes, expected, settings):
    settings.LIMITS = False
    report_case(cast.resident, community=cast.here, category=cast.light, text="路灯", now=now)
    browser = visit(who)
    browser.get("/report/?c=jia")
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    headers = {"X-CSRFToken": cookies.get("csrftoken", "")}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in schema.get_all_operations()]
    tried = Counter(status for one in operations for mode in modes for status in _try(one, mode, cookies, headers))
    assert sum(tried.values()) > len(operations)
    assert expected <= tried.keys()


def _try(operation, mode, cookies, headers) -> list[int]:
    """A few requests, good or bad, always the same ones; the statuses that came back."""
    statuses: list[int] = []

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case) -> None:
        statuses.append(case.call_and_validate(cookies=cookies, headers=headers).status_code)

    with suppress(Unsatisfiable):  # nothing can be wrong with a request that has no parts
        answered()
    return statuses
