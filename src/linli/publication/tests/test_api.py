"""Publication by programme: read, asked, answered, complained about, ruled on."""

from linli.base.tests.calling import read, send


def test_a_publication_is_posted_asked_about_and_answered(way, visit):
    draft, worker = way.draft(), visit("worker")
    assert read(visit(), f"/publications/{draft.pk}")[0] == 404
    assert send(worker, f"/publications/{draft.pk}/post")[1]["state"] == "posted"
    status, asked = send(visit("resident"), f"/publications/{draft.pk}/questions", text="什么时候装？")
    assert (status, asked["who"], asked["due_date"]) == (201, "居**", "2026-12-07")
    assert send(worker, f"/publications/{draft.pk}/questions/{asked['id']}/answer", text="下月装")[0] == 204
    told = read(visit(), f"/publications/{draft.pk}")[1]
    assert (told["questions"][0]["answer"], "138****8000" in told["text"]) == ("下月装", True)
    due = {one["kind"]: one for one in read(visit(), "/communities/jia/publications/due")[1]}
    assert (len(due), due["decisions"]["months"], due["decisions"]["is_late"]) == (7, 3, False)


def test_a_complaint_is_ruled_on_and_everybody_reads_the_ruling_alone(way, visit):
    status, made = send(
        visit("resident"),
        "/communities/jia/publications/complaints",
        about="missing",
        kind="money",
        text="演示投诉的话",
    )
    assert status == 201
    ruling = {"is_right": True, "ruling": "确实没有公布", "correct_by_date": "2026-12-10"}
    assert send(visit("chair"), f"/complaints/{made['id']}/ruling", **ruling)[0] == 404
    assert send(visit("street_officer"), f"/complaints/{made['id']}/ruling", **ruling)[0] == 204
    (found,) = read(visit(), "/communities/jia/publications/rulings")[1]
    assert (found["is_right"], found["ruling"], "演示投诉的话" in str(found)) == (True, "确实没有公布", False)
