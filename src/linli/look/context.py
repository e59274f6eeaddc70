"""What every page knows, without asking the database more than the menus need."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from linli.base.actors import ANYONE, Actor
from linli.base.menu import Entry, entries


def page(request: HttpRequest) -> dict[str, Any]:
    actor: Actor = getattr(request, "actor", ANYONE)
    return {
        "page": {
            "language": "en" if (get_language() or "").startswith("en") else "zh-Hans",
            "theme": request.COOKIES.get("linli_theme", "auto"),
            "mode": request.COOKIES.get("linli_mode", ""),
            "path": request.get_full_path(),
            "community": getattr(request, "community", None),
            "is_signed_in": actor.kind == "person",
            "menu": _menu(request.path, actor),
        }
    }


def _menu(path: str, actor: Actor) -> list[dict[str, Any]]:
    """Of two entries that the page lies under, the nearer one is current."""
    sections = ("resident", "staff", "me") if actor.kind == "person" else ("resident",)
    shown = [
        (entry, url) for section in sections for entry in entries(actor, section) if (url := address_of(entry.url_name))
    ]
    nearness = {entry.key: _nearness(path, actor, entry, url) for entry, url in shown}
    nearest = max(nearness.values(), default=0) or 1
    return [
        {
            "key": entry.key,
            "label": entry.label,
            "icon": entry.icon,
            "url": url,
            "is_current": nearness[entry.key] == nearest,
            "count": entry.count(actor),
        }
        for entry, url in shown
    ]


def _nearness(path: str, actor: Actor, entry: Entry, url: str) -> int:
    """How much of the path leads to this entry, or to a page that its page lists."""
    listed = [address_of(other.url_name) for other in entries(actor, entry.lists)] if entry.lists else []
    return max((len(one) for one in (url, *listed) if one and path.startswith(one)), default=0)


@cache
def address_of(url_name: str) -> str:
    """Empty for a page that this installation does not have."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
