"""Participatory budgets: greedy, and equal shares counted share by share without any leap."""

from collections import Counter
from fractions import Fraction
from math import ceil, lcm
from typing import Any

from .reading import File

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


def greedy(file: File) -> dict[str, Any]:
    votes = scores_of(file, groups_of(file))
    rule = file.opening["rule"]
    return {
        "winners": _buy_by_votes(file, votes, rule["limit"], [], stops=rule["stops"], least=rule["least"]),
        "votes": votes,
    }


def _buy_by_votes(
    file: File, votes: dict[str, int], left: int, without: list[str], *, stops: bool = False, least: int = 1
) -> list[str]:
    costs, bought = costs_of(file), []
    for option in sorted(file.options, key=lambda option: (-votes[option], file.order.index(option))):
        if option in without or votes[option] < max(1, least):
            continue
        if costs[option] <= left:
            bought.append(option)
            left -= costs[option]
        elif stops:
            break
    return bought


def equal_shares(file: File) -> dict[str, Any]:
    rule, groups, costs = file.opening["rule"], groups_of(file), costs_of(file)
    votes = scores_of(file, groups)
    share = Fraction(rule["limit"], max(1, len(file.valid)))
    bought, short = _one_count(file, groups, share)
    while rule["raises"] != "none" and short:
        steps = 1
        if rule["raises"] == "breakpoint":
            steps = max(1, min(ceil(Fraction(missing, voters) / rule["step"]) for missing, voters in short))
        higher, higher_short = _one_count(file, groups, share + steps * rule["step"])
        if sum(costs[option] for option in higher) > rule["limit"]:
            break
        share, bought, short = share + steps * rule["step"], higher, higher_short
    left = rule["limit"] - sum(costs[option] for option in bought)
    rest = _buy_by_votes(file, votes, left, bought) if rule["spends_rest"] else []
    return {"winners": bought + rest, "by_shares": len(bought), "share": str(share), "votes": votes}


def _one_count(file: File, groups: list[Group], share: Fraction) -> tuple[list[str], list[tuple[Fraction, int]]]:
    """What is bought in order, and for each project with supporters that is not: what they lack, and how many they are.

    `money` is in parts of which a unit has `parts`; a project's supporters are gone through by what they have for each point.
    """
    costs, by_cost = costs_of(file), file.opening["rule"]["worth"] == "cost"
    supporters = {o: [(g, points[o]) for g, (points, _n) in enumerate(groups) if points.get(o)] for o in file.options}
    money, parts = [share.numerator] * len(groups), share.denominator
    at_least = {option: Fraction(0) for option in file.options if supporters[option]}
    bought: list[str] = []
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
        for group, points in supporters[option]:
            money[group] -= min(money[group], each * points)
        del at_least[option]
        bought.append(option)
    short = []
    for option in file.options:
        if option not in bought and supporters[option]:
            have = Fraction(sum(groups[group][1] * money[group] for group, _points in supporters[option]), parts)
            short.append((costs[option] - have, sum(groups[group][1] for group, _points in supporters[option])))
    return bought, short


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
