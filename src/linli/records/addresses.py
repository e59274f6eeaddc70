"""Addresses as committees write them: 广重一街3栋801, 3幢801室, 3-801, 三栋二单元301房, found in the community's address tree."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from linli.base.text import clean
from linli.places.models import Building

DIGITS = str.maketrans("一二三四五六七八九", "123456789")
NUMBER_OF = re.compile(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=栋|单元|楼|层|梯)")
LONGEST = 120
OTHER_ROAD = re.compile(r"(?:街|路|道|巷|弄|坊|村|苑|园|花园|小区|号院)\S{0,2}$")
"""What stands before a number that belongs to somewhere else."""


@dataclass(frozen=True)
class Home:
    """Where a household lives: behind a door of a building, or, without one, at an address as it was written."""

    building_id: int | None
    door: str


class AddressReader:
    """Knows the buildings of one community."""

    def __init__(self, buildings: Iterable[Building]) -> None:
        known = list(buildings)
        often = Counter(_plain(b.name) for b in known)
        self._whole = sorted(((_plain(b.road) + _plain(b.name), b.pk) for b in known), key=lambda pair: -len(pair[0]))
        self._alone = {_plain(b.name): b.pk for b in known if often[_plain(b.name)] == 1}

    def read(
        self, *, address: str = "", road: str = "", building: str = "", unit: str = "", door: str = ""
    ) -> Home | None:
        """The home that the parts of an address name; None where they name none."""
        parts = [address, road, _counted(building, "栋"), _counted(unit, "单元"), door]
        text = "".join(_plain(part) for part in parts)[:LONGEST]
        if not text:
            return None
        for spelled, key in self._whole:
            before, found, after = text.partition(spelled)
            if found and not before.endswith(tuple("0123456789")):
                return Home(key, _door(after))
        short = re.fullmatch(r"(\d+)(?:栋|-|#)(.*)", text)
        for name, key in self._alone.items():
            if short and name == f"{short[1]}栋":
                return Home(key, _door(short[2]))
            if found_alone := re.search(rf"(?<!\d){re.escape(name)}", text):
                return Home(key, _door(text[found_alone.end() :]))
        return Home(None, text)


def building_in_words(buildings: Iterable[Building], text: str) -> int | None:
    """The one building that a sentence names, by road and number, or by a number that a single road has.

    None where it names none, several, or a number after another road: 广重二街5栋 is never 广重一街 5栋, 1栋 is not in 11栋.
    """
    known, plain = list(buildings), _plain(text)
    whole = {b.pk for b in known if b.road and _is_named(_plain(b.road) + _plain(b.name), plain)}
    if whole:
        return whole.pop() if len(whole) == 1 else None
    often = Counter(_plain(b.name) for b in known)
    alone = {b.pk for b in known if _is_named(_plain(b.name), plain, not_after=OTHER_ROAD)}
    clear = all(often[_plain(b.name)] == 1 for b in known if b.pk in alone)
    return alone.pop() if len(alone) == 1 and clear else None


def _is_named(name: str, text: str, *, not_after: re.Pattern[str] | None = None) -> bool:
    places = re.finditer(rf"(?<!\d){re.escape(name)}(?!\d)", text) if name else ()
    return any(not_after is None or not not_after.search(text[: found.start()]) for found in places)


def _plain(text: str) -> str:
    """Without blanks; 幢, 座 and 号楼 are 栋; numbers before 栋, 单元 and 楼 in figures."""
    text = re.sub(r"\s", "", clean(str(text)))
    text = re.sub(r"号楼|幢|座(?=\d|$)", "栋", text)
    return NUMBER_OF.sub(_figures, text)


def _figures(found: re.Match[str]) -> str:
    tens, ten, ones = found.groups()
    if not ten:
        return (tens + ones).translate(DIGITS)
    return str(int((tens or "一").translate(DIGITS)) * 10 + int(ones.translate(DIGITS) or 0))


def _counted(text: str, word: str) -> str:
    """A bare number is a number of something: 3 → 3栋."""
    plain = _plain(text)
    return f"{plain}{word}" if re.fullmatch(r"\d+", plain) else plain


def _door(text: str) -> str:
    text = re.sub(r"^[-#号,，之]+", "", text)
    text = re.sub(r"(?:房间|房|室|号)$", "", text)
    text = re.sub(r"^(\d{1,2})[-梯](?=\d{3,4}$)", r"\1单元", text)
    return re.sub(r"(^|单元)\d{1,2}[楼层](?=\d{3,4}$)", r"\1", text)
