"""What a file would change: who is new, who is the same, what differs, who might be somebody known, what is refused.

Nothing is decided here: a value that would replace another waits for a decision, and so does a likeness.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from linli.base.text import sound_of

from ..addresses import Home
from ..register import ADDRESS, Field
from ..values import shown
from ..writing import is_same
from .reading import Reading, Refusal, Said

NEW, KEPT = "new", "kept"
ALIKE = 85  # of 100: how alike two spellings of a name behind one door are, to be asked about


@dataclass(frozen=True)
class Known:
    """A record as it stands, for comparing."""

    key: int
    name: str
    sound: str
    values: dict[str, Any]
    home: Home | None
    household: dict[str, Any]
    address: str


@dataclass(frozen=True)
class Cell:
    """One value that would replace another, and what was decided about it: new, kept, or nothing yet."""

    key: str
    label: str
    old: str
    new: str
    decision: str


@dataclass
class Match:
    """A row that is about a record: what it adds where nothing stood, and what it would replace."""

    said: Said
    known: Known
    adds: dict[str, Any] = field(default_factory=dict)
    replaces: dict[str, Any] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)

    @property
    def taken(self) -> dict[str, Any]:
        """What is written down: additions, and replacements that were decided for."""
        return self.adds | {c.key: self.replaces[c.key] for c in self.cells if c.decision == NEW}


@dataclass(frozen=True)
class Likeness:
    """A row that may be one of these records, or somebody else."""

    said: Said
    address: str
    candidates: list[Known]


@dataclass
class Plan:
    fresh: list[Said] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    alike: list[Likeness] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    repeated: int = 0
    left_out: int = 0

    @property
    def changed(self) -> list[Match]:
        return [m for m in self.matches if m.replaces]

    @property
    def added_to(self) -> list[Match]:
        return [m for m in self.matches if m.adds and not m.replaces]

    @property
    def same(self) -> int:
        return sum(1 for m in self.matches if not m.adds and not m.replaces)

    @property
    def undecided(self) -> int:
        return sum(1 for m in self.matches for c in m.cells if not c.decision)


class Comparer:
    """The records of one community, ready to be compared with."""

    def __init__(
        self,
        register: Mapping[str, Field],
        known: Iterable[Known],
        decisions: Mapping[str, Any],
        addresses: Mapping[Home, str],
    ) -> None:
        self.register, self.decisions, self.addresses = register, decisions, addresses
        self.by_key: dict[int, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.by_sound: dict[str, list[Known]] = defaultdict(list)
        self.by_home: dict[Home, list[Known]] = defaultdict(list)
        for one in known:
            self.by_key[one.key] = one
            self.by_name[one.name].append(one)
            self.by_sound[one.sound].append(one)
            if one.home:
                self.by_home[one.home].append(one)
        self.lines: dict[int, int] = {}  # record → the line that speaks of it
        self.seen: dict[tuple[str, Home | None, Any], Said] = {}
        self.homes: dict[Home, Said] = {}

    def compare(self, reading: Reading) -> Plan:
        plan = Plan(refused=list(reading.refused), left_out=reading.left_out)
        for said in reading.said:
            before = self._seen_before(said)
            if before and said.values.items() <= before.values.items():
                plan.repeated += 1
            elif reason := _repeated(before.line) if before else self._against_itself(said):
                plan.refused.append(Refusal(said.line, reason, said.cells))
            else:
                self._place(said, plan)
        plan.refused.sort(key=lambda refusal: refusal.line)
        return plan

    def _place(self, said: Said, plan: Plan) -> None:
        found, candidates = self._find(said)
        decided = self.decisions.get("alike", {}).get(str(said.line))
        if found is None and candidates and decided != NEW:
            found = next((c for c in candidates if str(c.key) == decided), None)
            if found is None:
                plan.alike.append(Likeness(said, self._address(said.home), candidates))
                return
        if found is None and (reason := self._against_the_household(said)):
            plan.refused.append(Refusal(said.line, reason, said.cells))
        elif found is None:
            plan.fresh.append(said)
        elif found.key in self.lines:
            plan.refused.append(Refusal(said.line, _repeated(self.lines[found.key]), said.cells))
        else:
            self.lines[found.key] = said.line
            plan.matches.append(self._match(said, found))

    def _find(self, said: Said) -> tuple[Known | None, list[Known]]:
        """The one record that the row is certainly about, or those that it may be about."""
        named = self.by_name.get(said.name, [])
        certain = [k for k in named if agree(said, k) and not born_apart(said, k)]
        if len(certain) == 1:
            return certain[0], []
        if certain:
            closest = [k for k in certain if said.home and k.home == said.home]
            return (closest[0], []) if len(closest) == 1 else (None, certain)
        unclear = [k for k in named if not born_apart(said, k) and _may_be(said, k)]
        misspelt = [k for k in self.by_sound.get(sound_of(said.name), []) if agree(said, k)]
        near = (
            [k for k in self.by_home.get(said.home, []) if fuzz.ratio(k.name, said.name) >= ALIKE] if said.home else []
        )
        return None, list({k.key: k for k in (*unclear, *misspelt, *near)}.values())

    def _match(self, said: Said, known: Known) -> Match:
        match = Match(said, known)
        for key, value in (*said.values.items(), *said.household.items()):
            kept = (known.values if self.register[key].belongs_to == "resident" else known.household).get(key)
            if kept in (None, ""):
                match.adds[key] = value
            elif not is_same(self.register[key], kept, value):
                match.replaces[key] = value
                match.cells.append(self._cell(said, key, shown(self.register[key], kept), self._shown(key, value)))
        if said.home and said.home != known.home:
            if known.home is None:
                match.adds[ADDRESS.key] = said.home
            else:
                match.replaces[ADDRESS.key] = said.home
                match.cells.append(self._cell(said, ADDRESS.key, known.address, self._address(said.home)))
        return match

    def _cell(self, said: Said, key: str, old: str, new: str) -> Cell:
        d = self.decisions
        decision = (
            d.get("rows", {}).get(str(said.line), {}).get(key) or d.get("columns", {}).get(key) or d.get("all", "")
        )
        return Cell(key, (self.register.get(key) or ADDRESS).label, old, new, decision)

    def _shown(self, key: str, value: Any) -> str:
        one = self.register[key]
        return "•" * 6 + str(value)[-2:] if one.is_sealed else shown(one, value)

    def _address(self, home: Home | None) -> str:
        return self.addresses.get(Home(home.building_id, ""), "") + home.door if home else ""

    def _against_itself(self, said: Said) -> str:
        """A household's values stand in the row of each member: they must not differ."""
        if not said.home:
            return ""
        before = self.homes.setdefault(said.home, said)
        for key, value in said.household.items():
            if key in before.household and before.household[key] != value:
                return _("Line %(line)d says something else of this household: %(field)s.") % {
                    "line": before.line,
                    "field": self.register[key].label,
                }
        return ""

    def _against_the_household(self, said: Said) -> str:
        """Somebody new comes into a household that is known: what is kept of it stands."""
        kept = next((k.household for k in self.by_home.get(said.home, [])), {}) if said.home else {}
        for key, value in said.household.items():
            if kept.get(key) not in (None, "") and not is_same(self.register[key], kept[key], value):
                return _("Of this household “%(value)s” is kept (%(field)s). Correct it there, or here.") % {
                    "value": shown(self.register[key], kept[key]),
                    "field": self.register[key].label,
                }
        return ""

    def _seen_before(self, said: Said) -> Said | None:
        """An earlier line of the file about the same person, as far as name, home and birth tell."""
        born = said.values.get("birth_date")
        if said.home is None and born is None:
            return None
        before = self.seen.setdefault((said.name, said.home, born), said)
        return before if before is not said else None


def _repeated(line: int) -> str:
    return _("Line %(line)d speaks of the same person already.") % {"line": line}


def _may_be(said: Said, known: Known) -> bool:
    """Namesakes whom nothing tells apart, or who may have moved: as far as is known they were born at the same time."""
    return None in (said.home, known.home) or bool(said.values.get("birth_date") and known.values.get("birth_date"))


def agree(said: Said | Known, known: Known) -> bool:
    """Whether something besides the name speaks for one person: the door, the day of birth, the telephone."""
    born, phone = said.values.get("birth_date"), said.values.get("telephone")
    return (
        (said.home is not None and said.home == known.home)
        or (born is not None and len(born) == 10 and born == known.values.get("birth_date"))
        or (phone is not None and phone == known.values.get("telephone"))
    )


def born_apart(said: Said | Known, known: Known) -> bool:
    """Whether the two dates of birth, as far as each is known, cannot be one."""
    one, other = said.values.get("birth_date"), known.values.get("birth_date")
    if not one or not other:
        return False
    if one.endswith("~") or other.endswith("~"):
        return abs(int(one[:4]) - int(other[:4])) > 1
    shorter = min(len(one), len(other))
    return bool(one[:shorter] != other[:shorter])
