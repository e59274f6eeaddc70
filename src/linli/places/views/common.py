"""What the keepers' pages share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.base.errors import Invalid, Refused
from linli.base.requests import Request

from ..queries import communities_to_keep, community_to_keep


def focus(request: Request) -> Any:
    """The community that the page is about: the one in focus if the reader keeps it, otherwise their first."""
    request.community = community_to_keep(request.actor, request.community)
    return request.community


def frame(request: Request, community: Any, current: str) -> dict[str, Any]:
    """The tabs of a community's places, and the other communities of the keeper."""
    tabs = [
        ("community", pgettext("tab", "The community"), "house"),
        ("buildings", _("Buildings"), "building-2"),
        ("markers", _("QR codes"), "qr-code"),
        ("organisations", _("Organisations"), "landmark"),
        ("plan", pgettext("picture", "Plan"), "map"),
    ]
    return {
        "community": community,
        "kept": communities_to_keep(request.actor),
        "tabs": [
            {"url_name": f"places:{key}", "name": name, "icon": icon, "is_current": key == current}
            for key, name, icon in tabs
        ],
    }


def done(request: Request, form: forms.Form, act: Callable[[], object], said: str) -> bool:
    """Run the action and say that it is done; what it refuses is said beside the field, and what was typed stays."""
    try:
        act()
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    except Refused as no:
        form.add_error(None, str(no))
        return False
    messages.success(request, said)
    return True


def posted(request: Request, verb: str) -> Any:
    """The data of the form that was sent, if it is this one."""
    return request.POST if request.method == "POST" and request.POST.get("do") == verb else None
