"""Which field a heading asks for: as it was mapped before, otherwise by its words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linli.base.headings import SHORTEST_PART, bare

from .headings import normalised
from .layout import Layout, Slot

ALIKE, ALIKE_IF_LONGER = 82, 72
OF_OTHERS = re.compile(
    r"配偶|监护|联系人|联络人|紧急|子女|赡养|照料|亲属|父亲|母亲|负责人|网格员|填报|填表|经办|审核|制表|户主|代理|帮扶|责任人"
    r"|房东|业主|单位|社区|居委"
)


@dataclass(frozen=True)
class FieldName:
    """A field that forms can be filled from, and the words by which offices ask for it."""

    key: str
    name: str
    headings: tuple[str, ...] = ()


def propose(layout: Layout, fields: Sequence[FieldName], remembered: Mapping[str, str]) -> dict[str, str]:
    """A field for each slot of which we are fairly sure. `remembered` says by normalised headings what earlier mappings chose,
    "" where they chose to leave a slot open; it is believed before the fields' own words, and then nothing serves twice."""
    return _Proposal(layout, fields, remembered).made()


class _Proposal:
    def __init__(self, layout: Layout, fields: Sequence[FieldName], remembered: Mapping[str, str]) -> None:
        known = {field.key for field in fields}
        self.remembered = {heading: key for heading, key in remembered.items() if key in known or not key}
        self.words = {field.key: _words_of(field) for field in fields}
        self.slots = [(slot, normalised(slot.heading)) for slot in layout.slots]
        self.chosen: dict[str, str] = {}
        self.matched: set[str] = set()

    def made(self) -> dict[str, str]:
        for slot, heading in self.slots:
            if heading in self.remembered:
                self._choose(slot, heading, self.remembered[heading])
        self._choose_renamed()
        for fits in (_is_called, _holds):
            for slot, heading in self.slots:
                self._choose_by(slot, heading, fits)
        return {key: field for key, field in self.chosen.items() if field}

    def _choose(self, slot: Slot, heading: str, field: str) -> None:
        self.chosen[slot.key] = field
        self.matched.add(heading)

    def _choose_renamed(self) -> None:
        """Headings that were called a little differently before. One that is still there as it was stands for no other."""
        pairs = [
            (score, slot, heading, old)
            for slot, heading in self.slots
            if slot.key not in self.chosen
            for old in self.remembered.keys() - self.matched
            if (score := _likeness(heading, old)) and _of_the_same_person(heading, old)
        ]
        for _score, slot, heading, old in sorted(pairs, key=lambda pair: (-pair[0], pair[3])):
            if slot.key not in self.chosen and old not in self.matched:
                self._choose(slot, heading, self.remembered[old])
                self.matched.add(old)

    def _choose_by(self, slot: Slot, heading: str, fits: Callable[[str, str], float]) -> None:
        if slot.key in self.chosen:
            return
        taken = {
            self.chosen[one.key] for one, _heading in self.slots if one.kind == slot.kind and one.key in self.chosen
        }
        scored = [
            (score, -at, key)
            for at, (key, words) in enumerate(self.words.items())
            if key not in taken and (score := max((fits(heading, word) for word in words), default=0))
        ]
        if scored:
            self.chosen[slot.key] = max(scored)[2]


def _is_called(heading: str, word: str) -> float:
    """The whole heading, or its innermost part where the outer ones do not speak of somebody else."""
    if heading == word:
        return 2
    outer, _sign, inner = heading.rpartition("/")
    return float(inner == word and not OF_OTHERS.search(outer))


def _holds(heading: str, word: str) -> float:
    """A longer word inside the heading, or nearly the same one; the more of the heading it says, the better."""
    if not _of_the_same_person(heading, word):
        return 0
    inner = heading.rpartition("/")[2]
    if len(word) >= SHORTEST_PART and word in inner:
        return 100 * len(word) / len(inner)
    return _likeness(inner, word)


def _likeness(one: str, other: str) -> float:
    """How nearly two headings are the same, if they are: a sign changed in a long one, or signs put in (现住址, 现居住地址)."""
    from rapidfuzz import fuzz

    one, other = one.replace("日期", "时间"), other.replace("日期", "时间")
    ratio = fuzz.ratio(one, other, score_cutoff=ALIKE_IF_LONGER)
    return ratio if ratio >= ALIKE or (ratio and _holds_in_order(*sorted((other, one), key=len))) else 0


def _holds_in_order(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return all(sign in rest for sign in shorter)


def _of_the_same_person(heading: str, word: str) -> bool:
    """联系人电话 is not 电话: whoever else a heading speaks of, the word has to speak of too."""
    return set(OF_OTHERS.findall(heading)) <= set(OF_OTHERS.findall(word))


def _words_of(field: FieldName) -> list[str]:
    words = (normalised(bare(word)) for word in (field.name, *field.headings))
    return list(dict.fromkeys(word for word in words if word))
