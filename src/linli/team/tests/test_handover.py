"""Whoever leaves hands over: what the rooms know is listed, each line goes to somebody, and it is finished when nothing is left."""

from datetime import date, timedelta

import pytest

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import report_case
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due
from linli.team.actions import (
    add_handover_line,
    finish_handover,
    leave_post,
    open_post,
    pass_handover_line,
    take_up_post,
)
from linli.team.models import Handover
from linli.team.queries import open_handovers

LEFT = date(2026, 11, 20)


@pytest.fixture
def handover(cast, now) -> Handover:
    """The worker leaves with one request in hand, and another that is closed to them."""
    for text in ("路灯不亮", "楼道堆物"):
        case = report_case(cast.resident, community=cast.here, category=cast.light, text=text, now=now).case
        accept_case(cast.worker, case, now=now)
    post = open_post(
        cast.chair, cast.here, name="社工", kind="worker", minutes_a_week=2400, from_date=date(2026, 1, 1), now=now
    )
    held = take_up_post(cast.chair, post, cast.keys["worker"], from_date=date(2026, 1, 1), now=now)
    return leave_post(cast.chair, held, on=LEFT, now=now).handover


def passed(cast, now, handover) -> None:
    for line in handover.lines.filter(passed_at__isnull=True):
        pass_handover_line(cast.chair, line, cast.keys["chair"], now=now)


def test_open_requests_are_listed_by_number_and_due_in_ten_days(cast, now, handover):
    assert handover.due_date == LEFT + timedelta(days=10)
    lines = list(handover.lines.all())
    assert [line.kind for line in lines] == ["work", "work"]
    assert all("26-" in line.words and "路灯" not in line.words for line in lines)
    assert all(line.path.startswith("/desk/cases/") for line in lines)


def test_who_leaves_adds_and_passes_and_the_chair_finishes(cast, now, handover):
    add_handover_line(cast.worker, handover, kind="key", text="办公室钥匙三把", now=now)
    with pytest.raises(Refused):
        finish_handover(cast.chair, handover, now=now)
    passed(cast, now, handover)
    with pytest.raises(NotYours):
        finish_handover(cast.worker, handover, now=now)
    assert open_handovers(cast.chair, cast.here)[0].left == 0
    finish_handover(cast.chair, handover, now=now)
    assert open_handovers(cast.chair, cast.here) == []
    with pytest.raises(Refused):
        add_handover_line(cast.chair, handover, kind="key", text="还有一把", now=now)


def test_a_line_is_passed_once_to_a_colleague_who_stays(cast, now, handover):
    line = handover.lines.first()
    for person, refusal in ((cast.keys["worker"], Refused), (cast.keys["other_worker"], Missing), (0, Missing)):
        with pytest.raises(refusal):
            pass_handover_line(cast.chair, line, person, now=now)
    pass_handover_line(cast.chair, line, cast.keys["chair"], now=now)
    with pytest.raises(Refused):
        pass_handover_line(cast.chair, line, cast.keys["mediator"], now=now)


def test_others_see_and_change_nothing(cast, now, handover):
    for who in (cast.mediator, cast.other_worker, cast.resident, cast.coordinator):
        with pytest.raises(Missing):
            add_handover_line(who, handover, kind="key", text="x", now=now)
        assert open_handovers(who, cast.here) == []


def test_work_is_found_and_not_typed_and_words_are_needed(cast, now, handover):
    for given in ({"kind": "work", "text": "x"}, {"kind": "dance", "text": "x"}, {"kind": "key", "text": " "}):
        with pytest.raises(Invalid):
            add_handover_line(cast.chair, handover, now=now, **given)


def test_the_chair_is_told_once_of_a_list_that_is_late(cast, now, handover):
    def told() -> int:
        return Notice.objects.filter(kind="team.handover.late", person=cast.keys["chair"]).count()

    say_what_is_due(now)
    assert told() == 0
    for _twice in range(2):
        say_what_is_due(now + timedelta(days=12))
    assert told() == 1


def test_the_story_on_the_pages(cast, now, handover, visit):
    chair, at = visit("chair"), f"/desk/team/handover/{handover.pk}/"
    assert f"/handover/{handover.pk}/" in chair.get("/desk/team/").content.decode()
    assert visit("worker").post(at, {"do": "add", "kind": "seal", "text": "居委会公章"}).url == at
    for line in handover.lines.all():
        assert chair.post(at, {"do": "pass", "line": str(line.pk), "person": str(cast.keys["chair"])}).url == at
    assert chair.get(f"/desk/team/handover/{handover.pk}.pdf").content.startswith(b"%PDF-")
    assert chair.post(at, {"do": "finish"}).url == at
    handover.refresh_from_db()
    assert handover.finished_at
