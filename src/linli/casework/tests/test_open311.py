"""Open311 GeoReport v2 as a programme outside sees it: every call in both formats, the empty and the wrong ones too."""

import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from linli.base.actors import HOUSE
from linli.base.limits import Limit, take
from linli.casework.actions import handling, merging, receiving, resolving
from linli.casework.actions.questions import keep_question
from linli.casework.actions.setup import add_category
from linli.casework.api.open311.render import as_xml
from linli.casework.models import Case, Reporter
from linli.people.actions import end_programme, register_programme

API = "/open311/v2"
W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
REQUEST_PARTS = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
]


@pytest.fixture
def ask(cast, client, clock):
    """GET an address in the community `jia`, and read the JSON."""

    def get(path: str, expected: int = 200, /, **given):
        response = client.get(f"{API}/{path}", {"jurisdiction_id": "jia"} | given)
        assert response.status_code == expected, response.content.decode()
        assert response["Content-Type"] == "application/json; charset=utf-8"
        return json.loads(response.content)

    return get


@pytest.fixture
def ask_xml(cast, client, clock):
    """The same in XML."""

    def get(path: str, expected: int = 200, /, **given):
        response = client.get(f"{API}/{path}", {"jurisdiction_id": "jia"} | given)
        assert response.status_code == expected, response.content.decode()
        return read_xml(response)

    return get


@pytest.fixture
def clock(now):
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def key(cast, now) -> str:
    return register_programme(HOUSE, name="某市民热线", division=cast.county, now=now)[1]


@pytest.fixture
def send(cast, client, key, clock, settings, tmp_path):
    """POST a request in the community `jia`, and read the JSON; None takes a parameter away."""
    settings.MEDIA_ROOT = tmp_path

    def post(expected: int = 200, path: str = "requests.json", /, **given):
        form = {
            "api_key": key,
            "jurisdiction_id": "jia",
            "service_code": "street_light",
            "address_string": "三栋门口",
            "description": "路灯坏了",
        } | given
        response = client.post(f"{API}/{path}", {name: v for name, v in form.items() if v is not None})
        assert response.status_code == expected, response.content.decode()
        return json.loads(response.content) if path.endswith("json") else read_xml(response)

    return post


def read_xml(response) -> ET.Element:
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
    return ET.fromstring(response.content)  # noqa: S314  our own answer


def report(cast, now, **more) -> Case:
    given = {"community": cast.here, "category": cast.light, "text": "三栋门口的路灯坏了两天", "now": now}
    return receiving.report_case(cast.resident, **given | more).case


def report_at(cast, now, at) -> Case:
    """A request from before the community was opened here."""
    case = report(cast, now)
    Case.objects.filter(pk=case.pk).update(reported_at=at)
    return case


def picture(colour: str = "red") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return SimpleUploadedFile("a.png", data.getvalue(), "image/png")


def ids(rows) -> list[int]:
    return [int(row["service_request_id"]) for row in rows]


# Discovery


def test_discovery_names_the_endpoint_its_formats_and_whom_to_ask(ask, ask_xml):
    told = ask("discovery.json")
    (endpoint,) = told["endpoints"]
    assert endpoint == {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": "http://testserver/open311/v2",
        "changeset": told["changeset"],
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    assert W3C.fullmatch(told["changeset"])
    assert told["contact"]
    assert told["key_service"]
    tree = ask_xml("discovery.xml")
    assert [f.text for f in tree.findall("endpoints/endpoint/formats/format")] == endpoint["formats"]
    assert [part.tag for part in tree] == list(told)


def test_the_changeset_moves_when_a_question_is_added_and_not_before(cast, client, now):
    def changeset(hours: int) -> str:
        with time_machine.travel(now + timedelta(hours=hours), tick=False):
            return client.get(f"{API}/discovery.json").json()["changeset"]

    first, second = changeset(1), changeset(2)
    keep_question(HOUSE, cast.light, code="pole", datatype="string", text="灯杆编号", now=now)
    assert first == second < changeset(3)


# Services


def test_services_are_the_categories_that_everybody_may_know(ask, ask_xml):
    light, carry = ask("services.json")
    assert light == {
        "service_code": "street_light",
        "service_name": "路灯",
        "description": "路灯",
        "metadata": False,
        "type": "realtime",
        "keywords": "灯不亮, 街灯坏了",
        "group": light["group"],
    }
    assert light["group"]
    assert carry["service_code"] == "carry"
    tree = ask_xml("services.xml")
    assert tree.tag == "services"
    assert [s.findtext("service_code") for s in tree.findall("service")] == ["street_light", "carry"]
    assert [part.tag for part in tree[0]] == list(light)
    assert tree[0].findtext("metadata") == "false"


def test_a_service_speaks_the_language_of_who_asks(cast, client):
    answer = client.get(f"{API}/services.json?jurisdiction_id=jia", headers={"accept-language": "en"})
    assert answer.json()[0]["service_name"] == "Street light"


def test_a_category_of_another_community_is_no_service_here(ask, cast, now):
    add_category(HOUSE, key="pond", name="池塘", good="environment", community=cast.there, now=now)
    assert "pond" not in [s["service_code"] for s in ask("services.json")]
    assert "pond" in [s["service_code"] for s in ask("services.json", jurisdiction_id="yi")]


def test_a_definition_lists_every_kind_of_attribute_in_order(ask, ask_xml, cast, now):
    choices = [{"key": "a", "name": "甲", "name_en": "A"}, {"key": "b", "name": "乙"}]
    kinds = {
        "string": (),
        "number": (),
        "datetime": (),
        "text": (),
        "singlevaluelist": choices,
        "multivaluelist": choices,
    }
    for place, (kind, values) in enumerate(kinds.items()):
        keep_question(
            HOUSE,
            cast.light,
            code=f"q-{kind}",
            datatype=kind,
            text=f"问{kind}",
            is_required=kind == "number",
            values=values,
            position=place,
            now=now,
        )
    keep_question(
        HOUSE, cast.light, code="note", datatype="text", text="请勿触碰灯杆", is_variable=False, position=9, now=now
    )
    told = ask("services/street_light.json")
    assert told["service_code"] == "street_light"
    assert [a["datatype"] for a in told["attributes"]] == [*kinds, "text"]
    assert [a["order"] for a in told["attributes"]] == [1, 2, 3, 4, 5, 6, 7]
    assert [a["required"] for a in told["attributes"]] == [False, True, False, False, False, False, False]
    assert [a["variable"] for a in told["attributes"]] == [True] * 6 + [False]
    assert told["attributes"][4]["values"] == [{"key": "a", "name": "甲"}, {"key": "b", "name": "乙"}]
    assert told["attributes"][0]["values"] == []
    assert all(a["datatype_description"] and a["description"] for a in told["attributes"])
    assert ask("services.json")[0]["metadata"] is True
    tree = ask_xml("services/street_light.xml")
    assert tree.tag == "service_definition"
    assert tree.findtext("attributes/attribute[5]/values/value[2]/name") == "乙"
    assert [part.tag for part in tree.find("attributes/attribute")] == list(told["attributes"][0])
    assert tree.findtext("attributes/attribute[2]/required") == "true"


def test_a_service_without_questions_has_an_empty_definition(ask, ask_xml):
    assert ask("services/carry.json") == {"service_code": "carry", "attributes": []}
    assert ask_xml("services/carry.xml").find("attributes") is not None


@pytest.mark.parametrize(("code", "status"), [("nothing", 404), ("violence", 404), ("%00", 400), ("", 400)])
def test_a_definition_is_refused_for_an_unknown_a_confidential_and_no_service(ask, ask_xml, code, status):
    assert ask(f"services/{code}.json", status)[0]["code"] == status
    assert ask_xml(f"services/{code}.xml", status).findtext("error/code") == str(status)


# Jurisdictions, formats, methods


@pytest.mark.parametrize("path", ["services", "services/street_light", "requests", "requests/1", "tokens/1-A"])
def test_the_jurisdiction_is_needed_where_several_are_served_and_must_be_known(ask, ask_xml, path):
    assert ask(f"{path}.json", 400, jurisdiction_id="")[0]["code"] == 400
    assert "jurisdiction_id" in ask_xml(f"{path}.xml", 404, jurisdiction_id="nowhere").findtext("error/description")


def test_the_only_community_needs_no_jurisdiction_and_a_wrong_one_is_still_wrong(ask, cast, now):
    cast.there.to_date = now.date()
    cast.there.save()
    assert ask("services.json", jurisdiction_id="") == ask("services.json")
    assert ask("services.json", 404, jurisdiction_id="x")[0]["code"] == 404


@pytest.mark.parametrize(
    "path",
    ["services.html", "services.JSON", "requests.csv", "requests/1.txt", "services", "x.xml", "", "services.json/"],
)
def test_what_is_not_an_address_gets_an_error_body(ask_xml, path):
    tree = ask_xml(path, 404)
    assert (tree.tag, tree[0].tag, [part.tag for part in tree[0]]) == ("errors", "error", ["code", "description"])


@pytest.mark.parametrize("path", ["discovery", "services", "services/carry", "requests/1", "tokens/1-A"])
def test_what_can_only_be_read_refuses_other_methods_with_an_error_body(cast, client, path):
    answer = client.post(f"{API}/{path}.json")
    assert (answer.status_code, answer["Allow"]) == (405, "HEAD, GET")
    assert answer.json()[0]["code"] == 405
    assert client.delete(f"{API}/requests.xml").status_code == 405


def test_head_is_answered_as_get(cast, client):
    assert client.head(f"{API}/services.json?jurisdiction_id=jia").status_code == 200


# Posting


def test_a_posted_request_is_a_case_and_can_be_asked_for(ask, send, cast):
    (told,) = send(
        lat="23.0812",
        long="113.2613",
        email="wang@example.org",
        first_name="小明",
        last_name="王",
        phone="13800138000",
        device_id="tt222111",
        account_id="123456",
        description="第一行\r\n第二行",
    )
    assert list(told) == ["service_request_id", "service_notice", "account_id"]
    assert told["account_id"] is None
    case, reporter = Case.objects.get(pk=told["service_request_id"]), Reporter.objects.get()
    assert (case.channel, case.community_id, case.text) == ("api", cast.here.pk, "第一行\n第二行")
    assert (reporter.name, reporter.telephone, reporter.email) == ("王小明", "13800138000", "wang@example.org")
    (shown,) = ask(f"requests/{case.pk}.json")
    assert list(shown) == REQUEST_PARTS
    assert (shown["description"], shown["status"], shown["lat"], shown["long"]) == (
        "第一行\n第二行",
        "open",
        23.0812,
        113.2613,
    )
    assert shown["address"].startswith("三栋门口, ")
    assert not {"王小明", "13800138000", "wang@example.org"} & set(map(str, shown.values()))


def test_a_posted_request_is_answered_in_xml(send):
    tree = send(200, "requests.xml")
    assert tree.tag == "service_requests"
    assert [part.tag for part in tree[0]] == ["service_request_id", "service_notice", "account_id"]
    assert int(tree.findtext("request/service_request_id")) == Case.objects.get().pk
    assert tree.find("request/account_id").text is None


def test_the_example_of_the_specification_is_received(ask, send):
    (told,) = send(
        service_code="street_light",
        lat="37.76524078",
        long="-122.4212043",
        address_string="1234 5th street",
        email="smit333@sfgov.edu",
        device_id="tt222111",
        account_id="123456",
        first_name="john",
        last_name="smith",
        phone="111111111",
        description="A large sinkhole is destroying the street",
        media_url="http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg",
        **{"attribute[WHISPAWN]": "123456", "attribute[WHISDORN]": "COISL001"},
    )
    (shown,) = ask(f"requests/{told['service_request_id']}.json")
    assert shown["description"] == "A large sinkhole is destroying the street"
    assert shown["media_url"] == "http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg"
    assert Reporter.objects.get().name == "john smith 111111111"


def test_a_form_in_the_address_style_of_the_specification_is_read(cast, client, key, clock):
    body = f"api_key={key}&jurisdiction_id=jia&service_code=carry&address_string=8%E6%A5%BC&attribute[x]=1"
    answer = client.post(f"{API}/requests.json", body, content_type="application/x-www-form-urlencoded; charset=utf-8")
    assert answer.status_code == 200
    assert Case.objects.get().text == "帮忙搬抬"


def test_api_key_and_jurisdiction_may_stand_in_the_address(cast, client, key, clock):
    answer = client.post(
        f"{API}/requests.json?jurisdiction_id=jia&api_key={key}", {"service_code": "carry", "address_string": "三栋"}
    )
    assert answer.status_code == 200


def test_attributes_are_kept_by_their_codes(send, cast, now):
    choices = [{"key": "a", "name": "甲"}, {"key": "b", "name": "乙"}]
    keep_question(HOUSE, cast.light, code="pole", datatype="string", text="灯杆编号", is_required=True, now=now)
    keep_question(HOUSE, cast.light, code="when", datatype="multivaluelist", text="何时", values=choices, now=now)
    send(**{"attribute[pole]": "12", "attribute[when][]": ["a", "b"]})
    assert Case.objects.get().answers == {"pole": "12", "when": ["a", "b"]}
    assert send(400)[0]["code"] == 400
    assert send(400, **{"attribute[pole]": "12", "attribute[when][]": "c"})[0]["code"] == 400


def test_a_building_of_the_address_tree_is_a_location(ask, send, cast):
    (told,) = send(address_string=None, address_id=str(cast.building.pk))
    (shown,) = ask(f"requests/{told['service_request_id']}.json")
    assert shown["address_id"] == str(cast.building.pk)
    assert shown["address"].startswith("3栋, 广重一街, 甲社区")
    assert (shown["lat"], shown["long"]) == (23.08, 113.26)


def test_pictures_come_as_parts_named_media_and_leave_as_an_address(ask, send, client):
    (told,) = send(media=[picture("red"), picture("blue")])
    (shown,) = ask(f"requests/{told['service_request_id']}.json")
    assert re.fullmatch(r"http://testserver/photos/[0-9a-f]{32}\.jpg", shown["media_url"])
    photo = b"".join(client.get(shown["media_url"]).streaming_content)
    assert Image.open(BytesIO(photo)).size == (40, 30)
    assert Case.objects.get().photos.count() == 2


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"api_key": None}, 403),
        ({"api_key": "guess"}, 403),
        ({"jurisdiction_id": None}, 400),
        ({"jurisdiction_id": "nowhere"}, 404),
        ({"service_code": None}, 400),
        ({"service_code": "nothing"}, 404),
        ({"service_code": "violence"}, 404),
        ({"address_string": None}, 400),
        ({"address_string": " "}, 400),
        ({"address_string": None, "lat": "23"}, 400),
        ({"lat": "23"}, 400),
        ({"lat": "north", "long": "113"}, 400),
        ({"lat": "nan", "long": "113"}, 400),
        ({"lat": "23", "long": "181"}, 400),
        ({"address_string": None, "address_id": "9999"}, 400),
        ({"address_string": None, "address_id": "三栋"}, 400),
        ({"address_string": "长" * 201}, 400),
        ({"description": "长" * 4001}, 400),
        ({"email": "nobody"}, 400),
        ({"email": "a" * 60 + "@" + "b" * 60 + "." + "c" * 60 + "." + "d" * 60 + "." + "e" * 60 + ".org"}, 400),
        ({"first_name": "长" * 61}, 400),
        ({"media_url": "javascript:alert(1)"}, 400),
        ({"media": SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>", "image/jpeg")}, 400),
        ({"media": SimpleUploadedFile("a.jpg", b"x" * (8 * 1024 * 1024 + 1), "image/jpeg")}, 400),
        ({"media": [SimpleUploadedFile("a.jpg", b"x") for _ in range(6)]}, 400),
        ({"media": [SimpleUploadedFile("a.jpg", b"x") for _ in range(13)]}, 400),
    ],
)
def test_a_wrong_post_is_refused_with_its_error_body_and_nothing_is_stored(send, wrong, status):
    (error,) = send(status, **wrong)
    assert error["code"] == status
    assert error["description"]
    assert not Case.objects.exists()


def test_an_error_of_a_post_is_told_in_xml(send):
    tree = send(403, "requests.xml", api_key="guess")
    assert (tree.tag, tree.findtext("error/code")) == ("errors", "403")
    assert tree.findtext("error/description")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{}", "application/json"),
        ("<request/>", "text/xml"),
        (b"description=%C2%B7%B5%C6", "application/x-www-form-urlencoded"),
        ("description=x", "application/x-www-form-urlencoded; charset=gbk"),
        ("description=" + "x" * 1_100_000, "application/x-www-form-urlencoded"),
        ("--", "multipart/form-data"),
        ("&".join(f"a{i}=1" for i in range(1100)), "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(cast, client, body, content_type):
    answer = client.generic("POST", f"{API}/requests.json", body, content_type)
    assert (answer.status_code, answer.json()[0]["code"]) == (400, 400)


def test_a_key_opens_the_place_it_was_given_for_until_it_ends(send, cast, now):
    programme, narrow = register_programme(HOUSE, name="乙社区公众号", division=cast.there.division, now=now)
    assert send(403, api_key=narrow)[0]["code"] == 403
    send(200, api_key=narrow, jurisdiction_id="yi")
    end_programme(HOUSE, programme, now=now)
    send(403, api_key=narrow, jurisdiction_id="yi")


def test_a_post_needs_no_cookie_and_no_csrf_token(cast, key, clock):
    form = {"api_key": key, "jurisdiction_id": "jia", "service_code": "carry", "address_string": "三栋"}
    assert Client(enforce_csrf_checks=True).post(f"{API}/requests.json", form).status_code == 200


def test_a_programme_may_post_often_but_not_without_end(cast, client):
    take([Limit("open311", "127.0.0.1", 600, 1)], number=600)
    answer = client.post(f"{API}/requests.json")
    assert (answer.status_code, answer.json()[0]["code"]) == (429, 429)


def test_control_characters_are_not_kept(send):
    send(description="灯\x00坏\x1b了\u202e", address_string="三\x07栋")
    case = Case.objects.get()
    assert (case.text, case.place_text) == ("灯坏了", "三栋")


# Tokens


def test_the_code_of_a_reporters_link_is_a_token(ask, ask_xml, cast, now):
    received = receiving.report_case(cast.anyone, community=cast.here, category=cast.light, text="灯不亮", now=now)
    token = f"{received.case.pk}-{received.code}"
    assert ask(f"tokens/{token}.json") == [{"service_request_id": str(received.case.pk), "token": token}]
    tree = ask_xml(f"tokens/{token}.xml")
    assert (tree.tag, tree.findtext("request/token")) == ("service_requests", token)
    ask(f"tokens/{token}.json", 404, jurisdiction_id="yi")


@pytest.mark.parametrize(("token", "status"), [("123456", 404), ("1-AAAAAAAAAA", 404), ("x-%00", 404), ("", 400)])
def test_an_unknown_token_and_none_at_all_are_refused(ask, token, status):
    assert ask(f"tokens/{token}.json", status)[0]["code"] == status


def test_a_token_leads_to_no_confidential_request(ask, cast, now):
    received = receiving.report_case(cast.anyone, community=cast.here, category=cast.secret, text="求助", now=now)
    ask(f"tokens/{received.case.pk}-{received.code}.json", 404)


# Reading requests


def test_a_list_without_requests_is_empty_in_both_formats(ask, ask_xml):
    assert ask("requests.json") == []
    tree = ask_xml("requests.xml")
    assert (tree.tag, len(tree)) == ("service_requests", 0)


def test_an_open_request_says_everything_that_is_public(ask, cast, now):
    case = report(cast, now, place=receiving.Place(building=cast.building))
    (shown,) = ask("requests.json")
    assert shown == {
        "service_request_id": str(case.pk),
        "status": "open",
        "status_notes": shown["status_notes"],
        "service_name": "路灯",
        "service_code": "street_light",
        "description": "三栋门口的路灯坏了两天",
        "agency_responsible": shown["agency_responsible"],
        "service_notice": None,
        "requested_datetime": "2026-11-23T01:00:00Z",
        "updated_datetime": "2026-11-23T01:00:00Z",
        "expected_datetime": case.resolve_due_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "address": "3栋, 广重一街, 甲社区, 南石头街道, 海珠区, 广州市",
        "address_id": str(cast.building.pk),
        "zipcode": None,
        "lat": 23.08,
        "long": 113.26,
        "media_url": None,
    }
    assert shown["status_notes"]
    assert shown["agency_responsible"]


def test_xml_says_the_same_as_json_with_empty_elements_for_null(ask, ask_xml, cast, now):
    report(cast, now, text="灯<b>坏</b> & “坏”了\n两天")
    (shown,) = ask("requests.json")
    request = ask_xml("requests.xml")[0]
    assert request.tag == "request"
    assert [part.tag for part in request] == REQUEST_PARTS
    assert {p.tag: p.text for p in request} == shown
    assert request.findtext("description") == "灯<b>坏</b> & “坏”了\n两天"


def test_a_closed_request_says_when_and_with_the_last_public_words(ask, cast, now):
    case = handling.accept_case(cast.worker, report(cast, now - timedelta(hours=3)), now=now - timedelta(hours=2))
    handling.answer_case(cast.worker, case, text="明天来修。", now=now - timedelta(hours=2))
    assert ask("requests.json")[0]["status_notes"] == "明天来修。"
    case.refresh_from_db()
    words = "已修好，问题请打13912345678。"
    resolving.resolve_case(cast.worker, case, outcome="solved", text=words, now=now - timedelta(hours=1))
    handling.note_case(cast.worker, case, text="内部：电工李某", now=now)
    (shown,) = ask("requests.json")
    assert (shown["status"], shown["status_notes"]) == ("closed", "已修好，问题请打139****5678。")
    assert shown["updated_datetime"] == "2026-11-23T00:00:00Z"


def test_the_organisation_that_works_on_it_is_responsible(ask, cast, now):
    handling.assign_case(cast.worker, report(cast, now), organisation=cast.manager, now=now)
    assert ask("requests.json")[0]["agency_responsible"] == "某物业"


def test_telephones_and_numbers_of_people_are_masked(ask, ask_xml, cast, now):
    private = "电话13912345678，邮箱zhang@example.org，身份证440105199001011234"
    report(cast, now, text=private, place=receiving.Place(text="张家 13912345678"))
    for answer in (json.dumps(ask("requests.json")), ET.tostring(ask_xml("requests.xml"), "unicode")):
        assert not re.search("13912345678|zhang@|19900101", answer)


def test_confidential_hidden_and_unpublished_requests_are_nowhere(ask, cast, now):
    secret = report(cast, now, category=cast.secret, text="求助")
    unpublished = report(cast, now, wants_public=False)
    hidden = handling.hide_case(cast.worker, report(cast, now), reason="涉及他人", now=now)
    merged = merging.merge_cases(cast.worker, report(cast, now), into=report(cast, now), now=now)
    assert ids(ask("requests.json")) == [merged.pk]
    keys = ",".join(str(case.pk) for case in (secret, unpublished, hidden))
    assert ask("requests.json", service_request_id=keys) == []
    assert ask("requests.json", service_code="violence") == []
    for case in (secret, unpublished, hidden):
        assert ask(f"requests/{case.pk}.json", 404)[0]["code"] == 404


def test_one_request_is_a_list_of_one_and_belongs_to_its_jurisdiction(ask, ask_xml, cast, now):
    case = report(cast, now)
    assert ids(ask(f"requests/{case.pk}.json")) == [case.pk]
    assert ask_xml(f"requests/{case.pk}.xml").findtext("request/service_request_id") == str(case.pk)
    ask(f"requests/{case.pk}.json", 404, jurisdiction_id="yi")


@pytest.mark.parametrize(("key", "status"), [("9999", 404), ("26-000001", 404), ("²", 404), ("9" * 40, 404), ("", 400)])
def test_an_unknown_request_and_none_at_all_are_refused(ask, ask_xml, key, status):
    assert ask(f"requests/{key}.json", status)[0]["code"] == status
    assert ask_xml(f"requests/{key}.xml", status).findtext("error/code") == str(status)


def test_a_list_is_narrowed_by_service_and_status(ask, cast, now):
    light, carry = report(cast, now), report(cast, now, category=cast.carry, wants_public=True)
    resolving.decline_case(cast.worker, carry, reason="不属于社区。", now=now)
    assert ids(ask("requests.json")) == [carry.pk, light.pk]
    assert ids(ask("requests.json", service_code="street_light")) == [light.pk]
    assert ids(ask("requests.json", service_code="street_light, carry")) == [carry.pk, light.pk]
    assert ids(ask("requests.json", service_code=["street_light", "carry"])) == [carry.pk, light.pk]
    assert ids(ask("requests.json", service_code="nothing")) == []
    assert ids(ask("requests.json", status="open")) == [light.pk]
    assert ids(ask("requests.json", status="closed")) == [carry.pk]
    assert ids(ask("requests.json", status="open,closed")) == [carry.pk, light.pk]
    assert ids(ask("requests.json", status="", service_code="")) == [carry.pk, light.pk]
    assert ask("requests.json", 400, status="done")[0]["code"] == 400


def test_named_requests_override_everything_else(ask, cast, now):
    first, second, _third = (report(cast, now) for _ in range(3))
    wanted = f"{first.pk},{second.pk},77777,abc"
    found = ask("requests.json", service_request_id=wanted, status="closed", start_date="x", page="0")
    assert ids(found) == [second.pk, first.pk]


def test_without_dates_the_last_ninety_days_come_newest_first(ask, cast, now):
    old, recent = (report_at(cast, now, now - timedelta(days=days)) for days in (91, 89))
    assert ids(ask("requests.json")) == [recent.pk]
    older = report_at(cast, now, now - timedelta(days=90) + timedelta(hours=2))
    assert ids(ask("requests.json")) == [recent.pk, older.pk]
    assert ids(ask("requests.json", service_request_id=str(old.pk))) == [old.pk]


def test_dates_narrow_by_the_moment_of_the_request_both_ends_included(ask, cast, now):
    report_at(cast, now, now - timedelta(days=300))
    middle = report_at(cast, now, datetime(2026, 6, 1, 0, 0, 0, tzinfo=UTC))
    span = {"start_date": "2026-06-01T00:00:00Z", "end_date": "2026-06-01T08:00:00+08:00"}
    assert ids(ask("requests.json", **span)) == [middle.pk]
    assert ids(ask("requests.json", start_date="2026-05-20T00:00Z")) == [middle.pk]
    assert ids(ask("requests.json", end_date="2026-06-01T08:00:00.5 08:00")) == [middle.pk]
    assert ask("requests.json", start_date="2026-06-01T00:00:01Z", end_date="2026-08-30T00:00:01Z") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"start_date": "yesterday"},
        {"start_date": "2026-06-01"},
        {"start_date": "2026-06-01T00:00:00"},
        {"start_date": "2026-13-01T00:00:00Z"},
        {"start_date": "9999-12-31T00:00:00Z"},
        {"start_date": "0001-01-01T00:00:00+14:00", "end_date": "0001-01-02T00:00:00Z"},
        {"start_date": "９999-12-31T00:00:00Z"},
        {"end_date": "0001-01-01T00:00:00Z"},
        {"end_date": "2026-06-01T25:00:00Z"},
        {"start_date": "2026-06-02T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"},
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-04-01T00:00:01Z"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "one"},
        {"page": "9" * 30},
        {"page_size": "0"},
        {"page_size": "٣"},
    ],
)
def test_a_date_or_page_that_makes_no_sense_is_refused(ask, ask_xml, wrong):
    assert ask("requests.json", 400, **wrong)[0]["code"] == 400
    assert ask_xml("requests.xml", 400, **wrong).findtext("error/description")


def test_ninety_days_may_be_asked_for_and_not_a_second_more(ask):
    ask("requests.json", start_date="2026-01-01T00:00:00Z", end_date="2026-04-01T00:00:00Z")
    ask("requests.json", 400, start_date="2026-01-01T00:00:00Z", end_date="2026-04-01T00:00:01Z")


def test_pages_follow_each_other_without_gap_or_repetition(ask, cast, now):
    keys = [report(cast, now).pk for _ in range(5)]
    pages = [ids(ask("requests.json", page=str(page), page_size="2")) for page in (1, 2, 3, 4)]
    assert pages == [keys[:2:-1], keys[2:0:-1], keys[:1], []]
    assert len(ask("requests.json", page_size="5000")) == 5


def test_at_most_a_thousand_come_at_once(ask, cast, now):
    some = report(cast, now)
    same = {f.attname: getattr(some, f.attname) for f in Case._meta.concrete_fields if f.attname != "id"}
    Case.objects.bulk_create(Case(**same) for _ in range(1004))
    assert len(ask("requests.json")) == 1000
    assert len(ask("requests.json", page="2")) == 5


def test_a_page_costs_the_same_with_ten_times_the_requests(ask, cast, now, django_assert_num_queries):
    for _ in range(2):
        handling.answer_case(cast.worker, report(cast, now), text="明天来修。", now=now)
    with django_assert_num_queries(3):
        ask("requests.json")
    for _ in range(18):
        handling.answer_case(cast.worker, report(cast, now), text="明天来修。", now=now)
    with django_assert_num_queries(3):
        assert len(ask("requests.json")) == 20
    with django_assert_num_queries(4):
        ask("requests.json", service_code="street_light", status="open")


# The format


@given(st.text())
def test_every_text_makes_well_formed_xml(text):
    tree = ET.fromstring(as_xml("discovery", {"contact": text}))  # noqa: S314  our own answer
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    assert (tree.findtext("contact") or "") == kept.replace("\r\n", "\n").replace("\r", "\n")
