"""What a published file may say, name by name: exact types, no name too many, none missing. Written from docs/contributors/published-ballot.md."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Shape = Callable[[Any], str]
"""What is wrong with a value, as a path to it and a word; empty for nothing."""
CHANNELS = ("paper", "letter", "tablet", "web")
KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
RECEIPT = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}")
HASH = re.compile(r"[0-9a-f]{64}")
SHARE = re.compile(r"[0-9]{1,4}(/[0-9]{1,4})?")
MOST = 10**15


def is_number(value: Any) -> bool:
    """Whole, not below zero, and no truth value: 1 is not true, and 12.0 is not 12."""
    return type(value) is int and 0 <= value <= MOST


def count(least: int = 0) -> Shape:
    return lambda value: "" if is_number(value) and value >= least else "number"


def text(value: Any) -> str:
    return "" if isinstance(value, str) and not set(map(unicodedata.category, value)) & {"Cs", "Cc"} else "text"


def question(value: Any) -> str:
    return text(value.replace("\n", " ").replace("\t", " ")) if isinstance(value, str) else "text"


def flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "true or false"


def like(pattern: re.Pattern[str]) -> Shape:
    return lambda value: "" if isinstance(value, str) and pattern.fullmatch(value) else "sign"


def one_of(*allowed: Any) -> Shape:
    return lambda value: "" if any(type(value) is type(one) and value == one for one in allowed) else "word"


def maybe(shape: Shape) -> Shape:
    """That, or null."""
    return lambda value: "" if value is None else shape(value)


def listed(shape: Shape, *, once: bool = False) -> Shape:
    def check(value: Any) -> str:
        if not isinstance(value, list):
            return "list"
        wrong = next((f"[{place}] {said}" for place, one in enumerate(value) if (said := shape(one))), "")
        if not wrong and once and any(value.count(one) > 1 for one in value):
            return "twice"
        return wrong

    return check


def names(needed: Mapping[str, Shape], more: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these names, perhaps `more`, and no others."""
    allowed = {**needed, **(more or {})}

    def check(value: Any) -> str:
        if not isinstance(value, dict):
            return "object"
        for name in needed:
            if name not in value:
                return f"{name}: missing"
        for name, one in value.items():
            if name not in allowed:
                return f"{name[:30]!a}: not known"
            if said := allowed[name](one):
                return f"{name}: {said}"
        return ""

    return check


def threshold(*of: str) -> Shape:
    return names({"share": share, "over": flag, "of": one_of(*of), "source": text, "article": text})


def share(value: Any) -> str:
    """A fraction above zero and not above one, as text."""
    if not isinstance(value, str) or not SHARE.fullmatch(value) or value.endswith("/0"):
        return "share"
    return "" if 0 < Fraction(value) <= 1 else "share"


MARKS = maybe(count(1))
BUDGET = {"ballot": one_of("approval", "ranked", "points"), "limit": count(1)}
KIN = names({"key": like(KEY), "label": text, "relatives": listed(like(KEY), once=True)})
ELECTION = {
    "seats": count(1),
    "women": count(),
    "women_article": text,
    "on_tie": one_of("order", "vote_again"),
    "spare": count(),
    "contest": threshold("seats"),
    "turnout": threshold("roll"),
    "cover": threshold("cast"),
    "support": threshold("cast"),
}
RULES: dict[str, tuple[dict[str, Shape], dict[str, Shape]]] = {
    "yes_no": ({"majority": threshold("roll", "cast", "valid", "decided")}, {}),
    "most": ({"seats": count(1)}, {"most": MARKS, "needed": maybe(threshold("roll", "cast", "valid"))}),
    "runoff": ({}, {}),
    "transferable": ({"seats": count(1)}, {}),
    "election": (ELECTION, {"relatives": listed(listed(like(KEY), once=True)), "beside": listed(KIN)}),
    "owners": ({"turnout": threshold("roll"), "consent": threshold("cast")}, {"matter": count(1)}),
    "equal_shares": (
        BUDGET
        | {
            "worth": one_of("cost", "one"),
            "raises": one_of("none", "unit", "breakpoint"),
            "step": count(1),
            "spends_rest": flag,
        },
        {"most": MARKS, "most_each": MARKS},
    ),
    "greedy": (BUDGET | {"stops": flag, "least": count()}, {"most": MARKS, "most_each": MARKS}),
}
EVERY_RULE = {
    "quorum": maybe(threshold("roll")),
    "ways": listed(one_of(*CHANNELS), once=True),
    "consultative": one_of(True),
}
WITH_COST = {"equal_shares", "greedy"}


def rule(kind: str) -> Shape:
    needed, more = RULES[kind]
    return names(needed, EVERY_RULE | more)


def opening(kind: str) -> Shape:
    option = {"key": like(KEY), "label": text} | ({"cost": count(1)} if kind in WITH_COST else {})
    roll = {"voters": count(), "fingerprint": like(HASH)} | ({"area": count(1)} if kind == "owners" else {})
    return names(
        {
            "format": text,
            "kind": one_of(kind),
            "question": question,
            "options": listed(names(option, {"woman": one_of(True)} if kind in {"election", "most"} else {})),
            "rule": rule(kind),
            "seed": text,
            "order": listed(like(KEY), once=True),
            "roll": names(roll),
        }
    )


def closing(number: int) -> Shape:
    told = {"marked": names(dict.fromkeys(CHANNELS, count())), "valid": count(), "invalid": count()}
    return names(told | ({"seated": listed(like(KEY), once=True)} if number > 1 else {}))


def ballot(kind: str) -> Shape:
    area = {"area": count(1)} if kind == "owners" else {}
    valid = names({"receipt": like(RECEIPT), "choice": listed(_mark)} | area)
    invalid = names({"receipt": like(RECEIPT), "invalid": like(KEY)} | area)
    return lambda value: (invalid if isinstance(value, dict) and "invalid" in value else valid)(value)


def _mark(value: Any) -> str:
    """An option, or an option with its points."""
    if isinstance(value, list):
        return "" if len(value) == 2 and not like(KEY)(value[0]) and is_number(value[1]) else "points"
    return like(KEY)(value)


END = names({"seal": like(HASH), "result": lambda value: "" if isinstance(value, dict) else "object"})


def looks_like(label: str) -> str:
    """A label as a reader sees it: without what the eye does not tell apart."""
    seen = unicodedata.normalize("NFKC", label).casefold()
    return "".join(ALIKE.get(sign, sign) for sign in seen if not sign.isspace() and unicodedata.category(sign) != "Cf")


ALIKE = dict(zip("аеорсухіјѕѵԁոαορυνικτ01", "aeopcyxijsvdnaopuvikt" + "ol", strict=True))
"""Signs of other scripts, and figures, that look like a Latin letter."""


def same(one: Any, other: Any) -> bool:
    """Equal in type as well as in value, all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
