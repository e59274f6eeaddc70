"""Why each project of a budget was bought or not: in words, and as figures for a picture. All of it from the published result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from linli.base.money import yuan

from ..counting.ballots import order_by_seed
from ..models import Ballot, Option

BOUGHT = frozenset({"shares", "rest", "bought"})
ROOM = 1.6
"""How far a bar reaches, in the cost of the dearest project: supporters often have many times what theirs costs."""


@dataclass(frozen=True)
class Bar:
    """In hundredths of the picture's width. `held` ends at the edge where `is_cut`; `paid` is what of the cost its supporters have."""

    held: float
    cost: float
    paid: float
    is_cut: bool

    @property
    def gap(self) -> float:
        """From what its supporters have to the cost."""
        return round(self.cost - self.paid, 1)

    @property
    def mark(self) -> float:
        """Where the stroke of the cost begins, which ends at the cost."""
        return round(max(self.cost - 0.8, 0), 1)


@dataclass(frozen=True)
class Why:
    """Money in fen. `held`: of equal shares what its supporters had together; of the greedy method what was left at its turn."""

    key: str
    label: str
    is_bought: bool
    is_from_rest: bool
    votes: int
    held: int
    cost: int
    words: str
    bar: Bar


@dataclass(frozen=True)
class Reasons:
    """In the order bought, then by votes. `share` is what everybody had in the last count, `first_share` before it was raised; in fen."""

    rows: list[Why]
    is_shares: bool
    limit: int
    spent: int
    voters: int
    share: int
    first_share: int

    @property
    def left(self) -> int:
        return self.limit - self.spent

    @property
    def is_raised(self) -> bool:
        return self.share > self.first_share


def reasons_of(ballot: Ballot) -> Reasons | None:
    """None for what is no budget, or not counted. Two queries."""
    result = ballot.result or {}
    told: Mapping[str, Mapping[str, Any]] = result.get("reasons", {})
    if not ballot.is_budget or not told or ballot.limit is None:
        return None
    options = {option.key: option for option in ballot.options.all()}
    is_shares = ballot.kind == Ballot.Kind.EQUAL_SHARES
    reach = ROOM * max(reason["cost"] for reason in told.values()) or 1
    rows = [
        _why(options[key], told[key], result["votes"][key], reach, is_shares=is_shares) for key in _in_order(ballot)
    ]
    voters = ballot.papers.filter(is_consultative=False, invalid="").count()
    return Reasons(
        rows,
        is_shares,
        ballot.limit,
        sum(row.cost for row in rows if row.is_bought),
        voters,
        int(Fraction(result.get("share", 0))),
        ballot.limit // max(voters, 1),
    )


def _in_order(ballot: Ballot) -> list[str]:
    result: dict[str, Any] = ballot.result or {}
    ties = order_by_seed(result["votes"], ballot.seed)
    by_votes = sorted(ties, key=lambda key: -result["votes"][key])
    if ballot.kind == Ballot.Kind.GREEDY:
        return by_votes
    return [*result["winners"], *(key for key in by_votes if key not in result["winners"])]


def _why(option: Option, reason: Mapping[str, Any], votes: int, reach: float, *, is_shares: bool) -> Why:
    why, held, cost = reason["why"], reason["held"], reason["cost"]
    told = (SHARES if is_shares else GREEDY)[why]
    return Why(
        option.key,
        option.label,
        why in BOUGHT,
        why == "rest",
        votes,
        held,
        cost,
        told(reason, votes),
        _bar(held, cost, reach),
    )


def _bar(held: int, cost: int, reach: float) -> Bar:
    """Zero width is drawn as nothing, and what would leave the picture ends at its edge."""
    has, takes, paid = (round(100 * min(amount, reach) / reach, 1) for amount in (held, cost, min(held, cost)))
    return Bar(has, takes, paid, held > reach)


def money(fen: int) -> str:
    """Yuan, without the two places where they are zero."""
    return yuan(fen).removesuffix(".00")


Told = Callable[[Mapping[str, Any], int], str]


def _figures(reason: Mapping[str, Any], votes: int) -> dict[str, Any]:
    named = {name: money(reason[name]) for name in ("held", "cost", "payment", "rest") if reason.get(name) is not None}
    supporters = reason.get("supporters") or 0
    return named | {"votes": votes, "n": supporters, "poor": reason["poor"], "empty": max(votes - supporters, 0)}


def _by_shares(reason: Mapping[str, Any], votes: int) -> str:
    told = _figures(reason, votes)
    said = [
        ngettext(
            "%(n)d supporter had %(held)s yuan, and it costs %(cost)s: enough. From that share %(payment)s yuan were paid.",
            "%(n)d supporters had %(held)s yuan together, and it costs %(cost)s: enough. Each share paid %(payment)s yuan.",
            told["n"],
        )
    ]
    if told["poor"]:
        said.append(
            ngettext(
                "%(poor)d of them had less left and gave all of it.",
                "%(poor)d of them had less left and gave all of it.",
                told["poor"],
            )
        )
    if told["empty"]:
        said.append(
            ngettext(
                "%(empty)d more voted for it, whose share was spent before.",
                "%(empty)d more voted for it, whose shares were spent before.",
                told["empty"],
            )
        )
    return _joined(said) % told


def _joined(said: list[str]) -> str:
    return ("" if (get_language() or "").startswith("zh") else " ").join(said)


def _left(reason: Mapping[str, Any], votes: int) -> str:
    """The first half of what is said of a project that shares did not pay."""
    told = _figures(reason, votes)
    return (
        ngettext(
            "%(n)d supporter had only %(held)s yuan left, and it costs %(cost)s.",
            "%(n)d supporters had only %(held)s yuan left together, and it costs %(cost)s.",
            told["n"],
        )
        % told
    )


def _from_rest(reason: Mapping[str, Any], votes: int) -> str:
    after = _("After the shares the rest was spent by votes: at its turn %(rest)s yuan were left, which is enough.")
    return _joined([_left(reason, votes), after % _figures(reason, votes)])


def _too_dear(reason: Mapping[str, Any], votes: int) -> str:
    after = _("At its turn %(rest)s yuan of all the money were left, which is not enough either.")
    return _joined([_left(reason, votes), after % _figures(reason, votes)])


def _said(sentence: Callable[[int], str]) -> Told:
    return lambda reason, votes: sentence(votes) % _figures(reason, votes)


SHARES: dict[str, Told] = {
    "shares": _by_shares,
    "rest": _from_rest,
    "too_dear": _too_dear,
    "not_enough": _left,
    "no_points": _said(lambda _votes: _("Nobody voted for it.")),
}
GREEDY: dict[str, Told] = {
    "bought": _said(
        lambda votes: ngettext(
            "%(votes)d vote. At its turn %(held)s yuan were left, and it costs %(cost)s: enough.",
            "%(votes)d votes. At its turn %(held)s yuan were left, and it costs %(cost)s: enough.",
            votes,
        )
    ),
    "too_dear": _said(
        lambda votes: ngettext(
            "%(votes)d vote. At its turn only %(held)s yuan were left, and it costs %(cost)s: it was passed over.",
            "%(votes)d votes. At its turn only %(held)s yuan were left, and it costs %(cost)s: it was passed over.",
            votes,
        )
    ),
    "after_stop": _said(lambda _votes: _("The buying had ended before its turn.")),
    "below_least": _said(lambda _votes: _("It has fewer votes than a project needs.")),
    "no_points": _said(lambda _votes: _("Nobody voted for it.")),
}
