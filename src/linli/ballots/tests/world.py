"""A ballot at each step that an address can name."""

from datetime import timedelta
from typing import Any

from linli.ballots.actions import (
    add_to_roll,
    cast_ballot,
    close_ballot,
    draft_ballot,
    mark_for_paper,
    open_ballot,
    open_box,
    post_roll,
    print_papers,
    read_paper,
    set_options,
)
from linli.ballots.codes import LETTER, voting_code
from linli.ballots.models import Ballot
from linli.base.actors import ANYONE

POSTED = timedelta(days=20)


def posted(cast: Any, now: Any, question: str) -> Ballot:
    ballot = draft_ballot(cast.worker, cast.here, question=question, kind="most", votes_by="person", now=now - POSTED)
    set_options(cast.worker, ballot, ["加装扶手", "修路灯"], now=now - POSTED)
    for name in ("演示甲", "演示乙"):
        add_to_roll(cast.worker, ballot, name=name, home="3栋801", now=now - POSTED)
    return post_roll(cast.chair, ballot, now=now - POSTED)


def counted(cast: Any, now: Any) -> Ballot:
    then = now - timedelta(days=3)
    ballot = posted(cast, then, "演示：先做哪一件？")
    opened = open_ballot(cast.chair, ballot, closes_at=now - timedelta(days=1), now=then)
    for entry in opened.ballot.roll.all():
        cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, ["o1"], now=then)
    closed = close_ballot(cast.worker, opened.ballot, now=now)
    return open_box(cast.chair, closed, opened.slips, now=now)


def closed(cast: Any, now: Any) -> Ballot:
    """Two papers were given out, and one of them was read by one person."""
    then = now - timedelta(days=3)
    ballot = open_ballot(
        cast.chair, posted(cast, then, "演示：等着唱票"), closes_at=now - timedelta(days=1), now=then
    ).ballot
    for entry in ballot.roll.all():
        mark_for_paper(cast.worker, entry, way="paper", now=then)
    paper, _other = print_papers(cast.worker, ballot, 2, now=then)
    ballot = close_ballot(cast.worker, ballot, now=now)
    read_paper(cast.chair, ballot, paper.code, ["o1"], now=now)
    return ballot


def world(cast: Any, now: Any) -> dict[str, Any]:
    draft = draft_ballot(
        cast.worker, cast.here, question="演示：还在准备", kind="yes_no", votes_by="household", now=now
    )
    waiting = posted(cast, now, "演示：名单公示中")
    voting = open_ballot(
        cast.chair, posted(cast, now, "演示：正在投票"), closes_at=now + timedelta(days=2), now=now
    ).ballot
    return {
        "ballots_draft": draft.pk,
        "ballots_posted": waiting.pk,
        "ballots_open": voting.pk,
        "ballots_counted": counted(cast, now).pk,
        "ballots_closed": closed(cast, now).pk,
        "ballots_entry": voting.roll.get(number=1).pk,
        "ballots_code": voting_code(voting.roll.get(number=1)),
    }


PAGES = {
    None: (
        "/ballots/",
        "/ballots/{ballots_posted}/",
        "/ballots/{ballots_open}/",
        "/ballots/{ballots_counted}/",
        "/ballots/{ballots_open}/roll/",
        "/ballots/{ballots_closed}/watch/",
        "/vote/",
        "/vote/{ballots_code}/",
    ),
    "worker": (
        "/desk/ballots/",
        "/desk/ballots/new/",
        "/desk/ballots/{ballots_draft}/",
        "/desk/ballots/{ballots_posted}/",
        "/desk/ballots/{ballots_open}/",
        "/desk/ballots/{ballots_open}/roll/",
        "/desk/ballots/{ballots_open}/letters/",
        "/desk/ballots/{ballots_counted}/",
        "/desk/ballots/{ballots_closed}/",
        "/desk/ballots/{ballots_closed}/papers/read/",
        "/desk/ballots/{ballots_open}/papers/",
        "/desk/ballots/{ballots_open}/tablet/?entry={ballots_entry}",
    ),
}
LISTS = [
    (None, "/ballots/"),
    (None, "/ballots/{ballots_counted}/"),
    (None, "/ballots/{ballots_open}/roll/"),
    (None, "/ballots/{ballots_closed}/watch/"),
    ("worker", "/desk/ballots/"),
    ("worker", "/desk/ballots/{ballots_open}/roll/"),
    ("worker", "/desk/ballots/{ballots_closed}/papers/read/"),
]
