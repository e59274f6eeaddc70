"""A page with several forms: which of them was sent, whether it was done, and how a refusal is said."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request


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


def sent(request: Request, form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a form was sent and is done with. What is wrong with a field stands at it; any other refusal is said on the next page."""
    try:
        return done(form, act)
    except (Missing, NotYours):
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return True
