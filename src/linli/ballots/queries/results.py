"""The result of a ballot in rows and words: what each option got, which thresholds decided, what stays open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.rules import OURS

from ..models import Ballot, RollEntry
from ..papers import square_metres
from ..rules import THRESHOLDS, act_of, fixed_ways, keys_of_act, rule_of, threshold_rule
from .pages import counts_of, paper_of


@dataclass(frozen=True)
class Row:
    """`votes` as they are written: whole ones, or of transferred votes a fraction. `share` of the most, in hundredths, for a picture."""

    label: str
    votes: str
    is_chosen: bool
    share: int
    area: str = ""


def result_rows(ballot: Ballot) -> list[Row]:
    """Every option with its votes; of ranked ballots the first choices; of owners with their area."""
    return _rows(ballot, ballot.result or {}, is_decided=is_decided(ballot))


def consulted_rows(ballot: Ballot) -> list[Row]:
    """What those answered whose ballots do not count by law. Nobody is chosen by it."""
    return _rows(ballot, (ballot.consulted or {}).get("result", {}), is_decided=False) if ballot.consulted else []


def _rows(ballot: Ballot, result: Mapping[str, Any], *, is_decided: bool) -> list[Row]:
    votes, chosen = _votes(result), _chosen(result) if is_decided else []
    most = max([float(number) for number in votes.values()] or [0]) or 1
    area = result.get("area", {})
    return [
        Row(
            label,
            str(votes.get(key, 0)),
            key in chosen,
            round(100 * float(votes.get(key, 0)) / most),
            square_metres(area.get(key)),
        )
        for key, label in paper_of(ballot)
    ]


def _votes(result: Mapping[str, Any]) -> Mapping[str, Any]:
    rounds = result.get("rounds") or result.get("stages") or [{"votes": {}}]
    return result.get("votes") or result.get("owners") or rounds[0]["votes"]


def _chosen(result: Mapping[str, Any]) -> list[str]:
    if "carried" in result:
        return ["yes"] if result["carried"] else []
    return list(result.get("winners") or result.get("elected") or [result.get("winner")])


def is_decided(ballot: Ballot) -> bool:
    """Whether enough took part, and what else the law asks of the vote as a whole."""
    checks: dict[str, bool] = (ballot.result or {}).get("checks", {})
    return all(is_met for name, is_met in checks.items() if name not in {"majority", "consent_area", "consent_owners"})


@dataclass(frozen=True)
class Check:
    """A threshold in words, and whether it was met; None before the count. `need`: what it asks, as one says it. `part` of `whole` is the
    figure that decided, once it is known. `is_analogy`: the article speaks of something else, or it is practice.
    """

    what: str
    share: str
    is_over: bool
    law: str
    is_met: bool | None
    need: str = ""
    part: str = ""
    whole: str = ""
    is_analogy: bool = False


def checks_of(ballot: Ballot, *, on: date) -> list[Check]:
    """The thresholds of this ballot's act, and no others: as fixed at the opening, before it as the law stands today."""
    fixed = ballot.rule or rule_of(ballot, on=on)
    day = localdate(ballot.opened_at) if ballot.opened_at else on
    keys, met, figures = keys_of_act(ballot, on=day), (ballot.result or {}).get("checks", {}), _figures(ballot, fixed)
    words, found = _asked(), []
    for name, rule_name in _names_of(ballot):
        data = fixed.get(rule_name)
        if data is None:
            continue
        origin = threshold_rule(keys[rule_name], ballot, on=day) if rule_name in keys else None
        part, whole = figures.get(name, ("", ""))
        is_analogy = bool(origin and origin.by_analogy and origin.article == data["article"] and data["source"] != OURS)
        found.append(
            Check(
                words[name],
                data["share"],
                data["over"],
                _law(data),
                met.get(name),
                _need(name, data),
                part,
                whole,
                is_analogy,
            )
        )
    return found


def _names_of(ballot: Ballot) -> list[tuple[str, str]]:
    """The checks that this ballot is counted by, each with the name of its threshold in the rule: an owners' threshold is held twice."""
    names = THRESHOLDS[act_of(ballot)]
    if ballot.kind == Ballot.Kind.OWNERS:
        return [(f"{name}_{of}", name) for name in names for of in ("area", "owners")]
    return [(name, name) for name in names]


def _law(data: Mapping[str, Any]) -> str:
    if data["source"] == OURS:
        return _("practice; no law says it")
    return f"{data['source']} {data['article']}".strip()


def _need(name: str, data: Mapping[str, Any]) -> str:
    if name == "contest":
        return _("more candidates than places") if data["over"] else _("as many candidates as places, or more")
    if name == "cover":
        return _("no more ballots in the box than were given out")
    words = _("more than %(share)s") if data["over"] else _("at least %(share)s")
    return words % {"share": data["share"]}


def _figures(ballot: Ballot, fixed: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What was held against each threshold, from the published box. Empty before the count. Two queries."""
    if not ballot.result or ballot.state != Ballot.State.COUNTED:
        return {}
    counts, result = counts_of(ballot), ballot.result
    box = counts.in_box or 0
    if ballot.kind == Ballot.Kind.OWNERS:
        roll = ballot.roll.filter(struck_why="").aggregate(area=Sum("area"))["area"] or 0
        cast = sum(result["area"].values())
        areas = {"turnout_area": (cast, roll), "consent_area": (result["area"]["yes"], cast)}
        heads = {"turnout_owners": (box, counts.may), "consent_owners": (result["owners"]["yes"], box)}
        found = {name: (square_metres(part), square_metres(whole)) for name, (part, whole) in areas.items()}
        return found | {name: (str(part), str(whole)) for name, (part, whole) in heads.items()}
    told: dict[str, tuple[int, int]] = {"quorum": (box, counts.may), "turnout": (box, counts.may)}
    if "majority" in fixed:
        wholes = {"roll": counts.may, "cast": box, "valid": counts.valid or 0}
        told["majority"] = (result["votes"]["yes"], wholes.get(fixed["majority"]["of"], box))
    if "contest" in fixed:
        told["cover"] = (box, counts.marked)
    return {name: (str(part), str(whole)) for name, (part, whole) in told.items()}


def _asked() -> dict[str, str]:
    return {
        "contest": _("Who stands"),
        "quorum": _("Ballots in the box, of those who may vote"),
        "turnout": _("Ballots in the box, of those who may vote"),
        "turnout_area": _("Of the area on the roll, so much takes part"),
        "turnout_owners": _("Of the owners on the roll, so many take part"),
        "cover": _("Ballots in the box, of those given out"),
        "majority": _("Of the ballots in the box, so many say yes"),
        "support": _("Of the ballots in the box, so many for whoever is elected"),
        "consent_area": _("Of the area that takes part, so much says yes"),
        "consent_owners": _("Of the owners who take part, so many say yes"),
    }


@dataclass(frozen=True)
class Ways:
    """On which ways a ballot counts, and on which it is consultative."""

    counted: str
    consultative: str


def ways_in_words(ballot: Ballot, *, on: date) -> Ways | None:
    """None where every way counts."""
    counting = fixed_ways(ballot) if ballot.rule else rule_of(ballot, on=on).get("ways", RollEntry.Channel.values)
    if set(counting) == set(RollEntry.Channel.values):
        return None
    names = {str(way): str(label) for way, label in RollEntry.Channel.choices}
    rest = [names[way] for way in (RollEntry.Channel.TABLET, RollEntry.Channel.WEB) if way not in counting]
    return Ways("、".join(names[way] for way in counting), "、".join(rest))


def left_open(ballot: Ballot) -> list[str]:
    """Who stands in the further vote for places that stayed open."""
    left: dict[str, Any] = (ballot.result or {}).get("further") or {}
    return [label for key, label in paper_of(ballot) if key in left.get("candidates", ())]
