"""Rounds at each step that an address can name."""

from io import BytesIO
from typing import Any

from PIL import Image

from linli.base.uploads import read_picture
from linli.budgets import actions
from linli.budgets.models import Round

from .conftest import DAY, YUAN, Way


def a_picture() -> Any:
    file = BytesIO()
    Image.new("RGB", (60, 40), "olive").save(file, "JPEG")
    file.seek(0)
    return read_picture(file)


def world(cast: Any, now: Any) -> dict[str, Any]:
    """A decided round lies forty days back, so that everything in it is past; another collects ideas now."""
    earlier = Way(cast, now - 40 * DAY)
    decided = earlier.decided()
    first, second = decided.projects.all()
    actions.add_step(cast.worker, first, text="演示：量尺寸", owner="演示物业", due_date=now.date(), now=now)
    earlier.spent(first, 10_000)
    actions.ask_for_money(cast.worker, first, amount_fen=100 * YUAN, purpose="演示：螺丝", payee="演示五金店", now=now)
    photo = actions.add_photo(
        cast.resident, first, a_picture(), when="before", text="演示：旧楼梯", is_agreed=True, now=now
    )
    actions.show_photo(cast.worker, photo, now=now)
    hidden = actions.add_photo(
        cast.resident, first, a_picture(), when="after", text="演示：新楼梯", is_agreed=True, now=now
    )
    earlier.finish(second)
    way = Way(cast, now)
    opened = way.opened(title="演示：征集中")
    waiting = way.raised(opened, title="演示：长椅", picture=a_picture())
    costed = way.raised(opened, title="演示：晾衣架")
    way.cost(costed)
    rude = way.raised(opened, title="演示脏话")
    actions.decline_idea(cast.worker, rude, why="演示：骂人。", is_hidden=True, now=now)
    same = way.raised(opened, by=cast.neighbour, title="演示：长凳")
    actions.merge_ideas(cast.worker, same, waiting, now=now)
    return {
        "budget_open": opened.pk,
        "budget_decided": decided.pk,
        "budget_voting": _voting(earlier).pk,
        "budget_waiting": waiting.pk,
        "budget_costed": costed.pk,
        "budget_hidden": rude.pk,
        "budget_merged": same.pk,
        "budget_chosen": first.idea_id,
        "budget_project": first.pk,
        "budget_photo": photo.file,
        "budget_unseen": hidden.file,
    }


def _voting(way: Way) -> Round:
    return way.drafted(title="演示：投票中")


PAGES = {
    None: (
        "/budgets/",
        "/budgets/{budget_open}/",
        "/budgets/{budget_decided}/",
        "/budgets/{budget_decided}/why/",
        "/budgets/ideas/{budget_waiting}/",
        "/budgets/ideas/{budget_hidden}/",
        "/budgets/ideas/{budget_merged}/",
        "/budgets/ideas/{budget_chosen}/",
    ),
    "resident": (
        "/budgets/{budget_open}/new/",
        "/budgets/ideas/{budget_costed}/",
        "/budgets/projects/{budget_project}/photo/",
    ),
    "worker": (
        "/desk/budgets/",
        "/desk/budgets/new/",
        "/desk/budgets/{budget_open}/",
        "/desk/budgets/{budget_voting}/",
        "/desk/budgets/{budget_decided}/",
        "/desk/budgets/{budget_open}/idea/",
        "/desk/budgets/ideas/{budget_waiting}/",
        "/desk/budgets/ideas/{budget_costed}/",
        "/desk/budgets/projects/{budget_project}/",
    ),
}
LISTS = [
    (None, "/budgets/"),
    (None, "/budgets/{budget_open}/"),
    (None, "/budgets/{budget_decided}/"),
    (None, "/budgets/{budget_decided}/why/"),
    ("worker", "/desk/budgets/"),
    ("worker", "/desk/budgets/{budget_open}/"),
    ("worker", "/desk/budgets/{budget_decided}/"),
    ("worker", "/desk/budgets/projects/{budget_project}/"),
]
