"""Every page of the room opens for those whose it is, and each deed on it does what it says."""

import re

import pytest

from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import Contact, Place, join_case, report_case
from linli.casework.actions.resolving import resolve_case
from linli.casework.actions.whistles import blow_whistle, call_path
from linli.casework.models import Case, State, WhistleCall
from linli.people.queries import looks_at_me

LAMP = "3栋楼下的路灯不亮"


@pytest.fixture
def case(cast, now):
    return report_case(
        cast.resident,
        community=cast.here,
        category=cast.light,
        text=LAMP,
        now=now,
        contact=Contact(cast.resident.person_id, "居民甲", "13800000000"),
    ).case


def test_somebody_without_an_account_reports_follows_and_rates(cast, visit):
    anyone = visit()
    assert "Ask or report" in anyone.get("/report/").content.decode()
    answer = anyone.post(
        "/report/",
        {
            "text": LAMP,
            "category": "street_light",
            "building": cast.building.pk,
            "who_reads": "public",
            "name": "",
            "telephone": "",
            "email": "",
            "marker": "",
            "submission": "",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    page = anyone.get(answer["Location"], follow=True).content.decode()
    case = Case.objects.get()
    assert case.number in page
    assert LAMP in anyone.get("/cases/").content.decode()
    assert LAMP in anyone.get(f"/cases/{case.pk}/").content.decode()
    worker = visit("worker")
    assert worker.post(f"/desk/cases/{case.pk}/", {"do": "accept", "seen": case.version}).status_code == 302
    case.refresh_from_db()
    done = {"do": "resolve", "seen": case.version, "text": "换了灯泡", "outcome": "solved"}
    assert worker.post(f"/desk/cases/{case.pk}/", done).status_code == 302
    link = answer["Location"].split("?")[0]
    assert "How was it?" in anyone.get(link, follow=True).content.decode()
    assert anyone.post(link, {"do": "rate", "is_solved": "yes", "stars": 5, "text": ""}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_what_is_missing_in_a_report_is_said_and_what_was_written_kept(visit):
    page = visit().post("/report/", {"text": LAMP, "who_reads": "public"}).content.decode()
    assert LAMP in page
    assert "This field is required" in page
    assert not Case.objects.exists()


def test_while_typing_the_same_thing_near_by_is_offered(cast, case, visit):
    answer = visit().get(
        "/report/similar/", {"text": "路灯不亮了", "building": cast.building.pk, "category": "street_light"}
    )
    assert LAMP in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/c/jia/", "/cases/", "/rates/", "/search/?q=路灯", "/report/", "/report/?c="])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_public_pages_open_for_everybody(case, visit, path, language):
    assert visit(language=language).get(path).status_code == 200


@pytest.mark.parametrize("tab", ["mine", "unassigned", "today", "overdue", "whistled", "open", "ended"])
def test_the_desk_has_its_lists(case, visit, tab):
    assert visit("worker").get(f"/desk/?tab={tab}").status_code == 200


def test_the_export_holds_what_is_seen(case, visit):
    answer = visit("worker").get("/desk/export.xlsx?tab=open")
    assert answer.content[:2] == b"PK"


def test_the_later_writer_sees_the_change_and_keeps_what_was_typed(case, visit):
    first, second = visit("worker"), visit("chair")
    assert first.post(f"/desk/cases/{case.pk}/", {"do": "accept", "seen": case.version}).status_code == 302
    page = second.post(
        f"/desk/cases/{case.pk}/", {"do": "answer", "seen": case.version, "text": "我们明天来"}
    ).content.decode()
    assert "In the meantime this happened" in page
    assert "我们明天来" in page
    newest = re.search(r'<input[^>]*id="answer_seen"', page)[0]
    assert f'value="{Case.objects.get(pk=case.pk).version}"' in newest


def test_details_open_with_a_purpose_and_are_noted(cast, case, visit):
    worker = visit("worker")
    assert "13800000000" not in worker.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "13800000000" not in worker.post(f"/desk/cases/{case.pk}/", {"do": "look", "purpose": " "}).content.decode()
    worker.post(f"/desk/cases/{case.pk}/", {"do": "look", "purpose": "约时间"})
    assert "13800000000" in worker.get(f"/desk/cases/{case.pk}/").content.decode()


def test_who_joined_later_is_opened_by_another_look(cast, case, visit, now):
    worker, desk = visit("worker"), f"/desk/cases/{case.pk}/"
    worker.post(desk, {"do": "look", "purpose": "约时间"})
    later = Contact(cast.neighbour.person_id, "居民乙", "13811111111")
    join_case(cast.neighbour, case, contact=later, now=now)
    page = worker.get(desk).content.decode()
    assert "13800000000" in page
    assert "13811111111" not in page
    worker.post(desk, {"do": "look", "purpose": "再约一次"})
    assert "13811111111" in worker.get(desk).content.decode()
    assert [look.purpose for look in looks_at_me(cast.neighbour)] == ["再约一次"]


def test_an_office_without_an_account_answers_by_its_link(cast, case, visit, now):
    visit("worker").post(f"/desk/cases/{case.pk}/", {"do": "accept", "seen": case.version})
    blow_whistle(cast.worker, case, organisations=[cast.works], text="请来修灯", now=now)
    call = WhistleCall.objects.get()
    office = visit()
    link = call_path(call)
    link = office.get(link)["Location"]
    assert "请来修灯" in office.get(link).content.decode()
    assert office.post(link, {"do": "accept"}).status_code == 302
    report = {"do": "report", "who": "照明科", "what": "换线", "by_date": "2026-11-25"}
    assert office.post(link, report).status_code == 302
    call.refresh_from_db()
    assert call.state == "reported"
    assert office.get(f"{link}letter.pdf").content[:4] == b"%PDF"
    assert visit("department_officer").get("/whistles/").status_code == 200
    assert visit("street_officer").get("/whistles/").status_code == 200
    assert "区城管局" in visit("resident").get(f"/cases/{case.pk}/").content.decode()


def test_messages_of_a_chat_become_drafts_that_staff_check(cast, visit):
    worker = visit("worker")
    assert worker.get("/desk/drafts/").status_code == 200
    page = worker.post(
        "/desk/drafts/", {"pasted": "#接龙\n1. 王阿姨：3栋路灯坏了\n2. 李叔：楼道里堆了杂物"}
    ).content.decode()
    assert "3栋路灯坏了" in page
    assert "王阿姨" in page
    rows = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 2,
        "form-0-keep": "on",
        "form-0-text": "3栋路灯坏了",
        "form-0-name": "王阿姨",
        "form-0-category": "street_light",
        "form-0-building": cast.building.pk,
        "form-1-text": "楼道里堆了杂物",
        "form-1-name": "",
        "form-1-category": "street_light",
        "form-1-building": "",
    }
    assert worker.post("/desk/drafts/", rows).status_code == 302
    assert Case.objects.get().channel == "chat"


def test_staff_write_down_for_somebody_at_the_desk(cast, visit):
    worker = visit("worker")
    assert worker.get("/desk/new/").status_code == 200
    form = {"text": LAMP, "category": "street_light", "building": "", "who_reads": "committee", "channel": "telephone"}
    assert worker.post("/desk/new/", form).status_code == 302
    assert Case.objects.get().channel == "telephone"


def test_volunteers_say_yes_come_and_are_thanked(cast, visit, now):
    volunteer, worker, resident = visit("volunteer"), visit("worker"), visit("resident")
    volunteer.post("/hands/", {"category": "carry", "do": "yes"})
    place = Place(building=cast.building, door_text="801")
    received = report_case(
        cast.resident, community=cast.here, category=cast.carry, text="请帮忙从八楼抬老人下来", place=place, now=now
    )
    case = received.case
    worker.post(f"/desk/cases/{case.pk}/", {"do": "hands", "seen": case.version})
    call = case.calls_for_hands.get()
    assert volunteer.get("/hands/").status_code == 200
    assert volunteer.get(f"/hands/{call.pk}/").status_code == 200
    pages = [
        visit().get(f"/cases/{case.pk}/"),
        volunteer.get(f"/hands/{call.pk}/"),
        visit("street_officer").get(f"/cases/{case.pk}/"),
    ]
    assert not [page for page in pages if "801" in page.content.decode()]
    volunteer.post(f"/hands/{call.pk}/", {"do": "offer"})
    assert "801" not in volunteer.get(f"/hands/{call.pk}/").content.decode()
    worker.post(f"/desk/cases/{case.pk}/", {"do": "take", "offer": call.offers.get().pk})
    for page in (
        volunteer.get(f"/hands/{call.pk}/"),
        resident.get(f"/cases/{case.pk}/"),
        worker.get(f"/desk/cases/{case.pk}/"),
    ):
        assert "801" in page.content.decode()
    volunteer.post(f"/hands/{call.pk}/", {"do": "done"})
    assert "801" not in volunteer.get(f"/hands/{call.pk}/").content.decode()
    resident.post(f"/cases/{case.pk}/act/", {"do": "thank", "text": "谢谢"})
    call.refresh_from_db()
    assert call.state == "thanked"


def test_a_colleague_whom_it_concerns_is_walled_off(cast, case, visit):
    chair, worker = visit("chair"), visit("worker")
    private = {"do": "hide", "seen": case.version, "text": "涉及个人"}
    assert chair.post(f"/desk/cases/{case.pk}/", private).status_code == 302
    case.refresh_from_db()
    wall = {"do": "wall", "seen": case.version, "person": cast.keys["worker"], "text": "亲属"}
    assert chair.post(f"/desk/cases/{case.pk}/", wall).status_code == 302
    assert worker.get(f"/desk/cases/{case.pk}/").status_code == 404
    assert worker.get(f"/cases/{case.pk}/").status_code == 404
    assert chair.get(f"/desk/cases/{case.pk}/").status_code == 200


def test_what_somebody_signed_in_reads_is_kept_by_no_browser_and_what_everybody_reads_may_be(case, visit):
    for who, path in (
        ("worker", "/desk/"),
        ("resident", "/my/cases/"),
        ("resident", "/"),
        ("worker", "/api/v1/cases"),
        ("worker", "/cases/"),
    ):
        assert visit(who).get(path, follow=True)["Cache-Control"] == "private, no-store", path
    assert "no-store" not in visit().get("/cases/").headers.get("Cache-Control", "")


def test_a_refused_judgement_comes_back_with_its_words(cast, case, visit, now):
    accept_case(cast.worker, case, now=now)
    resolve_case(cast.worker, case, text="换了灯泡", outcome="solved", now=now)
    page = visit("resident").post(f"/cases/{case.pk}/act/", {"do": "rate", "is_solved": "no", "text": "昨晚又不亮了"})
    shown = page.content.decode()
    assert page.status_code == 422
    assert "昨晚又不亮了" in shown
    assert "checked" in shown


def test_who_joins_with_a_mistyped_address_is_told_so_and_keeps_what_was_typed(case, visit):
    page = visit().post(
        f"/cases/{case.pk}/act/",
        {"do": "join", "email": "not an address", "name": "甲", "telephone": "", "text": "也是"},
    )
    assert page.status_code == 422
    assert "not an address" in page.content.decode()
    assert "也是" in page.content.decode()
    assert case.reporters.count() == 1
