"""Topics at each step that an address can name."""

from typing import Any

from linli.deliberation import actions

from .conftest import Way


def world(cast: Any, now: Any) -> dict[str, Any]:
    way = Way(cast, now)
    talked = way.discussed(wording="装六个充电桩，晚上十点断电。", title="演示：讨论中")
    comment = actions.comment_on_topic(cast.neighbour, talked, text="我家就在旁边，怕吵。", stance="against", now=now)
    actions.comment_on_topic(cast.resident, talked, text="可以装在围墙那边。", answers=comment, now=now)
    actions.amend(cast.neighbour, talked, text="装四个充电桩，晚上九点断电。", why="少一点，早一点。", now=now)
    rude = actions.comment_on_topic(cast.neighbour, talked, text="演示脏话", now=now)
    hiding = actions.hide_words(cast.worker, rude, reason="insult", now=now)
    actions.appeal(cast.neighbour, hiding, text="我没有骂人。", now=now)
    mapped = way.mapped()
    for actor in (cast.resident, cast.neighbour, *way.neighbours(9)):
        for statement in mapped.statements.all():
            actions.take_stand(actor, statement, says=1 if actor.person_id % 2 else -1, now=now)
    actions.draw_map_of(cast.worker, mapped, now=now)
    return {
        "topic_raised": way.raised().pk,
        "topic_talked": talked.pk,
        "topic_mapped": mapped.pk,
        "topic_decided": way.decided("演示：订购", "演示：安装").pk,
    }


PAGES = {
    None: (
        "/topics/",
        "/topics/{topic_raised}/",
        "/topics/{topic_talked}/",
        "/topics/{topic_talked}/wording/",
        "/topics/{topic_mapped}/map/",
        "/topics/{topic_talked}/moderation/",
        "/topics/{topic_decided}/",
    ),
    "resident": (
        "/topics/new/",
        "/topics/{topic_talked}/",
        "/topics/{topic_talked}/wording/",
        "/topics/{topic_mapped}/opinions/",
    ),
    "worker": (
        "/desk/topics/",
        "/desk/topics/new/",
        "/desk/topics/{topic_raised}/",
        "/desk/topics/{topic_talked}/",
        "/desk/topics/{topic_mapped}/",
        "/desk/topics/{topic_decided}/",
    ),
    "chair": ("/desk/topics/appeals/",),
}
LISTS = [
    (None, "/topics/"),
    (None, "/topics/{topic_talked}/"),
    (None, "/topics/{topic_talked}/wording/"),
    (None, "/topics/{topic_talked}/moderation/"),
    ("worker", "/desk/topics/"),
    ("chair", "/desk/topics/appeals/"),
]
