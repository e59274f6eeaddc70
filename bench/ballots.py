"""A ballot of 60,000 voters: casting one by one in the house's own process and over the network, closing, counting, publishing, verifying."""

import json
import subprocess
import sys
import time
from urllib.parse import urlencode

from .cases import FORM, csrf
from .house import BIN, House, house
from .load import Asked, measure

VOTERS, BY_NETWORK = 60_000, 3_000
SET_UP = """
import json, os
from datetime import timedelta
from django.utils import timezone
from linli.ballots.actions import Listed, draft_ballot, open_ballot, post_roll, set_options, write_roll
from linli.ballots.codes import voting_code
from tests.cast import set_up_cast
cast, now = set_up_cast(), timezone.now()
then = now - timedelta(days=20)
ballot = draft_ballot(cast.worker, cast.here, question="演示：先修哪一处？", kind="runoff", votes_by="representative", now=then)
set_options(cast.worker, ballot, [f"第{number}处" for number in range(1, 9)], now=then)
write_roll(cast.worker, ballot, [Listed("演示甲", f"{number}号") for number in range(%(voters)d)], now=then)
post_roll(cast.chair, ballot, now=then)
opened = open_ballot(cast.chair, ballot, closes_at=now + timedelta(days=1), now=now)
codes = [voting_code(entry) for entry in opened.ballot.roll.all()[:%(by_network)d]]
print(json.dumps({"slips": opened.slips, "codes": codes}))
"""
CAST = """
import json, random, time
from django.utils import timezone
from linli.ballots.actions import cast_ballot
from linli.ballots.codes import LETTER
from linli.ballots.models import RollEntry
from linli.base.actors import ANYONE
dice, took, now = random.Random(7), [], timezone.now()
for entry in RollEntry.objects.filter(channel="").select_related("ballot").iterator(2000):
    choice = dice.sample([f"o{n}" for n in range(1, 9)], dice.randint(0, 8))
    begun = time.perf_counter()
    cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, choice, now=now)
    took.append(time.perf_counter() - begun)
took.sort()
print(json.dumps({"number": len(took), "median": took[len(took) // 2], "p95": took[int(len(took) * .95)]}))
"""
COUNT = """
import json, resource, time
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
begun = time.perf_counter()
ballot = open_box(by, close_ballot(by, Ballot.objects.get(), now=now), %(slips)r, now=now)
counted = time.perf_counter()
text = published_file(ballot)
written = time.perf_counter()
Path(%(file)r).write_text(text)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"count": counted - begun, "file": written - counted, "bytes": len(text.encode()), "memory": memory}))
"""


def main() -> None:
    with house() as made:
        told = ask(made, SET_UP % {"voters": VOTERS, "by_network": BY_NETWORK})
        with made.served() as address:
            cookie, token = csrf(address, "/vote/")
            form = urlencode(
                [("csrfmiddlewaretoken", token), ("do", "cast"), ("o3", "1"), ("o1", "2"), ("o8", "3")]
            ).encode()
            codes = iter(told["codes"])
            network = measure(
                address, lambda _n: Asked("POST", f"/vote/{next(codes)}/", form, FORM | {"Cookie": cookie})
            )
        one = ask(made, CAST)
        file = made.folder / "published.jsonl"
        over = ask(made, COUNT % {"slips": told["slips"][:2], "file": str(file)})
        begun = time.perf_counter()
        said = subprocess.run(
            [BIN / "linli-verify", str(file), "--lang=en"], capture_output=True, text=True, check=False
        )
        verified = time.perf_counter() - begun
    print(f"{VOTERS} voters, eight options, ranked; SQLite")
    print(
        f"cast over the network   {network.per_second:8.0f} a second, p95 {network.p95:.1f} ms, failed {network.failed}"
    )
    print(
        f"cast, the action alone  median {one['median'] * 1000:.1f} ms, p95 {one['p95'] * 1000:.1f} ms ({one['number']} ballots)"
    )
    print(f"close, open and count   {over['count']:8.1f} s, {over['memory']} MB at most")
    print(f"published file          {over['file']:8.1f} s, {over['bytes'] / 1e6:.1f} MB")
    print(f"linli-verify            {verified:8.1f} s: {said.stdout.strip().splitlines()[-1]}")


def ask(made: House, script: str) -> dict:
    return json.loads(made.linli("shell", "-v0", "-c", script).strip().splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
