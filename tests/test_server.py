"""The real server: cut off in the middle it keeps what it acknowledged; of two who write at once nobody is lost."""

import http.client
import json
import re
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from .house import House, Server, Visitor
from .thorough import IS_THOROUGH

POSTS, THREADS = 1000 if IS_THOROUGH else 300, 6
SET_UP = """
import json
from django.test import Client
from tests.cast import set_up_cast
from tests.visitors import sign_in
from linli.base.actors import HOUSE
from linli.casework.actions.hands import become_willing
from linli.people.actions import add_person, give_role
from tests.cast import NOW
cast = set_up_cast()
sessions = {}
for who in ("worker", "chair", "volunteer"):
    client = Client()
    sign_in(client, cast.keys[who], who, True)
    sessions[who] = client.cookies["sessionid"].value
become_willing(cast.volunteer, community=cast.here, category=cast.carry, now=NOW)
become_willing(cast.worker, community=cast.here, category=cast.carry, now=NOW)
print(json.dumps(sessions))
"""
HALF_STORED = """
SELECT count(*) FROM casework_case c WHERE NOT EXISTS (SELECT 1 FROM casework_reporter r WHERE r.case_id = c.id)
   OR NOT EXISTS (SELECT 1 FROM casework_event e WHERE e.case_id = c.id)
   OR NOT EXISTS (SELECT 1 FROM facts_fact f WHERE f.kind = 'casework.case.reported' AND f.subject_id = c.id)
   OR NOT EXISTS (SELECT 1 FROM casework_casetext t WHERE t.{key} = c.id)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    made = House(tmp_path_factory.mktemp("served"))
    made.sessions = json.loads(made("shell", "-v0", "-c", SET_UP).strip().splitlines()[-1])  # type: ignore[attr-defined]
    return made


@pytest.fixture(scope="module")
def server(house) -> Iterator[Server]:
    with house.served() as running:
        yield running


class Reporter(Visitor):
    """Somebody who sends requests."""

    def report(self, submission: object, category: str = "street_light") -> tuple[int, str, str]:
        return self.post(
            "/report/?c=jia",
            text=f"路灯不亮 {submission}",
            category=category,
            who_reads="public",
            submission=submission,
            marker="",
            building="",
            place_text="",
            name="",
            telephone="",
            email="",
        )


def test_what_was_acknowledged_survives_a_kill(house):
    acknowledged: list[str] = []
    with house.served() as server:
        visitors = [Reporter(server) for _n in range(THREADS)]
        over = threading.Event()

        def go_on(visitor: Reporter) -> None:
            for _n in range(POSTS // THREADS):
                submission = str(uuid.uuid4())
                try:
                    status, _page, leads = visitor.report(submission)
                except (OSError, http.client.HTTPException):
                    over.set()
                    return
                if status == 302 and leads.startswith("/t/"):
                    acknowledged.append(submission)

        threads = [threading.Thread(target=go_on, args=(v,)) for v in visitors]
        for thread in threads:
            thread.start()
        while len(acknowledged) < POSTS // 3 and any(t.is_alive() for t in threads):
            time.sleep(0.02)
        server.kill()
        for thread in threads:
            thread.join()
    assert over.is_set(), "the server was killed too late to matter"
    assert len(acknowledged) >= POSTS // 3
    with house.served() as server:
        assert Reporter(server).get("/cases/?c=jia")[0] == 200
    stored = int(house.ask("SELECT count(*) FROM casework_case"))
    listed = ",".join(f"'{s if house.database else s.replace('-', '')}'" for s in acknowledged)
    assert int(house.ask(f"SELECT count(*) FROM casework_case WHERE submission IN ({listed})")) == len(
        set(acknowledged)
    )
    assert stored <= len(acknowledged) + THREADS
    assert int(house.ask(HALF_STORED.format(key="case_id" if house.database else "rowid"))) == 0


def test_the_same_press_twenty_times_at_once_is_one_request(house, server):
    visitors = [Reporter(server) for _n in range(10)]
    submission = uuid.uuid4()
    before = int(house.ask("SELECT count(*) FROM casework_case"))
    answers = at_once([lambda v=v: v.report(submission) for v in visitors for _twice in range(2)])
    assert {status for status, _page, _leads in answers} == {302}
    assert len({leads for _status, _page, leads in answers}) == 1
    assert int(house.ask("SELECT count(*) FROM casework_case")) == before + 1


def test_of_two_who_answer_at_once_the_later_sees_the_other_and_keeps_their_words(house, server):
    staff = [Reporter(server, house.sessions["worker"]), Reporter(server, house.sessions["chair"])]
    for turn in range(5):
        case = _case_of(Reporter(server).report(uuid.uuid4()))
        words = [f"社工的话{turn}", f"主任的话{turn}"]
        path = f"/desk/cases/{case}/"
        answers = at_once(
            [lambda v=v, w=w, p=path: v.post(p, do="answer", seen=1, text=w) for v, w in zip(staff, words, strict=True)]
        )
        assert sorted(status for status, _page, _leads in answers) == [200, 302]
        late = next(n for n, answer in enumerate(answers) if answer[0] == 200)
        assert "In the meantime this happened" in answers[late][1]
        assert words[late] in answers[late][1]
        assert words[1 - late] in answers[late][1]
        stored = f"SELECT count(*) FROM casework_message WHERE case_id = {case}"
        assert int(house.ask(stored)) == 1


def test_of_two_who_say_yes_to_one_helper_at_once_one_is_written_down(house, server):
    helpers = [Reporter(server, house.sessions["worker"]), Reporter(server, house.sessions["volunteer"])]
    case = _case_of(Reporter(server).report(uuid.uuid4(), category="carry"))
    helpers[0].post(f"/desk/cases/{case}/", do="hands", seen=1)
    call = int(house.ask(f"SELECT max(id) FROM casework_callforhands WHERE case_id = {case}"))
    at_once([lambda v=v: v.post(f"/hands/{call}/", do="offer") for v in helpers for _twice in range(2)])
    offers = house.ask(f"SELECT count(*) FROM casework_offer WHERE call_id = {call}")
    assert int(offers) == 2
    offer = int(house.ask(f"SELECT min(id) FROM casework_offer WHERE call_id = {call}"))
    at_once([lambda: helpers[0].post(f"/desk/cases/{case}/", do="take", offer=offer) for _twice in range(2)])
    accepted = f"SELECT count(*) FROM casework_event WHERE case_id = {case} AND key = 'casework.hands.accepted'"
    assert int(house.ask(accepted)) == 1


def test_one_reporter_who_rates_twice_at_once_rates_once(house, server):
    reporter, worker = Reporter(server), Reporter(server, house.sessions["worker"])
    leads = reporter.report(uuid.uuid4())[2]
    case, link = _case_of((302, "", leads)), leads.split("?")[0]
    worker.post(f"/desk/cases/{case}/", do="resolve", seen=1, outcome="solved", text="换了灯泡")
    at_once([lambda: reporter.post(link, do="rate", is_solved="yes", stars=5, text="") for _n in range(4)])
    assert int(house.ask(f"SELECT count(*) FROM casework_rating WHERE case_id = {case}")) == 1


def _case_of(answer: tuple[int, str, str]) -> int:
    return int(re.match(r"/t/(\d+)-", answer[2])[1])


def at_once(calls):
    """All started together; their answers in order."""
    gate = threading.Barrier(len(calls))

    def wait_and(call):
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(wait_and, calls))
