"""What every page of the team asks first, and how a refusal is said."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request
from linli.people.queries import colleagues

from ..permissions import STAFF, keep_team, see_team


def here(request: Request) -> Any:
    if request.community is None or not see_team.allows(request.actor, request.community):
        raise NotYours(_("This is for those who work for the community."))
    return request.community


def keepers(request: Request) -> Any:
    community = here(request)
    if not keep_team.allows(request.actor, community):
        raise NotYours(_("The chair keeps the posts."))
    return community


def staff(request: Request, community: Any) -> list[tuple[int, str, str]]:
    """Those who can be given a post, a duty, or something that is handed over."""
    return colleagues(request.actor, community, STAFF, on=localdate(request.now))


def asked(request: Request, verb: str) -> Any:
    """What was sent, if it was this form that was sent."""
    return request.POST if request.POST.get("do") == verb else None


def done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a form that was sent makes sense and is done; what is wrong stands at its field."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act(dict(form.cleaned_data))
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    return True


def pressed(request: Request, act: Callable[[], object]) -> None:
    """A press without a form: a refusal is said on the page that comes next."""
    try:
        act()
    except (Missing, NotYours):
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
