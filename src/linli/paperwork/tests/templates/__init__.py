"""Forms of the kinds that offices send, made here: each as it came this year, and as it comes the year after.

The year after, the title says another year, one column is new, one is called a little differently, and one stands elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import cards, counts, lists, words


@dataclass(frozen=True)
class Template:
    """`build(year)` makes the form; `mapping` says by heading which field fills a slot; `new` is what the year after asks anew."""

    name: str
    kind: str
    build: Callable[[int], bytes]
    mapping: dict[str, str]
    new: tuple[str, ...]


TEMPLATES = tuple(
    Template(name, kind, build, mapping, new)
    for kind, module in (("xlsx", lists), ("xlsx", cards), ("xlsx", counts), ("docx", words))
    for name, build, mapping, new in module.TEMPLATES
)
THIS_YEAR, NEXT_YEAR = 2026, 2027
