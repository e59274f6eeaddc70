"""Every idea gets an answer: what it costs, why it is not feasible, why it is not taken up, or which one it became part of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import ChangedMeanwhile, Invalid
from linli.base.money import LARGEST_FEN, yuan
from linli.base.rows import open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell

from .. import facts
from ..models import Costing, CostLine, Idea, Round, Support
from ..notices import MERGED
from ..permissions import run_round
from ..queries.ideas import raisers

RUNS = (Round.State.IDEAS, Round.State.COSTING)
OPEN = (Idea.State.RAISED, Idea.State.FEASIBLE, Idea.State.NOT_FEASIBLE)
MOST_LINES = 30


@dataclass(frozen=True)
class Item:
    """So many of something at a price in fen."""

    item: str
    quantity: int
    unit_fen: int


@dataclass(frozen=True)
class Told:
    """What the committee found out. Feasible: `items` and `owner`, who would carry it out. Not: `why`, and the law or rule it stumbles on."""

    is_feasible: bool
    owner: str = ""
    needs: str = ""
    running_fen: int = 0
    running_words: str = ""
    why: str = ""
    stumbles_on: str = ""


@action
def cost_idea(by: Actor, idea: Idea, told: Told, items: Sequence[Item], *, seen: int, now: datetime) -> Costing:
    """Cost an idea, or cost it anew; whoever raised it is told. `seen` is the number of the last costing that the page showed, 0 for none.

    Safe by the lock on the round and the unique number: of two at once the second hears of the first (ChangedMeanwhile). Invalid for a
    cost that is nothing or more than all the money: such an idea is not feasible, and that is said with its reason.
    """
    found = open_row(by, Round, idea.round_id, *RUNS, right=run_round)
    idea = open_row(by, found.ideas.all(), idea.pk, *OPEN)
    last = idea.costings.last()
    if seen != (last.number if last else 0):
        raise ChangedMeanwhile(_("Somebody has costed this idea meanwhile: look at it first. Nothing was stored."))
    lines = _lines(items)
    cost = sum(line.sum_fen for line in lines)
    if told.is_feasible and not 0 < cost <= found.money_fen:
        raise Invalid(
            _("It costs %(cost)s yuan; feasible is what costs something and at most %(limit)s yuan.")
            % {"cost": yuan(cost), "limit": yuan(found.money_fen)},
            field="items",
        )
    costing = _kept(by, idea, told, number=seen + 1, cost=cost, now=now)
    for line in lines:
        line.costing = costing
    CostLine.objects.bulk_create(lines)
    idea.state = Idea.State.FEASIBLE if told.is_feasible else Idea.State.NOT_FEASIBLE
    idea.save(update_fields=["state"])
    _answered(by, found, idea, facts.COSTED.key, now=now, is_feasible=told.is_feasible)
    return costing


def _kept(by: Actor, idea: Idea, told: Told, *, number: int, cost: int, now: datetime) -> Costing:
    if not 0 <= told.running_fen <= LARGEST_FEN:
        raise Invalid(_("This amount is too large."), field="running_fen")
    return Costing.objects.create(
        idea=idea,
        number=number,
        is_feasible=told.is_feasible,
        cost_fen=cost,
        running_fen=told.running_fen,
        by_id=me(by),
        at=now,
        owner=words(told.owner, field="owner", longest=60, required=told.is_feasible),
        needs=words(told.needs, field="needs", longest=1000, required=False),
        running_words=words(told.running_words, field="running_words", longest=300, required=False),
        why=words(told.why, field="why", longest=1000, required=not told.is_feasible),
        stumbles_on=words(told.stumbles_on, field="stumbles_on", longest=200, required=False),
    )


def _lines(items: Sequence[Item]) -> list[CostLine]:
    if len(items) > MOST_LINES:
        raise Invalid(_("At most %(most)d lines.") % {"most": MOST_LINES}, field="items")
    if any(not 1 <= one.quantity <= 1_000_000 or not 0 <= one.unit_fen <= LARGEST_FEN // 1_000_000 for one in items):
        raise Invalid(_("A line counts at least one thing, at a price that is possible."), field="items")
    return [
        CostLine(
            place=place,
            item=words(one.item, field="items", longest=120),
            quantity=one.quantity,
            unit_fen=one.unit_fen,
            sum_fen=one.quantity * one.unit_fen,
        )
        for place, one in enumerate(items, start=1)
    ]


@action
def decline_idea(by: Actor, idea: Idea, *, why: str, now: datetime, is_hidden: bool = False) -> Idea:
    """Not taken up, as it is not what the money is for, or abuse, whose words are then hidden; the reason is public either way.

    Whoever raised it is told. Safe by the lock on the round.
    """
    found = open_row(by, Round, idea.round_id, *RUNS, right=run_round)
    idea = open_row(by, found.ideas.all(), idea.pk, *OPEN)
    idea.declined_why, idea.is_hidden = words(why, field="why", longest=1000), is_hidden
    idea.state = Idea.State.DECLINED
    idea.save()
    _answered(by, found, idea, facts.DECLINED.key, now=now)
    return idea


def _answered(
    by: Actor, found: Round, idea: Idea, kind: str, *, now: datetime, is_feasible: bool | None = None
) -> None:
    today = localdate(now)
    more = {} if is_feasible is None else {"is_feasible": is_feasible}
    days = (today - localdate(idea.raised_at)).days
    record(
        by,
        kind,
        idea,
        now=now,
        community_id=found.community_id,
        value=days,
        in_time=today <= found.costing_to_date,
        **more,
    )
    values = {"title": idea.title} | ({"due": found.costing_to_date.isoformat()} if more else {})
    tell(
        by,
        kind,
        to=raisers(idea),
        values=values,
        path=f"/budgets/ideas/{idea.pk}/",
        now=now,
        community_id=found.community_id,
        may_be_nobody=True,  # written down at the desk for people without accounts
    )


@action
def merge_ideas(by: Actor, idea: Idea, into: Idea, *, now: datetime) -> Idea:
    """One idea becomes part of another: both keep who raised them, and whoever supported either counts once. Safe by the lock on the round.

    Invalid for itself or an idea of another round. Whoever raised it is told.
    """
    found = open_row(by, Round, idea.round_id, *RUNS, right=run_round)
    if idea.pk == into.pk or into.round_id != found.pk:
        raise Invalid(_("Choose another idea of this round."), field="into")
    idea, into = open_row(by, found.ideas.all(), idea.pk, *OPEN), open_row(by, found.ideas.all(), into.pk, *OPEN)
    have = set(into.supports.values_list("person", flat=True))
    more = set(idea.supports.values_list("person", flat=True)) - have
    Support.objects.bulk_create(Support(idea=into, person_id=key) for key in sorted(more))
    to = raisers(idea)
    idea.merged.update(merged_into=into)
    idea.state, idea.merged_into = Idea.State.MERGED, into
    idea.save()
    tell(
        by,
        MERGED,
        to=to,
        values={"title": into.title},
        path=f"/budgets/ideas/{into.pk}/",
        now=now,
        community_id=found.community_id,
        may_be_nobody=True,  # written down at the desk for people without accounts
    )
    return into
