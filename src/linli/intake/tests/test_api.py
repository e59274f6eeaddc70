"""The gate by programme: an office applies, the district decides, communities carry out or refuse; everybody reads."""

from datetime import date

from linli.base.tests.calling import read, send

DRAFT = {
    "title": "楼道消防自查",
    "kind": "long_term",
    "contact": "消防科",
    "basis_law": "中华人民共和国消防法",
    "basis_article": "第三十二条",
    "basis_rank": "law",
    "community_does": "每月查看一次楼道",
    "department_does": "派员同查，清理堆物",
    "touches": "全部楼栋",
    "minutes_each_time": 120,
    "frequency": "monthly",
    "from_date": "2027-03-01",
    "money_fen": 200000,
    "money_line": "消防专项",
    "money_date": "2027-02-01",
    "people": "派员一名",
    "means": "灭火器",
    "powers": "可以要求清理",
    "assessment": "none",
    "exit": "两年后复核",
    "communities": ["jia"],
    "steps": [{"what": "第一次查看", "due_date": "2027-03-20"}],
}


def test_a_task_from_the_draft_to_its_steps(cast, visit):
    officer, district, worker = visit("department_officer"), visit("coordinator"), visit("worker")
    status, task = send(officer, "/tasks", office=cast.works.pk, **DRAFT | {"people": ""})
    assert status == 422
    status, task = send(officer, "/tasks", office=cast.works.pk, **{k: v for k, v in DRAFT.items() if k != "people"})
    assert (status, task["state"]) == (200, "draft")
    at = f"/tasks/{task['id']}"
    assert read(visit(), at)[0] == 404
    status, refused = send(officer, f"{at}/submit", seen=task["version"])
    assert (status, refused["field"]) == (422, "people")
    status, task = send(officer, f"{at}/save", seen=task["version"], people=DRAFT["people"])
    assert send(officer, f"{at}/submit", seen=0)[0] == 409
    status, task = send(officer, f"{at}/submit", seen=task["version"])
    assert (status, task["state"]) == (200, "submitted")
    assert send(visit("chair"), f"{at}/comment", community="jia", text="人手不够")[0] == 200
    assert send(worker, f"{at}/admit", seen=task["version"], reasons="好", duty_list="assistance")[0] == 403
    status, task = send(
        district,
        f"{at}/admit",
        seen=task["version"],
        reasons="减半后准入",
        duty_list="assistance",
        minutes_each_time=60,
    )
    assert (status, task["state"], task["minutes_each_time"]) == (200, "admitted", 60)
    assert task["number"].startswith("准〔2026〕")
    assert [t["id"] for t in read(visit(), "/tasks?state=admitted&community=jia")[1]] == [task["id"]]
    _status, (step,) = read(worker, "/communities/jia/steps")
    assert step["what"] == "第一次查看"
    assert send(visit("other_worker"), f"/steps/{step['id']}/finish", note="")[0] == 404
    assert send(worker, f"/steps/{step['id']}/finish", note="查看三栋")[0] == 200
    assert read(worker, "/communities/jia/steps")[1] == []
    assert read(visit("resident"), "/communities/jia/steps")[0] == 404
    office = read(visit(), f"/offices/{cast.works.pk}")[1]
    assert (office["tasks"], office["promised_fen"]) == (1, 200000)
    assert send(visit("resident"), f"{at}/worth", should_end=True)[0] == 200


def test_a_draft_is_taken_back_and_gone(cast, visit):
    officer = visit("department_officer")
    _status, task = send(officer, "/tasks", office=cast.works.pk, title="草稿", kind="check")
    assert send(officer, f"/tasks/{task['id']}/withdraw", seen=task["version"]) == (204, None)
    assert send(officer, "/tasks", office=cast.office.pk, title="别家的", kind="check")[0] == 403
    assert send(officer, "/tasks", office=cast.works.pk, title="乱写", kind="dance")[1]["field"] == "kind"
    assert (
        send(officer, "/tasks", office=cast.works.pk, title="x", kind="check", money_fen=-1)[1]["field"] == "money_fen"
    )


def test_what_a_committee_says_by_programme(cast, visit):
    worker = visit("worker")
    given = {"office": cast.works.pk, "what": "当天报表", "way": "chat", "asked_date": date(2026, 11, 20).isoformat()}
    status, letter = send(worker, "/communities/jia/refusals", **given)
    assert status == 200
    assert worker.get(letter["letter"]).content.startswith(b"%PDF-")
    assert send(visit("other_worker"), "/communities/jia/refusals", **given)[0] == 404
    assert send(worker, "/communities/jia/gaps", title="消防通道", text="无权清理", lacks="消防部门") == (204, None)
    status, rows = read(worker, "/load?week=2026-11-25")
    assert (status, [row["monday"] for row in rows]) == (200, ["2026-11-23"])
    assert read(visit("resident"), "/load")[0] == 403
    assert read(visit(), "/ours?q=健在证明")[0] == 200
