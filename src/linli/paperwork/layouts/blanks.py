"""Blanks inside a text: 姓名：______, 填报日期：  年  月  日, 独居老人（  ）人, □是 □否."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BOX = "□☐▢"
TICKED = "☑"
LINE = "_＿"
BLANK = " \u3000\xa0\t"
DATE = rf"[{BLANK}{LINE}]*年[{BLANK}{LINE}]*月(?:[{BLANK}{LINE}]*日)?"
CHOICES = rf"[{BLANK}]*[{BOX}][{BLANK}]?[^{BOX}：:\s_]{{1,12}}(?:[{BLANK}]*[{BOX}][{BLANK}]?[^{BOX}：:\s_]{{1,12}})*"
LABEL = rf"(?:(?<![^\s{LINE}])[^\s{LINE}：:，。；{BOX}][{BLANK}]+[^\s{LINE}：:，。；{BOX}]|[^\s{LINE}：:，。；{BOX}]{{1,24}})"
AFTER_COLON = re.compile(
    rf"(?P<label>{LABEL})[{BLANK}]*[：:](?P<blank>{CHOICES}|{DATE}|[{BLANK}]*[{LINE}]{{2,}}|[{BLANK}]{{2,}}|[{BLANK}]*(?=\n|$))"
)
IN_A_SENTENCE = re.compile(rf"(?P<label>[^\s{LINE}：:，。；、()（）{BOX}]{{1,16}})(?P<blank>[{LINE}]{{2,}})")
IN_BRACKETS = re.compile(rf"(?P<label>[^\s{LINE}：:，。；、()（）{BOX}]{{1,16}})[(（](?P<blank>[{BLANK}{LINE}]+)[)）]")
OPEN = re.compile(rf"[\s{LINE}{BLANK}]*|{DATE}")
OPTION_AFTER = re.compile(rf"[{BOX}]([^{BOX}{TICKED}]+)")
OPTION_BEFORE = re.compile(rf"([^{BOX}{TICKED}]+)[{BOX}]")
ANNOUNCES = re.compile(r"(说明|附件|注|注意事项|要求|如下|包括|其中|备注|标准|依据|抄送)$")
PART_OF_A_DATE = re.compile(r"[年月日第至度\d]+")
LONGEST_LABELLED = 400


@dataclass(frozen=True)
class Gap:
    """Where something is to be written inside a text."""

    heading: str
    start: int
    end: int


def gaps(text: str) -> list[Gap]:
    """The blanks of a text with the words before them. A long text is a note, and none is looked for."""
    if len(text) > LONGEST_LABELLED:
        return []
    found = [_gap(m) for m in AFTER_COLON.finditer(text) if m["blank"] or not ANNOUNCES.search(m["label"])]
    for match in [*IN_A_SENTENCE.finditer(text), *IN_BRACKETS.finditer(text)]:
        if not any(gap.start <= match.start("blank") < gap.end for gap in found) and not PART_OF_A_DATE.fullmatch(
            match["label"]
        ):
            found.append(_gap(match))
    return sorted(found, key=lambda gap: gap.start)


def is_left_open(text: str) -> bool:
    """Empty, an empty line or date, or nothing but options to tick."""
    return bool(OPEN.fullmatch(text)) or bool(options(text) and not re.search("[：:]", text))


def options(text: str) -> dict[str, int]:
    """What can be ticked, and where its box stands: □是 □否 as well as 是□ 否□."""
    stripped = text.strip()
    if not stripped or not any(c in BOX for c in stripped):
        return {}
    if stripped[0] in BOX:
        return {m[1].strip(): m.start() for m in OPTION_AFTER.finditer(text) if m[1].strip()}
    return {m[1].strip(): m.end() - 1 for m in OPTION_BEFORE.finditer(text) if m[1].strip()}


def on_the_line(written: str, blank: str, *, is_last: bool) -> str:
    """What takes the place of a blank: the rest of the line stays, and what follows keeps its distance."""
    rest = len(blank) - width(written)
    if any(c in LINE for c in blank):
        return written + next(c for c in blank if c in LINE) * max(rest, 0)
    if is_last or re.fullmatch(DATE, blank):
        return written
    return written + " " * max(rest, 2)


def width(text: str) -> int:
    """How wide a text stands in a line: a Chinese sign takes the place of two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Runs:
    """A text that stands in several elements, each with its own font: written into without disturbing the fonts."""

    def __init__(self, nodes: Sequence[tuple[Any, str]]) -> None:
        self.nodes = list(nodes)

    @property
    def text(self) -> str:
        return "".join(text for _node, text in self.nodes)

    def replace(self, start: int, end: int, written: str) -> list[tuple[Any, str]]:
        """Words in the place of others, in the font of the first of these: the elements that change, with their new text."""
        changed, first, put = [], 0, False
        for index, (node, text) in enumerate(self.nodes):
            last = first + len(text)
            cut_from, cut_to = (min(max(at - first, 0), len(text)) for at in (start, end))
            takes = not put and (start < last or start == end == last or index == len(self.nodes) - 1)
            if takes or cut_from < cut_to:
                changed.append((node, text[:cut_from] + (written if takes else "") + text[cut_to:]))
            put = put or takes
            first = last
        return changed


def _gap(match: re.Match[str]) -> Gap:
    return Gap(re.sub(rf"[{BLANK}]", "", match["label"]), match.start("blank"), match.end("blank"))
