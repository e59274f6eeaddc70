"""What only people know is asked, what an office has is left out, the signed return is filed, and everybody in it sees it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, Refused
from linli.base.papers import path_of, read_paper
from linli.paperwork.actions.filling import fill_form
from linli.paperwork.actions.handing import forget_old_handovers, hand_over
from linli.paperwork.actions.returning import file_return, open_return
from linli.paperwork.actions.templates import keep_mapping, keep_message
from linli.paperwork.models import FOLDER, Handover
from linli.paperwork.queries.templates import asked_by_hand
from linli.people.models import Person
from linli.records.actions import link_person
from linli.records.models import Resident
from linli.records.queries.mine import my_records

from .given import DUE, filled, sent_in, sheet

ASKED = "请报：\n高龄老人____人，其中独居____人，走失____人\n1. 姓名：  住址："
OLD = {"age": {"from": 80}}


def picture() -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (40, 40), "white").save(kept, "PNG")
    return SimpleUploadedFile("回执.png", kept.getvalue())


def said(cast, now, template, **more) -> str:
    given = {"due_date": DUE, "purpose": "津贴", "basis": "文件", "where": OLD} | more
    return fill_form(cast.worker, template, now=now, **given)[0].decode()


def test_a_message_fills_itself_and_asks_for_what_no_record_knows(cast, now, form, residents):
    template = keep_message(cast.worker, form, text=ASKED, now=now)
    (by_hand,) = asked_by_hand(template)
    assert by_hand.heading == "走失"
    message = said(cast, now, template, answers={by_hand.key: "0"})
    assert message.split("\n") == [
        "请报：",
        "高龄老人2人，其中独居0人，走失0人",
        "1. 姓名：演示婆婆  住址：广重一街3栋801",
        "2. 姓名：演示阿公  住址：广重一街3栋802",
    ]
    template.refresh_from_db()
    assert template.answers == {by_hand.key: "0"}
    assert "走失" in Handover.objects.get().fields


def test_answers_to_other_places_and_long_ones_are_not_taken(cast, now, form, residents):
    template = keep_message(cast.worker, form, text=ASKED, now=now)
    (by_hand,) = asked_by_hand(template)
    count = next(key for key, heading, _kind in template.slots if heading == "高龄老人")
    assert "高龄老人2人" in said(cast, now, template, answers={count: "900"})
    with pytest.raises(Invalid):
        said(cast, now, template, answers={by_hand.key: "很" * 201})


def test_columns_that_the_office_has_are_left_out_but_for_the_names(cast, now, form, residents):
    hand_over(
        cast.worker,
        form,
        due_date=DUE,
        fields=["姓名", "出生日期", "住址"],
        people=2,
        purpose="津贴",
        basis="文件",
        now=now,
    )
    page, handed = filled(cast, now, sent_in(cast, now, form), only_new=True)
    assert [page.cell(4, column).value for column in range(2, 6)] == ["演示婆婆", None, None, "13800138000"]
    assert (handed.fields, handed.left_out) == (["姓名", "联系电话"], ["出生日期", "住址"])


def test_a_list_of_households(cast, now, form, residents):
    template = sent_in(cast, now, form, sheet("序号", "户主", "家庭人口", "住址", title="住户花名册"))
    keys = {heading: key for key, heading, kind in template.slots if kind == "column"}
    mapping = {keys["户主"]: "head", keys["家庭人口"]: "members", keys["住址"]: "address"}
    template = keep_mapping(cast.worker, template, mapping=mapping, rows="household", now=now)
    page, handed = filled(cast, now, template, where={})
    assert [[page.cell(row, column).value for column in (2, 3, 4)] for row in (4, 5)] == [
        ["演示婆婆", 1, "广重一街3栋801"],
        ["演示阿公", 2, "广重一街3栋802"],
    ]
    assert handed.people == 2
    assert set(handed.opening.residents.values_list("name", flat=True)) == {"演示婆婆", "演示阿公", "演示后生"}


def test_who_stands_in_a_list_sees_to_whom_it_was_handed_and_nobody_else_does(cast, now, form, residents):
    inside, outside = Resident.objects.get(name="演示婆婆"), Resident.objects.get(name="演示后生")
    for resident, reader in ((inside, cast.resident), (outside, cast.neighbour)):
        Person.objects.filter(pk=reader.person_id).update(name=resident.name)
    link_person(cast.worker, inside, cast.resident.person_id, now=now)
    link_person(cast.worker, outside, cast.neighbour.person_id, now=now)
    filled(cast, now, sent_in(cast, now, form))
    (mine,) = my_records(cast.resident)
    look = next(look for look in mine.looks if look.is_list)
    assert (look.passed_to, look.basis, look.purpose) == (form.recipient, "文件", "津贴")
    (other,) = my_records(cast.neighbour)
    assert not any(look.is_list for look in other.looks)


def test_a_signed_return_is_filed_once_and_opened_for_a_purpose(cast, now, form, residents):
    _page, handed = filled(cast, now, sent_in(cast, now, form))
    paper = read_paper(picture(), "回执.png")
    for who in (cast.other_worker, cast.auditor, cast.department_officer, cast.resident):
        with pytest.raises(Missing):
            file_return(who, handed, paper=paper, now=now)
    handed = file_return(cast.worker, handed, paper=paper, now=now)
    with pytest.raises(Refused):
        file_return(cast.chair, handed, paper=paper, now=now)
    before = handed.opening.residents.first().listed.count()
    with pytest.raises(Invalid):
        open_return(cast.worker, handed, purpose=" ", now=now)
    assert path_of(FOLDER, open_return(cast.worker, handed, purpose="核对", now=now)).read_bytes() == paper.data
    assert handed.opening.residents.first().listed.count() == before + 1
    with pytest.raises(Missing):
        open_return(cast.auditor, handed, purpose="核对", now=now)


def test_the_signed_return_goes_with_its_record(cast, now, form, residents, django_capture_on_commit_callbacks):
    _page, handed = filled(cast, now, sent_in(cast, now, form))
    kept = path_of(FOLDER, file_return(cast.worker, handed, paper=read_paper(picture(), "x.png"), now=now).signed)
    later = now.replace(year=now.year + 3, month=12)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_handovers(HOUSE, now=later) == 1
    assert not kept.exists()


def test_the_story_of_a_message_and_its_return_on_the_pages(cast, now, form, residents, visit):
    worker = visit("worker")
    assert "Choose a file" in worker.post(f"/desk/forms/{form.pk}/template/", {"message": " "}).content.decode()
    path = worker.post(f"/desk/forms/{form.pk}/template/", {"message": ASKED}).url
    page = worker.post(
        f"{path}fill/",
        {"due_date": DUE.isoformat(), "purpose": "津贴", "basis": "文件", "age_from": "80", "answer0": "0"},
    )
    assert "高龄老人2人，其中独居0人，走失0人" in page.content.decode()
    handed = f"/desk/forms/handed/{Handover.objects.get().pk}/"
    assert worker.get(f"{handed}cover.pdf").content.startswith(b"%PDF-")
    assert worker.post(handed, {"do": "file", "paper": SimpleUploadedFile("x.exe", b"MZ")}).status_code == 200
    assert worker.post(handed, {"do": "file", "paper": picture()}).url == handed
    assert b"".join(worker.post(handed, {"do": "open", "purpose": "核对"}).streaming_content).startswith(b"\xff\xd8")
    assert "residents 3" in worker.get("/desk/forms/figures/").content.decode()
