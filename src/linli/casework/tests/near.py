"""Every way in which somebody can be near a request, for tests of rights."""

from datetime import datetime
from typing import Any

from linli.casework.actions.handling import accept_case, assign_case, hide_case, wall_case
from linli.casework.actions.hands import become_willing, call_for_hands, offer_hands, take_offer
from linli.casework.actions.receiving import join_case, report_case
from linli.casework.actions.whistles import blow_whistle

SECRET = "家里有人打人，请帮帮我"


def near(cast: Any, now: datetime) -> None:
    """Every way in which somebody can be near a case."""

    def report(text: str, **more: Any) -> Any:
        by = more.pop("by", cast.resident)
        return report_case(by, community=more.pop("community", cast.here), text=text, now=now, **more).case

    join_case(cast.neighbour, report("公开", category=cast.light), now=now)
    report("邻居的", category=cast.light, by=cast.neighbour, wants_public=False)
    report("没有账号的人", category=cast.light, by=cast.anyone, wants_public=False)
    report("别处的", category=cast.light, by=cast.stranger, community=cast.there, wants_public=False)
    report(SECRET, category=cast.secret, by=cast.neighbour)
    hidden = report("被隐藏的", category=cast.light)
    hide_case(cast.worker, hidden, reason="有人名", now=now)
    given = report("交给物业的", category=cast.light, by=cast.neighbour, wants_public=False)
    assign_case(cast.worker, given, organisation=cast.manager, now=now)
    lent = report("交给志愿者的", category=cast.light, by=cast.neighbour, wants_public=False)
    assign_case(cast.worker, lent, person_id=cast.keys["volunteer"], now=now)
    walled = report("社工要回避的", category=cast.light, by=cast.neighbour, wants_public=False)
    accept_case(cast.chair, walled, now=now)
    wall_case(cast.chair, walled, person_id=cast.keys["worker"], reason="亲属", now=now)
    called = report("吹哨的", category=cast.light, by=cast.neighbour, wants_public=False)
    accept_case(cast.worker, called, now=now)
    blow_whistle(cast.worker, called, organisations=[cast.works, cast.office], text="请来", now=now)
    become_willing(cast.volunteer, community=cast.here, category=cast.carry, now=now)
    for text in ("等人来抬", "有人来抬"):
        carry = report(text, category=cast.carry, by=cast.neighbour, wants_public=False)
        call = call_for_hands(cast.worker, carry, now=now)
    take_offer(cast.worker, offer_hands(cast.volunteer, call, now=now), now=now)
    for text, verdict in (("志愿者要回避的", "wall"), ("有人看不得的", "hide")):
        carry = report(text, category=cast.carry, by=cast.neighbour, wants_public=False)
        call_for_hands(cast.worker, carry, now=now)
        if verdict == "wall":
            wall_case(cast.chair, carry, person_id=cast.keys["volunteer"], reason="亲属", now=now)
        else:
            hide_case(cast.worker, carry, reason="有人名", now=now)
