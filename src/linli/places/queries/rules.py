"""The rules that hold in a community: the law's, and the stricter ones of the places that it lies in; where each stands, and who has checked it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.menu import MENU
from linli.base.rules import Rule, rules, rules_in_force

from ..models import Community, Division, Level, LocalRule, RuleCheck
from ..permissions import keep_rule

RANKS = {Level.PROVINCE: "L", Level.CITY: "L", Level.COUNTY: "P", Level.STREET: "P", Level.COMMUNITY: "C"}
FIRST = ("meetings", "ballots", "elections", "deliberation", "publication")
"""Self-government comes first; the house's own clocks stand behind it."""
HOUSE = "house"


@dataclass(frozen=True)
class Line:
    """A rule as people read it. `check`: by whom and when it was held against the text of the law; None where nobody has here."""

    rule: Rule
    said: str
    check: RuleCheck | None


@dataclass(frozen=True)
class Room:
    key: str
    name: str
    lines: list[Line]


def rules_of_places(community: Community) -> Iterator[Rule]:
    """Everything that the places of a community have set, of whatever day."""
    rows = LocalRule.objects.filter(division__in=around(community)).select_related("division")
    return (as_rule(row) for row in rows)


def as_rule(row: LocalRule) -> Rule:
    level = Level(row.division.level)
    return Rule(
        row.key,
        row.value,
        row.source,
        RANKS[level],
        article=row.article,
        valid_from=row.from_date,
        valid_to=row.to_date,
        confirmed_by=row.confirmed_by,
        place=row.division.label,
    )


def around(community: Community) -> list[int]:
    """The keys of the divisions that a community lies in, itself included."""
    keys = (community.pk, community.street_id, community.county_id, community.city_id, community.province_id)
    return [key for key in keys if key]


def rooms_of_rules(community: Community | None, *, on: date) -> list[Room]:
    """All rules in force, by room; what belongs to no room with a page is the house's. Two queries, however many."""
    checks, names = _checks(community), _names()
    found: dict[str, list[Line]] = {}
    for one in rules_in_force(on=on, community=community):
        room = one.key.split(".")[0]
        found.setdefault(room if room in names else HOUSE, []).append(_line(one, checks))
    return [Room(key, names[key], found[key]) for key in names if key in found]


def _names() -> dict[str, str]:
    """The rooms in the order of the page."""
    labels = {key: str(entry.label) for key, entry in MENU.items()} | {
        "ballots": pgettext("menu", "Ballots"),
        "elections": pgettext("menu", "Elections"),
    }
    others = sorted({one.key.split(".")[0] for one in rules()} - set(FIRST))
    return {key: labels[key] for key in (*FIRST, *others) if key in labels} | {HOUSE: _("The house")}


def law_of(key: str, *, on: date) -> Rule:
    """What came with the programme. Missing where there is no such rule on that day."""
    found = next((one for one in rules(key) if one.key == key and one.holds(on)), None)
    if found is None:
        raise Missing(_("There is no such rule."))
    return found


def line_of(rule: Rule, community: Community | None) -> Line:
    return _line(rule, _checks(community))


def versions_of(key: str, community: Community | None) -> list[LocalRule]:
    """What places around a community have set, the widest place and the latest first; each with `said`."""
    if community is None:
        return []
    rows = LocalRule.objects.filter(division__in=around(community), key=key).select_related("division")
    order = [level.value for level in Level]
    found: list[Any] = sorted(rows, key=lambda row: (order.index(row.division.level), -row.from_date.toordinal()))
    for row in found:
        row.said = said(row.value)
    return found


def version_for(key: int) -> LocalRule:
    found = LocalRule.objects.filter(pk=key).select_related("division").first()
    if found is None:
        raise Missing(_("There is no such rule."))
    return found


def places_to_rule(reader: Actor, community: Community | None) -> list[Division]:
    """The places around a community whose rules the reader writes down, the widest first. One query."""
    if community is None or not reader.roles:
        return []
    rows = Division.objects.filter(pk__in=around(community)).select_related("parent__parent__parent__parent")
    order = [level.value for level in Level]
    return sorted(
        (one for one in rows if keep_rule.allows(reader, LocalRule(division=one))), key=lambda d: order.index(d.level)
    )


def said(value: Any) -> str:
    """A value in words; empty for what is no single value: its note says it then."""
    if isinstance(value, dict) and {"share", "over"} <= set(value):
        words = _("more than %(share)s") if value["over"] else _("at least %(share)s")
        return words % {"share": value["share"]}
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    return _("yes") if value is True else ""


def version_of(rule: Rule) -> str:
    """A fingerprint of the words that a check is of."""
    words = json.dumps([rule.value, rule.source, rule.article, str(rule.valid_from)], ensure_ascii=False)
    return sha256(words.encode()).hexdigest()[:16]


def _checks(community: Community | None) -> dict[tuple[str, str], RuleCheck]:
    rows: Iterable[RuleCheck] = RuleCheck.objects.filter(division__in=around(community)) if community else ()
    return {(one.key, one.version): one for one in rows}


def _line(rule: Rule, checks: dict[tuple[str, str], RuleCheck]) -> Line:
    return Line(
        rule,
        said(rule.value) or rule.note or json.dumps(rule.value, ensure_ascii=False),
        checks.get((rule.key, version_of(rule))),
    )
