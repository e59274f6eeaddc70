"""The method of equal shares, in exact money: everybody gets the same share of the budget and pays for projects they support.

Each round buys the project that costs its supporters least for what it is worth to them: all supporters pay in proportion to their
points, or all they have left where that is less. `rho` is the price of a unit of worth: with rho a supporter of worth u pays
min(money, rho × u), together the cost. Smallest rho first; equal ones by the published order. Source: Peters, Pierczyński and Skowron,
"Proportional Participatory Budgeting with Additive Utilities" (2021); equalshares.net.

Plain equal shares leaves money over. So everybody's share is raised and all is counted anew; when an outcome would cost more than there
is, the one before it stands (`too_dear`), and counting also ends where everything that has supporters is bought. The raise is either
`unit`: one step after the other (`add1` of the cities; shares that certainly buy the same are leapt over, see `_all_alike_between`);
or `breakpoint`: as many steps at once as let the supporters of some project not bought pay for it from what they have left, which
needs fewer counts and can leave out an outcome in between. What is left then may buy greedily, by points.

Money is a whole number of parts; where a payment does not divide evenly, all money is cut finer, so that nothing is ever rounded.
"""

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, inf
from operator import itemgetter

from .ballots import Points, Tally, Tie, all_checked, points_of
from .budgets import Budget
from .greedy import Bought, count_greedy

COST, ONE = "cost", "one"
"""Worth of a project to a supporter: points times its cost, or the points alone."""
NONE, UNIT, BREAKPOINT = "none", "unit", "breakpoint"


@dataclass(frozen=True)
class Method:
    """The published method. `step`: by how many whole units of money a share is raised (fen: 100 is a yuan)."""

    worth: str = COST
    raises: str = UNIT
    step: int = 1
    spends_rest: bool = True

    def __post_init__(self) -> None:
        if self.worth not in {COST, ONE} or self.raises not in {NONE, UNIT, BREAKPOINT} or self.step < 1:
            raise ValueError("a method of equal shares that is not known")


@dataclass(frozen=True)
class Purchase:
    """`rho` as above. Who gives one point pays `payment`, or all they had left, which `poor` of the `payers` did.

    `had` is what the payers had together before. `place` is that in the published order; nothing else stood before `runner_up`, a lower
    bound of its rho and its place.
    """

    project: str
    rho: Fraction
    had: Fraction
    payment: Fraction
    payers: int
    poor: int
    tie: Tie | None
    place: int
    runner_up: tuple[Fraction | float, int]


@dataclass(frozen=True)
class Missed:
    """A project not bought: what its supporters had left together, of its cost."""

    project: str
    left: Fraction
    cost: int
    voters: int


@dataclass(frozen=True)
class Shares:
    """One count with everybody's share at `share`."""

    share: Fraction
    purchases: tuple[Purchase, ...]
    missed: tuple[Missed, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        return tuple(purchase.project for purchase in self.purchases)


@dataclass(frozen=True)
class EqualShares:
    """`plain` is the count with the real budget, `final` the one that stands after the raises, of `counts` in all; then `completion`.

    `stopped_by`: too_dear, all_bought or not_raised.
    """

    plain: Shares
    final: Shares
    counts: int
    stopped_by: str
    completion: Bought

    @property
    def winners(self) -> tuple[str, ...]:
        return (*self.final.winners, *self.completion.winners)


def count_equal_shares(tally: Tally[Points], budget: Budget, method: Method) -> EqualShares:
    """Count by the published method. Raises WrongBallotError."""
    all_checked(tally, points_of(budget.paper.options))
    market = _Market(tally, budget, method.worth)
    plain = market.run(market.start)
    ways = {NONE: _not_at_all, UNIT: _by_units, BREAKPOINT: _by_breakpoints}
    final, counts, stopped_by = ways[method.raises](market, plain, method.step)
    left = budget.limit - budget.spent(final.winners)
    rest = count_greedy(tally, budget, already=final.winners) if method.spends_rest else Bought((), left)
    return EqualShares(plain, final, counts, stopped_by, rest)


def _not_at_all(_market: "_Market", plain: Shares, _step: int) -> tuple[Shares, int, str]:
    return plain, 1, "not_raised"


def _by_units(market: "_Market", last: Shares, step: int) -> tuple[Shares, int, str]:
    steps, counts = 1, 1
    while market.can_buy_more(last):
        raised, counts = market.run(last.share + steps * step), counts + 1
        if _all_alike_between(last, raised):
            last, steps = raised, steps * 2
        elif steps > 1:
            steps //= 2
        elif market.is_too_dear(raised):
            return last, counts, "too_dear"
        else:
            last = raised
    return last, counts, "all_bought"


def _by_breakpoints(market: "_Market", last: Shares, step: int) -> tuple[Shares, int, str]:
    counts = 1
    while market.can_buy_more(last):
        steps = min(-(-(miss.cost - miss.left) // (miss.voters * step)) for miss in last.missed if miss.voters)
        raised, counts = market.run(last.share + max(1, steps) * step), counts + 1
        if market.is_too_dear(raised):
            return last, counts, "too_dear"
        last = raised
    return last, counts, "all_bought"


def _all_alike_between(low: Shares, high: Shares) -> bool:
    """Whether every share between these two certainly buys the same in the same order.

    As long as the same has been bought, a larger share leaves every voter no less money, so that every rho is no larger. If each
    purchase was still cheaper with the low share than anything else with the high one, nothing can have come before it in between.
    """
    return low.winners == high.winners and all(
        (bought.rho, bought.place) < dear.runner_up for bought, dear in zip(low.purchases, high.purchases, strict=True)
    )


@dataclass
class _Stall:
    """A project in one count. Once all a supporter has is less than their part, it stays so: rho only rises, money only falls."""

    rho: Fraction
    rich: dict[int, list[int]]  # points → groups of ballots that can pay their part
    poor: list[int]
    owed: int = 0  # what the rich pay together, in parts
    weight: int = 0  # points of the rich together


class _Market:
    def __init__(self, tally: Tally[Points], budget: Budget, worth: str) -> None:
        self.budget, self.numbers = budget, [number for _points, number in tally.groups]
        self.start = Fraction(budget.limit, max(tally.valid, 1))
        self.groups: dict[str, dict[int, list[int]]] = {project: {} for project in budget.paper.options}
        for place, (points, _number) in enumerate(tally.groups):
            for project, given in points:
                if given:
                    self.groups[project].setdefault(given, []).append(place)
        self.per_point = {project: cost if worth == COST and cost else 1 for project, cost in budget.costs.items()}
        self.place_in_order = {project: place for place, project in enumerate(budget.paper.order)}

    def can_buy_more(self, shares: Shares) -> bool:
        return any(miss.voters for miss in shares.missed)

    def is_too_dear(self, shares: Shares) -> bool:
        return self.budget.spent(shares.winners) > self.budget.limit

    def _voters(self, groups: dict[int, list[int]]) -> int:
        return sum(self.numbers[group] for of_worth in groups.values() for group in of_worth)

    def _weight(self, groups: dict[int, list[int]]) -> int:
        return sum(points * sum(self.numbers[group] for group in of_worth) for points, of_worth in groups.items())

    def run(self, share: Fraction) -> Shares:
        """One count."""
        self.parts = share.denominator
        self.money = [share.numerator] * len(self.numbers)
        stalls: dict[str, _Stall] = {}
        for project, groups in self.groups.items():
            if groups:
                weight, cost = self._weight(groups), self.budget.costs[project]
                stalls[project] = _Stall(Fraction(cost, weight * self.per_point[project]), groups, [], 0, weight)
        heap = [(stall.rho, self.place_in_order[project], project) for project, stall in stalls.items()]
        heapify(heap)
        purchases: list[Purchase] = []
        while bought := self._cheapest(heap, stalls):
            for project in bought[1:]:
                heappush(heap, (stalls[project].rho, self.place_in_order[project], project))
            runner_up = heap[0][:2] if heap else (inf, 0)
            purchases.append(self._buy(bought, stalls.pop(bought[0]), runner_up))
        winners = {purchase.project for purchase in purchases}
        missed = (self._missed(project) for project in self.budget.paper.order if project not in winners)
        return Shares(share, tuple(purchases), tuple(missed))

    def _cheapest(self, heap: list[tuple[Fraction, int, str]], stalls: dict[str, _Stall]) -> list[str]:
        """The projects of smallest rho, in the published order. The heap's rhos are lower bounds; who cannot be paid leaves it."""
        best: Fraction | None = None
        equal: list[tuple[Fraction, int, str]] = []
        while heap and (best is None or heap[0][0] <= best):
            _bound, place, project = heappop(heap)
            if not self._quote(project, stalls[project], best):
                continue
            rho = stalls[project].rho
            if best is not None and rho > best:
                heappush(heap, (rho, place, project))
                continue
            if best is None or rho < best:
                for other in equal:
                    heappush(heap, other)
                best, equal = rho, []
            equal.append((rho, place, project))
        return [project for _rho, _place, project in sorted(equal)]

    def _quote(self, project: str, stall: _Stall, best: Fraction | None) -> bool:
        """Bring rho, the rich and the poor up to date. False: its supporters have not enough. Stops once rho exceeds `best`."""
        stall.poor = [group for group in stall.poor if self.money[group]]
        stall.owed = self.budget.costs[project] * self.parts - self._together(stall.poor)
        while stall.weight:
            stall.rho = Fraction(stall.owed, stall.weight * self.per_point[project] * self.parts)
            if best is not None and stall.rho > best:
                return True
            newly_poor, lighter = list[int](), 0
            rich: dict[int, list[int]] = {}
            for points, groups in stall.rich.items():
                part = -(
                    -stall.owed * points // stall.weight
                )  # whole parts: less money than this is less than the true part
                if min(_of(self.money, groups)) >= part:
                    rich[points] = groups
                    continue
                poor = [group for group in groups if self.money[group] < part]
                lighter += points * sum(_of(self.numbers, poor))
                newly_poor += poor
                if len(poor) < len(groups):
                    rich[points] = [group for group in groups if self.money[group] >= part]
            if not newly_poor:
                return True
            stall.rich = rich
            stall.weight -= lighter
            stall.owed -= self._together(newly_poor)
            stall.poor += newly_poor
        return False

    def _together(self, groups: list[int]) -> int:
        return sum(self.numbers[group] * self.money[group] for group in groups)

    def _buy(self, equal: list[str], stall: _Stall, runner_up: tuple[Fraction | float, int]) -> Purchase:
        """Take the money, cutting it finer where the payment of a point does not divide."""
        rich = [group for groups in stall.rich.values() for group in groups]
        poor = sum(self.numbers[group] for group in stall.poor if self.money[group])
        had = Fraction(self._together(rich + stall.poor), self.parts)
        common = gcd(stall.owed, stall.weight)
        finer, a_point = stall.weight // common, stall.owed // common
        if finer > 1:
            self.parts *= finer
            self.money = [money * finer for money in self.money]
        for points, groups in stall.rich.items():
            for group in groups:
                self.money[group] -= a_point * points
        for group in stall.poor:
            self.money[group] = 0
        project, payers = equal[0], self._voters(stall.rich) + poor
        tie = Tie("purchase", tuple(equal), project) if len(equal) > 1 else None
        payment, place = Fraction(a_point, self.parts), self.place_in_order[project]
        return Purchase(project, stall.rho, had, payment, payers, poor, tie, place, runner_up)

    def _missed(self, project: str) -> Missed:
        groups = self.groups[project]
        left = self._together([group for of_worth in groups.values() for group in of_worth])
        return Missed(project, Fraction(left, self.parts), self.budget.costs[project], self._voters(groups))


def _of(values: list[int], places: list[int]) -> tuple[int, ...]:
    """The values at these places."""
    if len(places) > 1:
        return itemgetter(*places)(values)
    return (values[places[0]],) if places else ()
