"""Why each project of a budget was bought or not: what there was for it beside what it costs, in whole units of money, rounded down.

`why` is shares (its supporters paid it), rest (bought from what was left) or bought (greedy), or else too_dear, after_stop, below_least,
no_points as an offer says, or not_enough: its supporters had too little left, and no rest is spent.
"""

from dataclasses import asdict, dataclass
from typing import Any

from .budgets import Budget
from .equal_shares import EqualShares, Missed, Purchase
from .greedy import Bought, Offer


@dataclass(frozen=True)
class Reason:
    """`held`: what there was for it — its supporters' together before they paid, or of all the money — and `cost` what it takes.

    Where shares paid, `supporters` are those who had anything left, and `payment` is what each paid for a point, except `poor` of them,
    who had less and paid all of it; elsewhere `supporters` are all of them. `rest`: what was left of all the money when its turn came
    after the shares; None where it did not come.
    """

    why: str
    held: int
    cost: int
    supporters: int | None = None
    payment: int | None = None
    poor: int = 0
    rest: int | None = None


def of_greedy(found: Bought) -> dict[str, Any]:
    """By project, plain values."""
    return {offer.project: asdict(Reason(offer.why, offer.left, offer.cost)) for offer in found.offers}


def of_equal_shares(found: EqualShares, budget: Budget) -> dict[str, Any]:
    """By project, plain values."""
    offers = {offer.project: offer for offer in found.completion.offers}
    reasons = {buy.project: _paid(buy, budget.costs[buy.project]) for buy in found.final.purchases}
    reasons |= {miss.project: _left_over(miss, offers.get(miss.project)) for miss in found.final.missed}
    return {project: asdict(reason) for project, reason in reasons.items()}


def _paid(buy: Purchase, cost: int) -> Reason:
    return Reason("shares", int(buy.had), cost, buy.payers, int(buy.payment), buy.poor)


def _left_over(miss: Missed, offer: Offer | None) -> Reason:
    if offer is None:
        return Reason("not_enough" if miss.voters else "no_points", int(miss.left), miss.cost, miss.voters)
    why = "rest" if offer.is_bought else offer.why
    return Reason(why, int(miss.left), miss.cost, miss.voters, rest=offer.left)
