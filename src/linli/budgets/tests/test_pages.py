"""What pages, the sheet, pictures and the API show, and what of a person goes with them."""

import pytest
from django.utils.translation import override

from linli.base.errors import Invalid, NotYours
from linli.base.papers import path_of
from linli.budgets import actions
from linli.budgets.models import Idea, Photo
from linli.budgets.pictures import FOLDER
from linli.budgets.privacy import erase_budgets, export_budgets
from linli.budgets.queries.rounds import why_of

from .conftest import MONEY
from .world import a_picture

WISH = {"title": "演示：扶手", "about": "楼梯陡", "for_whom": "老人", "place": "3栋"}


def test_what_sounds_alike_is_shown_before_an_idea_is_kept(way, visit):
    found = way.opened()
    way.raised(found, title="演示：楼梯扶手", about="楼梯陡")
    page = visit("neighbour")
    asked = page.post(f"/budgets/{found.pk}/new/", WISH)
    assert "演示：楼梯扶手" in asked.content.decode()
    assert Idea.objects.count() == 1
    assert page.post(f"/budgets/{found.pk}/new/", WISH | {"anyway": "1"}).status_code == 302
    assert Idea.objects.count() == 2


def test_a_costing_that_came_second_keeps_what_was_typed(way, visit):
    idea = way.raised(way.opened())
    sent = {
        "do": "cost",
        "seen": "0",
        "is_feasible": "1",
        "owner": "演示物业",
        "item-TOTAL_FORMS": "1",
        "item-INITIAL_FORMS": "0",
        "item-0-item": "演示：灯",
        "item-0-quantity": "2",
        "item-0-unit_fen": "12.34",
    }
    page = visit("worker")
    assert page.post(f"/desk/budgets/ideas/{idea.pk}/", sent).status_code == 302
    assert idea.costings.get().cost_fen == 24_68
    again = page.post(f"/desk/budgets/ideas/{idea.pk}/", sent).content.decode()
    assert "Somebody has costed this idea meanwhile" in again
    assert 'value="12.34"' in again


def test_why_each_project_won_or_not_is_said_in_words(way):
    found = way.decided()
    with override("zh-hans"):
        told = {row.label: (row.is_bought, row.words) for row in why_of(found).rows}
    assert told["1. 演示：扶手"] == (
        True,
        "8 位支持者手里共有 66,666.66 元，它要 40,000 元，够了：每人从自己的份额里出 5,000 元。",
    )
    assert told["3. 演示：书角"][0]
    assert told["2. 演示：路灯"] == (
        False,
        "7 位支持者手里一共只剩 23,333.33 元，它要 60,000 元，不够。份额用完以后按得票轮到它时，全部的钱只剩 40,000 元，也不够。",
    )


def test_the_sheet_is_a_pdf_before_and_after(way, visit):
    found = way.decided()
    told = visit().get(f"/budgets/{found.pk}/sheet.pdf")
    assert (told["Content-Type"], told.content[:5]) == ("application/pdf", b"%PDF-")


def seen(page, photo) -> int:
    """The status; a file that is sent is read to its end, which closes it."""
    response = page.get(f"/budgets/pictures/{photo.file}")
    b"".join(response)
    return response.status_code


def test_a_picture_of_a_resident_waits_to_be_looked_at(way, cast, visit):
    project = way.decided().projects.first()
    with pytest.raises(Invalid):
        actions.add_photo(
            cast.resident, project, a_picture(), when="before", text="演示", is_agreed=False, now=way.counted_at
        )
    with pytest.raises(NotYours):
        actions.add_photo(
            cast.stranger, project, a_picture(), when="before", text="演示", is_agreed=True, now=way.counted_at
        )
    photo = actions.add_photo(
        cast.resident, project, a_picture(), when="before", text="演示", is_agreed=True, now=way.counted_at
    )
    assert seen(visit(), photo) == 404
    actions.show_photo(cast.worker, photo, now=way.counted_at)
    assert seen(visit(), photo) == 200
    with pytest.raises(NotYours):
        actions.remove_photo(cast.neighbour, photo, now=way.counted_at)
    actions.remove_photo(cast.resident, photo, now=way.counted_at)
    assert not Photo.objects.exists()


def test_what_one_raised_is_taken_along_and_erased(way, cast, now, django_capture_on_commit_callbacks):
    idea = way.raised(way.opened(), picture=a_picture())
    told, files = export_budgets(cast.resident.person_id)
    assert (told["raised"][0]["title"], told["supported"]) == ("演示：扶手", ["演示：扶手"])
    assert list(files.values()) == [path_of(FOLDER, idea.picture)]
    with django_capture_on_commit_callbacks(execute=True):
        erase_budgets(cast.administrator, cast.resident.person_id, now)
    idea.refresh_from_db()
    assert (idea.raised_by_id, idea.picture, idea.supports.count()) == (None, "", 0)
    assert not next(iter(files.values())).exists()


def test_a_round_by_programme(way, cast, visit):
    found = way.opened()
    mine, json = visit("resident"), "application/json"
    made = mine.post(f"/api/v1/budgets/{found.pk}/ideas", WISH, content_type=json)
    assert made.status_code == 201
    key = made.json()["id"]
    support = visit("neighbour").post(f"/api/v1/budgets/ideas/{key}/support", {"is_wanted": True}, content_type=json)
    assert support.json() == {"supporters": 2, "others": 0}
    told = visit().get(f"/api/v1/budgets/{found.pk}").json()
    assert (told["money_fen"], told["arrived_fen"], told["ideas"][0]["title"]) == (MONEY, MONEY, "演示：扶手")
    assert visit().get("/api/v1/communities/jia/budgets").json()[0]["state"] == "ideas"


def test_a_result_by_programme(way, visit):
    found = way.decided()
    way.spent(found.projects.first(), 30_000)
    told = visit().get(f"/api/v1/budgets/{found.pk}").json()
    assert [(one["label"], one["is_chosen"]) for one in told["reasons"]] == [
        ("1. 演示：扶手", True),
        ("3. 演示：书角", True),
        ("2. 演示：路灯", False),
    ]
    assert [one["spent_fen"] for one in told["projects"]] == [3_000_000, 0]


def test_the_ballot_names_the_round_and_shows_why(way, visit):
    found = way.decided()
    page = visit().get(f"/ballots/{found.ballot_id}/").content.decode()
    assert f'href="/budgets/{found.pk}/"' in page
    assert "why-list" in page
