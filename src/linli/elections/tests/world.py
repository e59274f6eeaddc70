"""Elections at each step that an address can name."""

from typing import Any

from .conftest import Way


def world(cast: Any, now: Any) -> dict[str, Any]:
    way = Way(cast, now)
    return {
        "elections_draft": way.called(title="演示：还没公示").pk,
        "elections_posted": way.posted(title="演示：提名中").pk,
        "elections_listed": way.listed(title="演示：候选人已公布").pk,
        "elections_recall": way.posted(title="演示：罢免", kind="recall", about="演示委员", why="演示").pk,
    }


PAGES = {
    None: (
        "/elections/",
        "/elections/{elections_posted}/",
        "/elections/{elections_listed}/",
        "/elections/{elections_recall}/",
    ),
    "worker": (
        "/desk/elections/",
        "/desk/elections/new/",
        "/desk/elections/{elections_draft}/",
        "/desk/elections/{elections_posted}/",
        "/desk/elections/{elections_listed}/",
        "/desk/elections/{elections_recall}/",
    ),
}
LISTS = [(None, "/elections/"), ("worker", "/desk/elections/")]
