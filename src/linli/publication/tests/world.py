"""Publications at each step that an address can name."""

from typing import Any

from linli.publication import actions

from .conftest import Way


def world(cast: Any, now: Any) -> dict[str, Any]:
    way = Way(cast, now)
    posted = way.posted()
    actions.hang_up(cast.worker, posted, board="一街公告栏", day=now.date(), now=now)
    actions.ask(cast.resident, posted, text="什么时候装？", now=now)
    actions.complain(cast.neighbour, cast.here, about="missing", kind="money", text="钱没有公布。", now=now)
    return {"publication_draft": way.draft(kind="other").pk, "publication_posted": posted.pk}


PAGES = {
    None: ("/publication/", "/publication/{publication_posted}/"),
    "resident": ("/publication/complain/", "/publication/{publication_posted}/"),
    "worker": (
        "/desk/publication/",
        "/desk/publication/new/?kind=decisions",
        "/desk/publication/{publication_draft}/",
        "/desk/publication/{publication_posted}/",
        "/publication/{publication_posted}/",
    ),
    "street_officer": ("/publication/complaints/",),
}
LISTS = [
    (None, "/publication/"),
    (None, "/publication/{publication_posted}/"),
    ("worker", "/desk/publication/"),
    ("street_officer", "/publication/complaints/"),
]
