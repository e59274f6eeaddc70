"""The result of a ballot in rows and words: what each option got, which thresholds decided, what stays open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..models import Ballot, RollEntry
from ..papers import square_metres
from ..rules import fixed_ways, rule_of
from .pages import paper_of


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
    """A threshold in words, and whether it was met; None before the count."""

    what: str
    share: str
    is_over: bool
    law: str
    is_met: bool | None


def checks_of(ballot: Ballot, *, on: date) -> list[Check]:
    """The thresholds that decide: as fixed at the opening, before it as the law stands today."""
    rule = ballot.rule or rule_of(ballot, on=on)
    met: dict[str, bool] = (ballot.result or {}).get("checks", {})
    found = [(name, words, rule.get(name.partition("_")[0])) for name, words in _asked().items()]
    return [
        Check(words, data["share"], data["over"], f"{data['source']} {data['article']}".strip(), met.get(name))
        for name, words, data in found
        if data and (name in met if met and "_" in name else name in rule or "_" in name)
    ]


def _asked() -> dict[str, str]:
    return {
        "contest": _("Candidates for the seats"),
        "quorum": _("Of the roll, so many take part"),
        "turnout": _("Of the roll, so many take part"),
        "turnout_area": _("Of the area on the roll, so much takes part"),
        "turnout_owners": _("Of the owners on the roll, so many take part"),
        "cover": _("Marks on the roll for the ballots cast"),
        "majority": _("Of the ballots cast, so many say yes"),
        "support": _("Of the ballots cast, so many for whoever is elected"),
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
