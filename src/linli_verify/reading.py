"""The published file: what each line says, and whether it is whole."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = "linli-ballot/1"


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
        lines = Path(path).read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(str(error)) from error
    if lines[-1] == "":
        lines.pop()
    told = []
    for number, line in enumerate(lines, 1):
        try:
            found = json.loads(line, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"{number}: {error}") from error
        if not isinstance(found, dict):
            raise UnreadableError(f"{number}: {line[:40]}")
        told.append(found)
    if len(told) < 3 or told[0].get("format") != FORMAT:
        raise UnreadableError("1: " + (lines[0][:60] if lines else ""))
    sealed = [(line + "\n").encode() for line in lines[:-1]]
    file = File(
        told[0], told[1], told[2:-1], told[-1], hashlib.sha256(sealed[0]).hexdigest(),
        hashlib.sha256(b"".join(sealed)).hexdigest(), lines,
    )  # fmt: skip
    _complete(file)
    return file


def is_number(value: Any) -> bool:
    """Whole and not below zero."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _complete(file: File) -> None:
    parts = {
        "1": (file.opening, ("kind", "options", "rule", "seed", "order", "roll")),
        "2": (file.closing, ("marked", "valid", "invalid")),
        str(len(file.ballots) + 3): (file.end, ("seal", "result")),
    }
    for where, (part, names) in parts.items():
        for name in names:
            if name not in part:
                raise UnreadableError(f"{where}: {name}")
    figures = [
        *file.closing["marked"].values(),
        file.closing["valid"],
        file.closing["invalid"],
        file.opening["roll"]["voters"],
    ]
    if not all(is_number(figure) for figure in figures):
        raise UnreadableError("2: " + file.lines[1][:60])
    keys = [option["key"] for option in file.opening["options"]]
    if len(set(keys)) != len(keys) or not all(is_number(option.get("cost", 0)) for option in file.opening["options"]):
        raise UnreadableError("1: options")
    for number, ballot in enumerate(file.ballots, 3):
        if not isinstance(ballot.get("receipt"), str) or ("choice" in ballot) == ("invalid" in ballot):
            raise UnreadableError(f"{number}: {file.lines[number - 1][:60]}")
