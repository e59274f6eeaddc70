"""Residents raise ideas, support each other's, and answer what the committee reckons; the committee writes down what comes without a screen."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Refused
from linli.base.rows import at_step, held, open_row
from linli.base.text import words
from linli.base.uploads import Picture
from linli.facts.actions import record
from linli.facts.kinds import Good
from linli.notices.actions import tell_who_must
from linli.people.known import of_known
from linli.places.models import Building

from .. import facts
from ..models import Idea, Round, Support
from ..notices import REPLIED
from ..permissions import reply_to_costing as may_reply
from ..permissions import run_round, take_part
from ..pictures import keep_picture

IDEAS, COSTING = Round.State.IDEAS, Round.State.COSTING
MOST_IDEAS = 500


@dataclass(frozen=True)
class Wish:
    """An idea as it is raised. `place` in words, or `building`, or both; `good`: which of the six it is for."""

    title: str
    about: str
    for_whom: str
    place: str = ""
    building: Building | None = None
    good: str = ""
    picture: Picture | None = None


@action
def raise_idea(by: Actor, found: Round, wish: Wish, *, now: datetime) -> Idea:
    """A resident raises an idea, and supports it. Safe by the lock on the round, under which its number is drawn.

    Refused before the first and after the last day for ideas. NotYours for who lives elsewhere.
    """
    found = open_row(by, Round, found.pk, IDEAS, right=take_part)
    if not found.ideas_from_date <= localdate(now) <= found.ideas_to_date:
        raise Refused(_("Ideas are collected from the first to the last day that was announced."))
    idea = _raised(by, found, wish, came_by=Idea.CameBy.WEB, now=now, person_id=me(by))
    Support.objects.create(idea=idea, person_id=me(by))
    return idea


@action
def raise_at_desk(by: Actor, found: Round, wish: Wish, *, came_by: str, now: datetime, told_how: str = "") -> Idea:
    """Written down for somebody who came by, called or left a paper: the page says so. Safe by the lock on the round.

    `told_how` is whom the committee tells what becomes of it; it alone reads it, and it is deleted with the round's close.
    """
    found = open_row(by, Round, found.pk, IDEAS, right=run_round)
    if came_by not in Idea.CameBy.values or came_by == Idea.CameBy.WEB:
        raise Invalid(_("Say how the idea came in."), field="came_by")
    return _raised(by, found, wish, came_by=came_by, now=now, told_how=told_how)


def _raised(
    by: Actor,
    found: Round,
    wish: Wish,
    *,
    came_by: str,
    now: datetime,
    person_id: int | None = None,
    told_how: str = "",
) -> Idea:
    if wish.good and wish.good not in list(Good):
        raise Invalid(_("Choose one of the list."), field="good")
    if wish.building and wish.building.community_id != found.community_id:
        raise Invalid(_("This building is not in the community."), field="building")
    last = found.ideas.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_IDEAS:
        raise Refused(_("There are very many ideas already: support one of those."))
    idea = Idea.objects.create(
        round=found,
        number=last + 1,
        title=words(wish.title, field="title", longest=60),
        about=words(wish.about, field="about", longest=2000),
        for_whom=words(wish.for_whom, field="for_whom", longest=120),
        place=words(wish.place, field="place", longest=120, required=wish.building is None),
        building=wish.building,
        good=wish.good,
        picture=keep_picture(wish.picture) if wish.picture else "",
        raised_by_id=person_id,
        came_by=came_by,
        told_how=words(told_how, field="told_how", longest=120, required=False),
        raised_at=now,
    )
    record(
        by, facts.RAISED.key, idea, now=now, community_id=found.community_id, came_by=came_by, good=wish.good or None
    )
    return idea


@action
def support_idea(by: Actor, idea: Idea, *, is_wanted: bool, now: datetime) -> int:
    """A resident wants it, or does not any more; how many whom the committee knows do now. Safe by the lock on the round and the unique row: nobody counts twice."""
    found = open_row(by, Round, idea.round_id, IDEAS, COSTING, right=take_part)
    if localdate(now) < found.ideas_from_date:
        raise Refused(_("Ideas are collected from the first to the last day that was announced."))
    idea = open_row(by, found.ideas.all(), idea.pk, Idea.State.RAISED, Idea.State.FEASIBLE)
    if is_wanted:
        Support.objects.get_or_create(idea=idea, person_id=me(by))
    else:
        idea.supports.filter(person=me(by)).delete()
    return idea.supports.filter(of_known("person", "idea__round__community")).count()


@action
def reply_to_costing(by: Actor, idea: Idea, *, reply: str, now: datetime, about: str = "") -> Idea:
    """Whoever raised it answers the costing once, and may write the idea anew; it is costed again. Safe by the lock on the round.

    Refused before there is a costing, the second time, and once the ballot is drafted. The committee is told.
    """
    found = held(Round, idea.round_id)
    idea = open_row(by, found.ideas.all(), idea.pk, Idea.State.FEASIBLE, Idea.State.NOT_FEASIBLE, right=may_reply)
    at_step(found, IDEAS, COSTING)
    if idea.replied_at:
        raise Refused(_("You have answered already: once is possible."))
    idea.reply, idea.replied_at = words(reply, field="reply", longest=1000), now
    idea.about = words(about, field="about", longest=2000, required=False) or idea.about
    idea.state = Idea.State.RAISED
    idea.save()
    path = f"/desk/budgets/ideas/{idea.pk}/"
    tell_who_must(by, REPLIED, run_round, found, values={"title": idea.title}, path=path, now=now)
    return idea
