"""Participatory budgets: greedy, and equal shares counted share by share without any leap."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

from .reading import File

MOST_COUNTS = 5_000
"""How often all is counted anew before the program gives up: shares raised by a step at a time can ask for millions of counts."""


MOST_WORK = 50_000_000
"""Ballots of a kind, times projects, times counts: some minutes at most."""


class TooLongError(Exception):
    """It would take too long to recount this."""


Group = tuple[dict[str, int], int]


def points_of(file: File, choice: list[Any]) -> dict[str, int]:
    rule = file.opening["rule"]
    if rule["ballot"] == "approval":
        return dict.fromkeys(choice, 1)
    if rule["ballot"] == "ranked":
        return {option: rule["most"] - place for place, option in enumerate(choice)}
    return {option: number for option, number in choice if number}


def groups_of(file: File) -> list[Group]:
    same = Counter(tuple(sorted(points_of(file, ballot["choice"]).items())) for ballot in file.valid)
    return [(dict(points), number) for points, number in same.items()]


def scores_of(file: File, groups: list[Group]) -> dict[str, int]:
    return {option: sum(points.get(option, 0) * number for points, number in groups) for option in file.options}


def costs_of(file: File) -> dict[str, int]:
    return {option["key"]: option["cost"] for option in file.opening["options"]}


@dataclass
class Turn:
    """A project when it is asked whether the money left pays for it."""

    option: str
    why: str
    left: int


@dataclass
class Purchase:
    """What its supporters had together before they paid, how many had something, and how many of them gave all of it."""

    option: str
    had: Fraction
    payers: int
    a_point: Fraction
    poor: int


@dataclass
class Count:
    """One count with everybody's share alike; of each project with supporters that is not bought, what they have left and how many they are."""

    bought: list[Purchase]
    left: dict[str, tuple[Fraction, int]]

    @property
    def options(self) -> list[str]:
        return [purchase.option for purchase in self.bought]


def greedy(file: File) -> dict[str, Any]:
    votes, costs, rule = scores_of(file, groups_of(file)), costs_of(file), file.opening["rule"]
    turns = _turns(file, votes, rule["limit"], [], stops=rule["stops"], least=rule["least"])
    reasons = {turn.option: _reason(turn.why, turn.left, costs[turn.option]) for turn in turns}
    return {"winners": _bought(turns), "votes": votes, "reasons": reasons}


def _turns(
    file: File, votes: dict[str, int], left: int, without: list[str], *, stops: bool = False, least: int = 1
) -> list[Turn]:
    costs, turns, is_over = costs_of(file), list[Turn](), False
    for option in sorted(file.options, key=lambda option: (-votes[option], file.order.index(option))):
        if option in without:
            continue
        if votes[option] < max(1, least):
            turns.append(Turn(option, "below_least" if votes[option] else "no_points", left))
        elif is_over:
            turns.append(Turn(option, "after_stop", left))
        elif costs[option] > left:
            turns.append(Turn(option, "too_dear", left))
            is_over = stops
        else:
            turns.append(Turn(option, "bought", left))
            left -= costs[option]
    return turns


def _bought(turns: list[Turn]) -> list[str]:
    return [turn.option for turn in turns if turn.why == "bought"]


def equal_shares(file: File) -> dict[str, Any]:
    rule, groups, costs = file.opening["rule"], groups_of(file), costs_of(file)
    votes = scores_of(file, groups)
    share = Fraction(rule["limit"], max(1, len(file.valid)))
    count, counts = _one_count(file, groups, share), 0
    while rule["raises"] != "none" and count.left:
        counts += 1
        if counts > MOST_COUNTS or counts * len(groups) * len(file.options) > MOST_WORK:
            raise TooLongError
        steps = 1
        if rule["raises"] == "breakpoint":
            lacks = [(costs[option] - have) / voters / rule["step"] for option, (have, voters) in count.left.items()]
            steps = max(1, min(ceil(lack) for lack in lacks))
        higher = _one_count(file, groups, share + steps * rule["step"])
        if sum(costs[option] for option in higher.options) > rule["limit"]:
            break
        share, count = share + steps * rule["step"], higher
    left = rule["limit"] - sum(costs[option] for option in count.options)
    turns = _turns(file, votes, left, count.options) if rule["spends_rest"] else []
    return {
        "winners": count.options + _bought(turns),
        "by_shares": len(count.options),
        "share": str(share),
        "votes": votes,
        "reasons": _reasons(file, count, turns),
    }


def _reasons(file: File, count: Count, turns: list[Turn]) -> dict[str, Any]:
    costs, found = costs_of(file), dict[str, Any]()
    for buy in count.bought:
        found[buy.option] = _reason(
            "shares",
            floor(buy.had),
            costs[buy.option],
            supporters=buy.payers,
            payment=floor(buy.a_point),
            poor=buy.poor,
        )
    asked = {turn.option: turn for turn in turns}
    for option in file.options:
        if option in found:
            continue
        have, voters = count.left.get(option, (Fraction(0), 0))
        why, rest = "not_enough" if voters else "no_points", None
        if option in asked:
            why, rest = asked[option].why.replace("bought", "rest"), asked[option].left
        found[option] = _reason(why, floor(have), costs[option], supporters=voters, rest=rest)
    return found


def _reason(why: str, held: int, cost: int, **more: int | None) -> dict[str, Any]:
    """A reason with all its names, as the file states it."""
    return {"why": why, "held": held, "cost": cost, "supporters": None, "payment": None, "poor": 0, "rest": None} | more


def _one_count(file: File, groups: list[Group], share: Fraction) -> Count:
    """What is bought in order, and what the supporters of the rest have left.

    `money` is in parts of which a unit has `parts`; a project's supporters are gone through by what they have for each point.
    """
    costs, by_cost = costs_of(file), file.opening["rule"]["worth"] == "cost"
    supporters = {o: [(g, points[o]) for g, (points, _n) in enumerate(groups) if points.get(o)] for o in file.options}
    money, parts = [share.numerator] * len(groups), share.denominator
    at_least = {option: Fraction(0) for option in file.options if supporters[option]}
    bought: list[Purchase] = []
    while True:
        best: tuple[Fraction, int, str, Fraction] | None = None
        for option in sorted(at_least, key=at_least.__getitem__):
            if best and at_least[option] > best[0]:
                break
            a_point = _price_of_a_point(costs[option] * parts, supporters[option], groups, money)
            if a_point is None:
                del at_least[option]
                continue
            at_least[option] = a_point / parts / (costs[option] if by_cost and costs[option] else 1)
            offer = (at_least[option], file.order.index(option), option, a_point)
            best = offer if best is None else min(best, offer)
        if best is None:
            break
        _rho, _place, option, a_point = best
        finer, each = a_point.denominator, a_point.numerator
        money, parts = [have * finer for have in money], parts * finer
        have, payers = _together(supporters[option], groups, money)
        poor = sum(groups[group][1] for group, points in supporters[option] if 0 < money[group] < each * points)
        bought.append(Purchase(option, Fraction(have, parts), payers, Fraction(each, parts), poor))
        for group, points in supporters[option]:
            money[group] -= min(money[group], each * points)
        del at_least[option]
    left = {}
    for option in set(file.options) - {purchase.option for purchase in bought}:
        if supporters[option]:
            have, _with_money = _together(supporters[option], groups, money)
            left[option] = (Fraction(have, parts), sum(groups[group][1] for group, _points in supporters[option]))
    return Count(bought, left)


def _together(supporters: list[tuple[int, int]], groups: list[Group], money: list[int]) -> tuple[int, int]:
    """What they have, in parts, and how many have anything."""
    have = sum(groups[group][1] * money[group] for group, _points in supporters)
    return have, sum(groups[group][1] for group, _points in supporters if money[group])


def _price_of_a_point(
    cost: int, supporters: list[tuple[int, int]], groups: list[Group], money: list[int]
) -> Fraction | None:
    """What a point must pay, so that all pay the cost together, each at most what they have. None: they cannot."""
    weight = sum(points * groups[group][1] for group, points in supporters)
    spread = lcm(*{points for _group, points in supporters})
    for group, points in sorted(supporters, key=lambda pair: money[pair[0]] * (spread // pair[1])):
        if cost * points <= money[group] * weight:
            return Fraction(cost, weight)
        cost -= groups[group][1] * money[group]
        weight -= groups[group][1] * points
    return None
