"""Every address of the house, read from its URL patterns, and where in it a code stands."""

import re
from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

SECRET = frozenset({"code", "token", "grant", "uidb36", "uidb64"})
"""Parts of addresses that open something. Also `key`, where it is no number."""
PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>")
SLASH = r"(?:/|%2[fF])"


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each pattern with the whole of its route, as it is written."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route, pattern


def is_secret(part: re.Match[str], route: str) -> bool:
    name = part["name"] or part["group"]
    if name == "key":  # the JSON API writes its numbers without a kind
        return part["kind"] != "int" and not route.startswith("api/")
    return name in SECRET


@cache
def hiding() -> re.Pattern[str]:
    """What stands before a code in an address that was written down: everything behind it is to be hidden.

    Where no other address begins like one with a code, the beginning is enough: a mistyped link is a link.
    """
    secret: list[str] = []
    open_: list[str] = []
    for route, _view in routes():
        first = next((one for one in PART.finditer(route) if is_secret(one, route)), None)
        (secret if first else open_).append(route[: first.start()] if first else route)
    beginnings = set()
    for before in secret:
        start = PART.split(before)[0]
        is_alone = bool(start) and not any(route.startswith(start) for route in open_)
        number = r"\d*-?" if start != before else ""
        beginnings.add(_pattern(start) + number if is_alone else _pattern(before))
    return re.compile(rf"({SLASH}(?:{'|'.join(sorted(beginnings, key=len, reverse=True))}))[^\s\"']+")


def _pattern(before: str) -> str:
    """A route as it looks in an address: numbers for numbers, anything without a slash for the rest."""
    made, at = "", 0
    for part in PART.finditer(before):
        made += _plain(before[at : part.start()]) + (r"\d+" if part["kind"] == "int" else r"[^/\s]+")
        at = part.end()
    return made + _plain(before[at:])


def _plain(text: str) -> str:
    return re.escape(re.sub(r"\\(.)", r"\1", text)).replace("/", SLASH)
