"""A form fills itself from the records: sent in once, mapped once, remembered, and written down each time it is given."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from linli.base.errors import Invalid, Missing
from linli.paperwork.actions.filling import fill_form
from linli.paperwork.actions.templates import keep_mapping
from linli.paperwork.models import FormTemplate, Handover, KnownHeading
from linli.paperwork.queries.templates import given_before, names_of_fields
from linli.records.models import Opening

from .given import DUE, HEADINGS, asked, filled, sent_in, sheet


def test_the_places_of_a_file_are_proposed_from_their_headings(cast, now, form):
    template = sent_in(cast, now, form)
    by_heading = {heading: template.mapping.get(key) for key, heading, kind in template.slots if kind == "column"}
    assert by_heading["姓名"] == "name"
    assert by_heading["出生年月"] == "birth_date"
    assert by_heading["住址"] == "address"
    assert by_heading["联系电话"] == "telephone"


def test_it_is_filled_in_its_own_layout_with_those_it_is_about(cast, now, form, residents):
    page, handed = filled(cast, now, sent_in(cast, now, form))
    assert [page.cell(row, 2).value for row in range(4, 7)] == ["演示婆婆", "演示阿公", None]
    assert page["A1"].value == "高龄津贴花名册"
    assert page["B7"].value == "=COUNTA(B4:B6)"
    assert handed.people == 2
    assert {"姓名", "住址", "联系电话"} <= set(handed.fields)
    assert len(handed.digest) == 64
    assert Opening.objects.get(purpose="津贴").count == 2


def test_the_office_that_got_it_already_is_named(cast, now, form, residents):
    template = sent_in(cast, now, form)
    names = names_of_fields(cast.worker, cast.here, template.mapping.values())
    assert given_before(form, names).given == []
    filled(cast, now, template)
    other = asked(cast, now, title="另一张表")
    before = given_before(other, [*names, "新的一栏"])
    assert (before.given, before.new, before.last) == (names, ["新的一栏"], now.date())
    theirs = asked(cast, now, title="别家的", office=cast.office)
    assert given_before(theirs, names).given == []


def test_what_a_heading_meant_is_remembered_for_the_next_file_of_that_office(cast, now, form):
    first = sent_in(cast, now, form)
    card = next(key for key, heading, _kind in first.slots if heading == "养老金卡号")
    keep_mapping(cast.worker, first, mapping=first.mapping | {card: "contact_name"}, rows="resident", now=now)
    again = sent_in(cast, now, form, sheet("序号", "姓名", "养老金卡号", "住址", title="2027年高龄津贴花名册"))
    meant = {heading: again.mapping.get(key) for key, heading, _kind in again.slots}
    assert (meant["养老金卡号"], meant["姓名"], meant["住址"]) == ("contact_name", "name", "address")
    assert KnownHeading.objects.filter(office=cast.works, heading="养老金卡号", field="contact_name").exists()


def test_what_is_not_kept_fills_nothing(cast, now, form):
    template = sent_in(cast, now, form)
    key = template.slots[0][0]
    for mapping in ({key: "identity_number"}, {key: "unknown"}, {"Nowhere!A1": "name"}):
        with pytest.raises(Missing):
            keep_mapping(cast.worker, template, mapping=mapping, rows="resident", now=now)


def test_a_file_without_a_mapping_or_without_purpose_gives_nothing(cast, now, form, residents):
    template = sent_in(cast, now, form)
    with pytest.raises(Invalid):
        filled(cast, now, template, purpose=" ")
    keep_mapping(cast.worker, template, mapping={}, rows="resident", now=now)
    with pytest.raises(Invalid):
        filled(cast, now, template)
    assert not Handover.objects.exists()
    assert not Opening.objects.exists()


def test_others_cannot_fill_it(cast, now, form, residents):
    template = sent_in(cast, now, form)
    for who in ("other_worker", "street_officer", "department_officer", "auditor", "resident"):
        with pytest.raises(Missing):
            fill_form(getattr(cast, who), template, due_date=DUE, purpose="x", basis="y", now=now)


def test_the_story_on_the_pages(cast, now, form, residents, visit):
    worker = visit("worker")
    path = worker.post(
        f"/desk/forms/{form.pk}/template/", {"file": SimpleUploadedFile("表.xlsx", sheet(*HEADINGS))}
    ).url
    template = FormTemplate.objects.get()
    assert path == f"/desk/templates/{template.pk}/"
    chosen = {f"slot{n}": template.mapping.get(key, "") for n, (key, _heading, _kind) in enumerate(template.slots)}
    assert worker.post(path, {"rows": "resident", **chosen}).url == f"{path}fill/"
    answer = worker.post(
        f"{path}fill/", {"due_date": "2026-11-30", "purpose": "津贴", "basis": "文件", "age_from": "80"}
    )
    assert load_workbook(BytesIO(answer.content)).active["B4"].value == "演示婆婆"
    assert "columns were given to" in worker.get(f"{path}fill/").content.decode()
    refused = worker.post(f"/desk/forms/{form.pk}/template/", {"file": SimpleUploadedFile("表.xlsx", b"nonsense")})
    assert refused.status_code == 200
    assert FormTemplate.objects.count() == 1
