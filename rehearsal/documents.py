"""What a page tells one to type: its blocks in order, and the file that each is."""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`(/(?:etc|usr)/[\w./-]+)`")


@dataclass(frozen=True)
class Block:
    """`section` is the heading above; `path` the file that the text before it names, for a block that is a file."""

    section: str
    language: str
    text: str
    path: str

    @property
    def is_typed(self) -> bool:
        return self.language == "sh" and not self.text.startswith("#!")


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found, before = [], 0
    for match in FENCE.finditer(text):
        headings = re.findall(r"^#+ (.+)$", text[: match.start()], re.MULTILINE)
        named = NAMED.findall(text[before : match.start()])
        found.append(Block(headings[-1], match[1], match[2], named[-1] if named else ""))
        before = match.end()
    return found


def in_section(page: Path, heading: str) -> list[Block]:
    found = [block for block in blocks(page) if block.section == heading]
    if not found:
        raise SystemExit(f"{page}: nothing to type under {heading!r}")
    return found


def commands(block: Block) -> list[str]:
    """A line each, without what is said behind it."""
    return [line.split("#")[0].strip() for line in block.text.splitlines() if line.split("#")[0].strip()]
