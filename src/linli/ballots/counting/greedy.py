"""Greedy: projects by points, each bought if the money left pays for it."""

from dataclasses import dataclass

from .ballots import Points, Tally, Tie, all_checked, points_of
from .budgets import Budget, scores


@dataclass(frozen=True)
class Offer:
    """A project in its turn. `why`: bought, too_dear, after_stop, below_least, no_points. `left` is the money left before it."""

    project: str
    score: int
    cost: int
    left: int
    is_bought: bool
    why: str
    tie: Tie | None


@dataclass(frozen=True)
class Bought:
    """Offers in turn; `winners` in the order bought."""

    offers: tuple[Offer, ...]
    left: int

    @property
    def winners(self) -> tuple[str, ...]:
        return tuple(offer.project for offer in self.offers if offer.is_bought)


def count_greedy(
    tally: Tally[Points], budget: Budget, *, stops: bool = False, least: int = 1, already: tuple[str, ...] = ()
) -> Bought:
    """Buy by points, equal ones in the published order. A project too dear is passed over, or with `stops` ends the buying.

    `least`: fewest points with which a project can be bought. `already`: bought before, as equal shares leaves them; their cost is
    gone from the limit. Raises WrongBallotError.
    """
    all_checked(tally, points_of(budget.paper.options))
    score = scores(tally, budget.paper)
    turns = [project for project in budget.paper.order if project not in already]
    turns.sort(key=lambda project: -score[project])
    left, offers, has_stopped = budget.limit - budget.spent(already), [], False
    for project in turns:
        cost = budget.costs[project]
        why = "bought"
        if score[project] < max(least, 1):
            why = "below_least" if score[project] else "no_points"
        elif has_stopped:
            why = "after_stop"
        elif cost > left:
            why, has_stopped = "too_dear", stops
        equal = tuple(other for other in turns if score[other] == score[project])
        tie = Tie("rank", equal, project) if len(equal) > 1 else None
        offers.append(Offer(project, score[project], cost, left, why == "bought", why, tie))
        left -= cost if why == "bought" else 0
    return Bought(tuple(offers), left)
