"""What every page knows, without asking the database more than the menus need."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from linli.base.actors import ANYONE, Actor
from linli.base.menu import entries


def page(request: HttpRequest) -> dict[str, Any]:
    actor: Actor = getattr(request, "actor", ANYONE)
    sections = ("resident", "staff", "me") if actor.kind == "person" else ("resident",)
    return {
        "page": {
            "language": "en" if (get_language() or "").startswith("en") else "zh-Hans",
            "theme": request.COOKIES.get("linli_theme", "auto"),
            "mode": request.COOKIES.get("linli_mode", ""),
            "path": request.get_full_path(),
            "community": getattr(request, "community", None),
            "is_signed_in": actor.kind == "person",
            "menu": [line for section in sections for line in _menu(request, actor, section)],
        }
    }


def _menu(request: HttpRequest, actor: Actor, section: str) -> list[dict[str, Any]]:
    shown = []
    for entry in entries(actor, section):
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        shown.append(
            {
                "key": entry.key,
                "label": entry.label,
                "icon": entry.icon,
                "url": url,
                "is_current": request.path.startswith(url),
                "count": entry.count(actor),
            }
        )
    return shown
