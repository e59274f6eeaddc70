"""The published file: what each line says, and whether it is whole."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import shape
from .shape import looks_like

FORMATS = {"linli-ballot/1": 1, "linli-ballot/2": 2}
KINDS = frozenset(shape.RULES)


class UnreadableError(Exception):
    """The file is not a published ballot that this program knows."""


@dataclass
class File:
    opening: dict[str, Any]
    closing: dict[str, Any]
    ballots: list[dict[str, Any]]
    end: dict[str, Any]
    opening_seal: str
    seal: str
    lines: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Of the format."""
        return FORMATS[self.opening["format"]]

    @property
    def options(self) -> list[str]:
        return [option["key"] for option in self.opening["options"]]

    @property
    def order(self) -> list[str]:
        return list(self.opening["order"])

    @property
    def valid(self) -> list[dict[str, Any]]:
        return [ballot for ballot in self.ballots if "invalid" not in ballot]

    @property
    def marked(self) -> int:
        return sum(self.closing["marked"].values())


def read(path: str) -> File:
    """Raises UnreadableError with the number of the line that cannot be understood."""
    try:
        text = Path(path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableError(str(error)) from error
    lines, notes = _as_published(text)
    told = [_parsed(number, line) for number, line in enumerate(lines, 1)]
    if len(told) < 3 or str(told[0].get("format")) not in FORMATS or str(told[0].get("kind")) not in KINDS:
        raise UnreadableError("1: " + (lines[0][:60] if lines else ""))
    sealed = [(line + "\n").encode() for line in lines[:-1]]
    file = File(
        told[0],
        told[1],
        told[2:-1],
        told[-1],
        hashlib.sha256(sealed[0]).hexdigest(),
        hashlib.sha256(b"".join(sealed)).hexdigest(),
        lines,
        notes,
    )
    _in_shape(file)
    _in_sense(file)
    return file


def _as_published(text: str) -> tuple[list[str], tuple[str, ...]]:
    """The lines as they were published, and what a program that saved the copy has done to them: it changes nothing that is said."""
    notes = []
    if text.startswith("\ufeff") or "\r\n" in text:
        text, notes = text.removeprefix("\ufeff").replace("\r\n", "\n"), ["line_ends"]
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if lines and not lines[-1].strip():
        notes.append("blank_lines")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines, tuple(notes)


def _parsed(number: int, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{number}: {str(error)[:120]}") from error
    if not isinstance(found, dict):
        raise UnreadableError(f"{number}: {line[:40]}")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(written: str) -> None:
    raise ValueError(f"no whole number: {written[:20]}")


def _in_shape(file: File) -> None:
    kind = file.opening["kind"]
    parts = [(file.opening, shape.opening(kind)), (file.closing, shape.closing(file.number))]
    parts += [(ballot, shape.ballot(kind)) for ballot in file.ballots]
    for number, (told, is_fit) in enumerate([*parts, (file.end, shape.END)], 1):
        if said := is_fit(told):
            raise UnreadableError(f"{number}: {said}")
    if ("beside" in file.opening["rule"]) != (file.number > 1):
        raise UnreadableError("1: rule: beside")


def _in_sense(file: File) -> None:
    """Names that mean something: every option once and told apart by its reader, every name that is used one of an option."""
    rule, keys = file.opening["rule"], file.options
    labels = [looks_like(option["label"]) for option in file.opening["options"]]
    named = [key for family in rule.get("relatives", ()) for key in family]
    named += [key for one in rule.get("beside", ()) for key in one["relatives"]]
    beside = [one["key"] for one in rule.get("beside", ())]
    wrong = {
        "options: twice": len({looks_like(key) for key in keys}) != len(keys),
        "options: labels that look the same": len(set(labels)) != len(labels),
        "order": sorted(file.order) != sorted(keys),
        "relatives": not set(named) <= set(keys),
        "beside: twice": len(set(beside)) != len(beside),
        "women": rule.get("women", 0) > rule.get("seats", 0),
        "options": file.opening["kind"] in {"yes_no", "owners"} and sorted(keys) != ["abstain", "no", "yes"],
        "most": rule.get("ballot") == "ranked" and not rule.get("most"),
        "matter": rule.get("matter", 1) > 9,
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            raise UnreadableError(f"1: {what}")
    if not set(file.closing.get("seated", ())) <= set(beside):
        raise UnreadableError("2: seated")
