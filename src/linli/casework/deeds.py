"""What can be done with a case on the work page: one entry for each deed, with its form, when it is offered, and its action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.requests import Request
from linli.people.queries import colleagues
from linli.places.queries import offices_above

from .actions import handling, hands, merging, resolving, whistles
from .clocks import calendar_around
from .forms import (
    ActForm,
    CategoryForm,
    ExtendForm,
    FollowUpForm,
    MergeForm,
    ResolveForm,
    SeenForm,
    WallForm,
    WhistleForm,
)
from .permissions import HANDLERS, handle_case
from .queries.cases import get_case
from .queries.categories import category_named
from .transitions import possible

Given = dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """A thing to do. Without a form it is one press; `fits` says when a page offers it: the action decides whether it may."""

    verb: str
    name: str | Promise
    icon: str
    run: Callable[[Request, Any, Given], Any]
    form: Callable[..., forms.Form] = SeenForm
    fits: Callable[[Any, list[str], bool], bool] | None = None

    def is_offered(self, case: Any, can: list[str], is_handler: bool) -> bool:
        return self.fits(case, can, is_handler) if self.fits else self.verb in can

    @property
    def is_press(self) -> bool:
        return self.form is SeenForm

    def blank(self, request: Request, case: Any, data: Any = None, **initial: Any) -> forms.Form:
        more: dict[str, Any] = {}
        if self.form is WallForm:
            more["colleagues"] = colleagues(request.actor, case.community, HANDLERS, on=localdate(request.now))
        if self.form is WhistleForm:
            more["offices"] = offices_above(case.community)
        if self.form is CategoryForm:
            more["community"] = case.community
        return self.form(data, initial={"seen": case.version} | initial, auto_id=f"{self.verb}_%s", **more)


def _words(action: Callable[..., Any]) -> Callable[[Request, Any, Given], Any]:
    return lambda r, case, given: action(r.actor, case, now=r.now, **given)


def _reason(action: Callable[..., Any]) -> Callable[[Request, Any, Given], Any]:
    return lambda r, case, given: action(r.actor, case, reason=given["text"], now=r.now, seen=given["seen"])


def _extend(r: Request, case: Any, given: Given) -> None:
    minutes = given["days"] * calendar_around(case.community, r.now).minutes_a_day
    handling.extend_case(r.actor, case, working_minutes=minutes, reason=given["text"], now=r.now, seen=given["seen"])


def _whistle(r: Request, case: Any, given: Given) -> None:
    chosen = [o for o in offices_above(case.community) if str(o.pk) in given["organisations"]]
    whistles.blow_whistle(r.actor, case, organisations=chosen, text=given["text"], now=r.now, seen=given["seen"])


def _recategorise(r: Request, case: Any, given: Given) -> None:
    category = category_named(given["category"], case.community)
    handling.recategorise_case(r.actor, case, category=category, now=r.now, seen=given["seen"])


def _note(r: Request, case: Any, given: Given) -> None:
    handling.note_case(r.actor, case, text=given["text"], now=r.now)


def _reply(r: Request, case: Any, given: Given) -> None:
    handling.reply_to_question(r.actor, case, text=given["text"], now=r.now, on_behalf=True)


def _follow_up(r: Request, case: Any, given: Given) -> None:
    resolving.follow_up_promise(
        r.actor, case, was_kept=given["was_kept"], text=given["text"], now=r.now, seen=given["seen"]
    )


def _merge(r: Request, case: Any, given: Given) -> None:
    merging.merge_cases(r.actor, case, into=get_case(r.actor, given["into"]), now=r.now, seen=given["seen"])


def _wall(r: Request, case: Any, given: Given) -> None:
    person, reason = given["person"], given["text"]
    handling.wall_case(r.actor, case, person_id=person, reason=reason, now=r.now, seen=given["seen"])


def _may_call_hands(case: Any, _can: list[str], is_handler: bool) -> bool:
    waiting = any(c.state in {"open", "accepted"} for c in case.hands)
    return is_handler and case.is_open and case.category.needs_hands and not case.is_confidential and not waiting


def _handler(_case: Any, _can: list[str], is_handler: bool) -> bool:
    return is_handler


DEEDS = {
    deed.verb: deed
    for deed in (
        Deed("accept", _("Accept: we take care of it"), "check", _words(handling.accept_case)),
        Deed("start", _("Begin the work"), "hammer", _words(handling.start_case)),
        Deed("hands", _("Call volunteers near by"), "hand-helping", _words(hands.call_for_hands), fits=_may_call_hands),
        Deed("answer", pgettext_lazy("deed", "Answer"), "message-circle", _words(handling.answer_case), ActForm),
        Deed("ask", _("Ask the reporter"), "circle-question-mark", _words(handling.ask_reporter), ActForm),
        Deed(
            "reply",
            _("Write down the reporter's reply"),
            "message-circle-reply",
            _reply,
            ActForm,
            lambda case, _can, is_handler: is_handler and case.is_open and case.paused_at is not None,
        ),
        Deed("resolve", _("Say what was done"), "check-check", _words(resolving.resolve_case), ResolveForm),
        Deed(
            "follow_up",
            _("Follow up the promise"),
            "calendar-check",
            _follow_up,
            FollowUpForm,
            lambda case, _can, is_handler: is_handler and case.outcome == "promised" and case.followed_up_at is None,
        ),
        Deed("whistle", _("Whistle: call offices to help"), "megaphone", _whistle, WhistleForm),
        Deed("extend", _("Extend the deadline, and say why"), "calendar-plus", _extend, ExtendForm),
        Deed("note", _("Note among staff"), "lock", _note, ActForm, _handler),
        Deed("recategorise", _("Change the category"), "tag", _recategorise, CategoryForm, _handler),
        Deed("merge", _("Merge into another request"), "merge", _merge, MergeForm),
        Deed("wall", _("Hide it from a colleague whom it concerns"), "shield", _wall, WallForm, _handler),
        Deed("decline", _("Decline, and say why"), "ban", _reason(resolving.decline_case), ActForm),
        Deed("reopen", _("Reopen, as the reporter says"), "rotate-ccw", _reason(resolving.reopen_case), ActForm),
        Deed(
            "hide",
            _("Take from public lists"),
            "eye-off",
            _reason(handling.hide_case),
            ActForm,
            lambda case, _can, is_handler: is_handler and case.is_public,
        ),
        Deed(
            "show",
            _("Put back on public lists"),
            "eye",
            _words(handling.show_case),
            fits=lambda case, _can, is_handler: is_handler and bool(case.hidden_reason),
        ),
    )
}


def offered(request: Request, case: Any) -> list[Deed]:
    can, is_handler = possible(request.actor, case), handle_case.allows(request.actor, case)
    return [deed for deed in DEEDS.values() if deed.is_offered(case, can, is_handler)]
