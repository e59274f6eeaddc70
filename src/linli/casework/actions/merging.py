"""The same thing reported twice becomes one case."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid

from .. import facts
from ..clocks import set_next_due, take_over_promises
from ..models import Case, Reporter
from ..permissions import handle_case
from .handling import put_wall
from .hands import end_hands
from .story import happened, lock, move, require, tell_these_reporters
from .whistles import end_calls


@action
def merge_cases(by: Actor, case: Case, *, into: Case, now: datetime, seen: int | None = None) -> Case:
    """Merge `case` into another of the same community. Every reporter follows: each is told, each rates.

    The number and the code that somebody was given go on working, and open what they may see of the heir; what was promised
    to either of them earlier is what the heir owes.

    Both rows are locked in the order of their keys, so that two merges crossing each other wait and cannot block for ever.
    Invalid if they are the same, lie in different communities, or one is confidential and the other is not.
    """
    first, second = sorted((case.pk, into.pk))
    if first == second:
        raise Invalid(_("A request cannot be merged into itself."), field="into")
    locked = {key: lock(key, seen=seen if key == case.pk else None) for key in (first, second)}
    case, into = locked[case.pk], locked[into.pk]
    require(by, case, "merge")
    handle_case.require(by, into)
    if case.community_id != into.community_id or case.is_confidential != into.is_confidential:
        raise Invalid(_("Only requests of one community, equally confidential, can be merged."), field="into")
    if not into.is_open:
        raise Invalid(_("Choose a request that is still open."), field="into")
    before, number = case.state, case.number
    carried = _carry_reporters(case, into)
    _carry_walls(by, case, into)
    take_over_promises(case, into)
    move(case, "merge")
    case.merged_into = into
    case.is_public = False
    set_next_due(case)
    end_hands(by, case, now=now)
    end_calls(by, case, now=now)
    happened(
        by, case, facts.MERGED, now=now, before=before, public=True, data={"into": into.pk}, category=case.category.key
    )
    happened(by, into, facts.JOINED, now=now, public=True, data={"from": case.pk}, value=1, category=into.category.key)
    tell_these_reporters(by, into, carried, facts.MERGED, now=now, number=number, into=into.number)
    return into


def _carry_walls(by: Actor, case: Case, into: Case) -> None:
    """Whom a wall kept from the one, it keeps from the other, which holds its words from now on."""
    for wall in case.walls.all():
        put_wall(by, into, person_id=wall.person_id, reason=wall.reason)


def _carry_reporters(case: Case, into: Case) -> list[Reporter]:
    """Each follows, and whoever reported `case` is known as its reporter for ever. Who is there already stays with both rows."""
    there = {r.person_id for r in into.reporters.all() if r.person_id}
    carried = []
    for reporter in case.reporters.all():
        carried.append(reporter)
        if reporter.person_id in there and reporter.person_id is not None:
            continue
        if reporter.is_first:
            reporter.reported = case
        reporter.case, reporter.is_first = into, False
        reporter.save(update_fields=["case", "is_first", "reported"])
    return carried
