"""Many voters (five hundred in a thorough run) on the real server, each on the web and on paper at the same moment, and the server is killed in between."""

import http.client
import json
import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from linli_verify.program import main

from .house import House, Visitor
from .thorough import IS_THOROUGH

VOTERS, CLIENTS = 500 if IS_THOROUGH else 120, 12
SET_UP = """
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from linli.ballots.actions import add_to_roll, draft_ballot, open_ballot, post_roll, set_options
from linli.ballots.codes import voting_code
from tests.cast import set_up_cast
from tests.visitors import sign_in
cast, now = set_up_cast(), timezone.now()
then = now - timedelta(days=20)
ballot = draft_ballot(cast.worker, cast.here, question="演示：先修哪一处？", kind="most", votes_by="person", marks=1, now=then)
set_options(cast.worker, ballot, ["扶手", "路灯", "地砖"], now=then)
for number in range(%(voters)d):
    add_to_roll(cast.worker, ballot, name="演示甲", home=f"{number}号", now=then)
post_roll(cast.chair, ballot, now=then)
opened = open_ballot(cast.chair, ballot, closes_at=now + timedelta(days=1), now=now)
client = Client()
sign_in(client, cast.keys["worker"], "worker", True)
roll = [[entry.pk, voting_code(entry)] for entry in opened.ballot.roll.all()]
print(json.dumps({"key": ballot.pk, "slips": opened.slips, "roll": roll, "session": client.cookies["sessionid"].value}))
"""
COUNT = """
from datetime import timedelta
from pathlib import Path
from django.utils import timezone
from linli.ballots.actions import close_ballot, open_box
from linli.ballots.models import Ballot
from linli.ballots.queries.ballots import published_file
from linli.people.models import Person
from linli.people.queries import actor_of
now = timezone.now() + timedelta(days=2)
by = actor_of(Person.objects.get(name="主任戊").pk, now=now)
ballot = close_ballot(by, Ballot.objects.get(), now=now)
ballot = open_box(by, ballot, {slips!r}, now=now)
Path({file!r}).write_text(published_file(ballot))
"""


class Polling:
    """Clients that go on until the server has told each what became of it, however often it is killed."""

    def __init__(self, house: House, told: dict) -> None:
        self.house, self.told = house, told
        self.receipts: dict[int, str] = {}
        self.papers: list[int] = []
        self.answered = 0
        self.kept = threading.Lock()

    def run(self) -> None:
        """Half of the answers are in: the server is killed, and another starts."""
        errands = [(way, place) for place in range(VOTERS) for way in (self.on_the_web, self.on_paper)]
        random.Random(20261124).shuffle(errands)
        with self.house.served() as first, ThreadPoolExecutor(CLIENTS) as pool:
            self.voter, self.desk = Visitor(first), Visitor(first, self.told["session"])
            done = [pool.submit(self.until_answered, way, place) for way, place in errands]
            while self.answered < len(errands) // 2:
                time.sleep(0.01)
            first.kill()
            with self.house.served() as second:
                self.voter.server = self.desk.server = second
                for one in done:
                    one.result()

    def until_answered(self, way, place: int) -> None:
        for _attempt in range(300):
            try:
                way(place)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            else:
                with self.kept:
                    self.answered += 1
                return
        raise AssertionError("the server did not come back")

    def on_the_web(self, place: int) -> None:
        choice = f"o{place % 3 + 1}"
        status, page, _leads = self.voter.post(f"/vote/{self.told['roll'][place][1]}/", choice=choice, do="cast")
        assert status in {200, 409}
        if found := re.search(r'class="receipt">([\w-]+)<', page):
            self.receipts[place] = found[1]

    def on_paper(self, place: int) -> None:
        address = f"/desk/ballots/{self.told['key']}/roll/"
        status, _page, _leads = self.desk.post(address, do="paper", entry=self.told["roll"][place][0])
        assert status == 302


@pytest.fixture(scope="module")
def polled(tmp_path_factory) -> Polling:
    house = House(tmp_path_factory.mktemp("polling"))
    told = json.loads(house("shell", "-v0", "-c", SET_UP % {"voters": VOTERS}).strip().splitlines()[-1])
    polling = Polling(house, told)
    polling.run()
    return polling


def test_everybody_is_marked_once_and_whoever_was_told_so_has_a_ballot_in_the_box(polled):
    ask = polled.house.ask
    by_web = int(ask("SELECT count(*) FROM ballots_rollentry WHERE channel = 'web'"))
    by_paper = int(ask("SELECT count(*) FROM ballots_rollentry WHERE channel = 'paper'"))
    assert by_web + by_paper == VOTERS
    assert min(by_web, by_paper) > VOTERS // 10, "the two ways did not meet"
    assert int(ask("SELECT count(*) FROM ballots_sealedballot")) == by_web
    assert len(polled.receipts) <= by_web


def test_nobody_who_has_a_receipt_is_lost_and_the_verifier_agrees(polled, tmp_path, capsys):
    file = tmp_path / "published.jsonl"
    polled.house("shell", "-v0", "-c", COUNT.format(slips=polled.told["slips"][:2], file=str(file)))
    ballots = {
        line["receipt"]: line["choice"] for line in map(json.loads, file.read_text().splitlines()) if "receipt" in line
    }
    assert len(polled.receipts) > VOTERS // 10
    assert {receipt: ballots.get(receipt) for receipt in polled.receipts.values()} == {
        receipt: [f"o{place % 3 + 1}"] for place, receipt in polled.receipts.items()
    }
    assert main([str(file), "--lang=en"]) == 0
    for spoil in (_changed, _added, _removed):
        file.with_suffix(".spoilt").write_text(spoil(file.read_text().splitlines(keepends=True)))
        assert main([str(file.with_suffix(".spoilt")), "--lang=en"]) == 1


def _changed(lines: list[str]) -> str:
    place = next(n for n, line in enumerate(lines) if '["o1"]' in line)
    return "".join([*lines[:place], lines[place].replace('["o1"]', '["o2"]'), *lines[place + 1 :]])


def _added(lines: list[str]) -> str:
    return "".join([*lines[:-1], '{"receipt":"ZZZZ-ZZZZ-ZZZZ","choice":["o1"]}\n', lines[-1]])


def _removed(lines: list[str]) -> str:
    return "".join([*lines[:5], *lines[6:]])
