"""Which field a heading asks for: as it was mapped before, otherwise by its words."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.base.headings import SHORTEST_PART, bare

if TYPE_CHECKING:
    from .layout import Layout, Slot

ALIKE, ALIKE_IF_LONGER = 82, 72
REMARK = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
TELLS_APART = re.compile(r"[\u3400-\u9fff]{1,6}")
ASIDE = re.compile(
    r"^(必填|选填|可选|可不填|必选|单选|多选|如|例|请|按|填|以|须|需|不|若|注|含|单位|精确|保留|格式|盖|签|加|打|是否|公章|手写|身份证上)"
    r"|^(元|万元|人|户|口|岁|周岁|次|个|件|张|平方米|平米|米|小时|天|月|年|元每月|层|栋|套|份|公章|百分比)$"
)
YEAR = re.compile(r"截[至止]到?|(19|20)\d\d(年度?)?([./-]?\d{1,2}[月./-]?)?(\d{1,2}日?)?(?![\d号])")
LEADING_NUMBER = re.compile(r"^([一二三四五六七八九十]+、|\d{1,2}[.、．](?!\d)|其中(?=.))")
PUNCTUATION = re.compile(r"[\s_*★▲#:;,.。、，；：!?！？\"'“”‘’|\\~·—\-()\[\]【】〔〕<>《》□☐☑√]+")
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


def normalised(heading: str) -> str:
    """What stays the same of a heading from year to year and from office to office: no years, units, remarks, punctuation."""
    parts = (_normalised_part(part) for part in _halved(heading).split("/"))
    return "/".join(dict.fromkeys(part for part in parts if part))


def propose(layout: "Layout", fields: Sequence[FieldName], remembered: Mapping[str, str]) -> dict[str, str]:
    """A field for each slot of which we are fairly sure. `remembered` says by normalised headings what earlier mappings chose,
    "" where they chose to leave a slot open; it is believed before the fields' own words, and then nothing serves twice."""
    return _Proposal(layout, fields, remembered).made()


class _Proposal:
    def __init__(self, layout: "Layout", fields: Sequence[FieldName], remembered: Mapping[str, str]) -> None:
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

    def _choose(self, slot: "Slot", heading: str, field: str) -> None:
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

    def _choose_by(self, slot: "Slot", heading: str, fits: Callable[[str, str], float]) -> None:
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


def _normalised_part(part: str) -> str:
    part = LEADING_NUMBER.sub("", REMARK.sub(_kept_remark, part))
    return PUNCTUATION.sub("", YEAR.sub("", part))


def _kept_remark(match: re.Match[str]) -> str:
    """A remark that tells two columns apart is kept: 人数（男）. One on how to fill is not: （必填）, （元）."""
    said = re.sub(r"\s", "", match[1])
    return said if TELLS_APART.fullmatch(said) and not ASIDE.match(said) else ""


def _halved(heading: str) -> str:
    """Full-width signs become half-width; a sign between options in brackets is no border between headings."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).lower()
    return re.sub(r"[(\[【][^()\[\]【】]*[)\]】]", lambda m: m[0].replace("/", "、"), text)
