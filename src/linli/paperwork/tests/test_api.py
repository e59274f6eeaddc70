"""Forms by programme: written down, sent back, handed over; read by those who may."""

from linli.base.tests.calling import read, send

FORM = {
    "title": "高龄老人台账",
    "way": "file",
    "frequency": "monthly",
    "first_due_date": "2026-11-30",
    "minutes_each_time": 90,
    "cells": 120,
}
GIVEN = {"due_date": "2026-11-30", "fields": ["姓名", "住址"], "people": 2, "purpose": "津贴", "basis": "文件"}


def test_a_form_is_written_down_and_handed_over(cast, visit):
    worker, officer = visit("worker"), visit("department_officer")
    status, form = send(worker, "/communities/jia/forms", office=cast.works.pk, **FORM)
    assert (status, form["due_date"], form["handovers"]) == (200, "2026-11-30", [])
    status, form = send(worker, f"/forms/{form['id']}/handovers", **GIVEN)
    assert (status, form["due_date"]) == (200, "2026-12-30")
    assert form["handovers"][0]["fields"] == ["姓名", "住址"]
    assert read(officer, f"/forms/{form['id']}")[1]["handovers"] == []
    assert read(visit("resident"), f"/forms/{form['id']}")[0] == 404
    assert read(visit("resident"), "/forms") == (200, [])
    assert send(worker, f"/forms/{form['id']}/handovers", **GIVEN | {"basis": " "})[1]["field"] == "basis"
    assert send(officer, f"/forms/{form['id']}/end", on="2026-12-01")[0] == 404
    assert send(worker, f"/forms/{form['id']}/end", on="2026-12-01")[1]["state"] == "ended"


def test_a_form_without_its_marks_is_sent_back(cast, visit):
    worker = visit("worker")
    _status, form = send(worker, "/communities/jia/forms", office=cast.works.pk, is_statistical=True, **FORM)
    assert len(form["missing"]) == 3
    assert send(worker, f"/forms/{form['id']}/refuse")[1]["state"] == "refused"
    assert send(worker, f"/forms/{form['id']}/refuse")[0] == 409


def test_what_makes_no_sense_or_is_not_ones_own_is_refused(cast, visit):
    worker = visit("worker")
    assert send(worker, "/communities/yi/forms", office=cast.works.pk, **FORM)[0] == 404
    assert send(worker, "/communities/jia/forms", office=999_999, **FORM)[0] == 404
    assert send(worker, "/communities/jia/forms", **FORM)[1]["field"] == "issuer"
    assert send(worker, "/communities/jia/forms", issuer="某单位", **FORM | {"way": "pigeon"})[1]["field"] == "way"
    assert {row["count"] for row in read(worker, "/communities/jia/figures")[1]} == {0}
