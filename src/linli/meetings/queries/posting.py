"""The posted version of the minutes: what is taken out of the signed words, and what was taken out, for who posts it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.timezone import localdate

from linli.base.actors import RoleKind
from linli.base.differences import Piece, differences
from linli.base.roles import COMMITTEE
from linli.base.text import hidden_name, mask_personal
from linli.people.queries import names_of, persons_holding

from ..models import Meeting

NUMBER = r"(?:\d+|[A-Za-z]|[一二三四五六七八九十]{1,3})"
DOOR = re.compile(rf"({NUMBER}(?:栋|幢|座|号楼)(?:{NUMBER}单元)?)\d{{3,4}}(?:室|房|号)?")
HIDDEN = "***"


@dataclass(frozen=True)
class Shade:
    """What is hidden in a meeting's words: the names on its roll, their homes, door numbers, and numbers of people. Who holds an office is named."""

    names: tuple[str, ...]
    homes: tuple[str, ...]

    @classmethod
    def of(cls, meeting: Meeting) -> "Shade":
        """Three queries, however long the roll is."""
        seats = list(meeting.seats.values_list("name", "home"))
        open_names = _in_office(meeting)
        return cls(
            _longest_first({name for name, _home in seats} - open_names),
            _longest_first({home for _name, home in seats}),
        )

    def over(self, text: str) -> str:
        """Hiding what is hidden changes nothing."""
        for home in self.homes:
            text = text.replace(home, HIDDEN)
        for name in self.names:
            text = text.replace(name, hidden_name(name))
        return mask_personal(DOOR.sub(rf"\1{HIDDEN}", text))


def _in_office(meeting: Meeting) -> set[str]:
    """Names that are not hidden: who leads and writes, the committee, and in their assembly the representatives."""
    roles = COMMITTEE | ({RoleKind.REPRESENTATIVE} if meeting.kind == Meeting.Kind.REPRESENTATIVES else set())
    day = localdate(meeting.opened_at or meeting.starts_at)
    return {meeting.head, meeting.keeper, *names_of(persons_holding(roles, meeting.community, on=day)).values()}


def _longest_first(words: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted((word for word in words if len(word) > 1), key=lambda word: (-len(word), word)))


def without_details(meeting: Meeting) -> str:
    """The signed words as they can be posted."""
    return Shade.of(meeting).over(meeting.minutes)


def taken_out(meeting: Meeting) -> list[list[Piece]]:
    """The lines in which something is taken out, each as pieces: what stays, what goes, what comes instead."""
    before, after = meeting.minutes.split("\n"), without_details(meeting).split("\n")
    return [differences(old, new) for old, new in zip(before, after, strict=True) if old != new]
