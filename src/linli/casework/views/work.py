"""One case on one screen. A later writer sees what an earlier one did, and keeps what they typed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import ChangedMeanwhile, Invalid, Missing, NotYours, Refused
from linli.base.requests import Request, read_key
from linli.people.actions import note_look
from linli.people.queries import colleagues
from linli.places.queries import organisation_named, organisations

from ..actions import handling, hands, resolving
from ..actions.story import tracking_code
from ..deeds import DEEDS, offered
from ..forms import RateForm
from ..permissions import handle_case
from ..queries.calls import offer_in, offers_of
from ..queries.cases import get_case_to_work_on, merged_requests, similar_cases
from ..queries.categories import answer_templates
from ..queries.history import answered_questions, changes_since, judgements, story
from ..registries import BECOMINGS
from ..transitions import possible
from .desk import LEND_HANDS
from .residents import merged_in_words


def work(request: Request, key: int) -> HttpResponse:
    case = get_case_to_work_on(request.actor, key)
    failed, conflict = None, []
    if request.method == "POST":
        try:
            failed = _do(request, case)
            if failed is None:
                return _back(request, key)
        except ChangedMeanwhile as changed:
            messages.error(request, str(changed))
            conflict = changes_since(request.actor, case, _seen(request) or 0)
            failed = _typed(request, get_case_to_work_on(request.actor, key).version)
        except Refused as refusal:
            messages.error(request, str(refusal))
            failed = _typed(request, case.version)
        case = get_case_to_work_on(request.actor, key)
    return render(request, "casework/work.html", _page(request, case, failed, conflict))


def _back(request: Request, key: int) -> HttpResponse:
    """To the request, or to the desk where what was done took it out of one's own sight."""
    try:
        get_case_to_work_on(request.actor, key)
    except Missing:
        messages.success(request, _("Done. The request is with others now, and no longer yours to see."))
        return redirect("casework:desk")
    return redirect("casework:work", key=key)


def _do(request: Request, case: Any) -> forms.Form | None:
    """Do what was pressed. Returns the form with its errors where something is missing in it."""
    verb = request.POST.get("do", "")
    if verb in SMALL_DEEDS:
        SMALL_DEEDS[verb](request, case)
        return None
    if verb not in DEEDS:
        raise Missing(_("There is no such thing to do here."))
    form = DEEDS[verb].blank(request, case, request.POST)
    if not form.is_valid():
        return form
    try:
        DEEDS[verb].run(request, case, form.cleaned_data)
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return form
    return None


def _typed(request: Request, version: int) -> forms.Form | None:
    """The form as it was typed, ready to be sent again upon the newer version."""
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        return None
    data: QueryDict = request.POST.copy()
    data["seen"] = str(version)
    return deed.blank(request, get_case_to_work_on(request.actor, int(request.resolver_match.kwargs["key"])), data)  # type: ignore[union-attr]


def _page(request: Request, case: Any, failed: forms.Form | None, conflict: list[Any]) -> dict[str, Any]:
    is_handler = handle_case.allows(request.actor, case)
    deeds = offered(request, case)
    templates = answer_templates(case.community, case.category) if is_handler else []
    chosen = next((t for t in templates if str(t.pk) == request.GET.get("template")), None)
    blocks = [_block(request, case, deed, failed, chosen.text if chosen else "") for deed in deeds if not deed.is_press]
    opened = request.session.get("opened_reporters", [])
    context: dict[str, Any] = {
        "case": case,
        "forms": blocks,
        "presses": [(d.verb, d.name, d.icon) for d in deeds if d.is_press],
        "can": possible(request.actor, case),
        "conflict": conflict,
        "lines": story(request.actor, case),
        "merged": [merged_in_words(c) for c in merged_requests(request.actor, case)],
        "answers": answered_questions(case),
        "photos": [p.file for p in case.photos.all()],
        "calls": case.whistle_calls,
        "is_handler": is_handler,
        "templates": templates,
        "becomings": [
            (one.name, one.icon, one.address(case.pk)) for one in BECOMINGS.values() if one.is_for(request.actor, case)
        ],
    }
    if is_handler:
        context |= {
            "hands": case.hands,
            "offers": offers_of(request.actor, case),
            "judgements": [j for j in judgements(request.actor, case) if j.is_of_last_result],
            "reporters": (reporters := _reporters(case, opened)),
            "details_open": all(r["is_open"] for r in reporters),
            "colleagues": colleagues(request.actor, case.community, LEND_HANDS, on=localdate(request.now)),
            "units": organisations(case.community, *handling.LENDS_HANDS),
            "rate_form": RateForm(auto_id="rate_%s"),
            "similar": _similar(request, case),
        }
    return context


def _block(request: Request, case: Any, deed: Any, failed: forms.Form | None, template: str) -> dict[str, Any]:
    is_failed = failed is not None and request.POST.get("do") == deed.verb
    text = template if deed.verb == "answer" else ""
    return {
        "verb": deed.verb,
        "name": deed.name,
        "icon": deed.icon,
        "form": failed if is_failed else deed.blank(request, case, text=text),
        "is_open": is_failed or (deed.verb == "answer" and bool(template)),
        "has_templates": deed.verb == "answer",
    }


def _similar(request: Request, case: Any) -> list[Any]:
    if not case.is_open:
        return []
    found = similar_cases(
        request.actor,
        community=case.community,
        category=case.category,
        text=case.text,
        building=case.building,
        now=request.now,
        most=5,
    )
    return [c for c in found if c.pk != case.pk]


def _reporters(case: Any, opened: list[int]) -> list[dict[str, Any]]:
    """Who reported: how many for all who handle it; the details of each, once they were opened with a purpose."""
    return [
        {
            "key": r.pk,
            "is_first": r.is_first,
            "is_open": r.pk in opened,
            "name": r.name if r.pk in opened else "",
            "telephone": r.telephone if r.pk in opened else "",
            "email": r.email if r.pk in opened else "",
            "words": r.words,
            "code": tracking_code(r) if r.pk in opened and r.person_id is None else "",
        }
        for r in case.reporters.all()
        if r.erased_at is None
    ]


MOST_OPEN = 200
"""So many reporters' details stay open in a session; the first opened close first."""


def _seen(request: Request) -> int | None:
    return read_key(request.POST.get("seen", ""))


def _assign(request: Request, case: Any) -> None:
    kind, _sign, number = request.POST.get("to", "").partition(":")
    key = read_key(number)
    if key is None:
        raise Invalid(_("Choose either a person or an organisation."))
    whom = {"organisation": organisation_named(key)} if kind == "unit" else {"person_id": key}
    handling.assign_case(request.actor, case, now=request.now, seen=_seen(request), **whom)


def _rate(request: Request, case: Any) -> None:
    form = RateForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Please say whether it is solved, and choose one to five stars."))
    reporter = next((r for r in case.reporters.all() if str(r.pk) == request.POST.get("reporter")), None)
    if reporter is None:
        raise Invalid(_("This person did not report this request."))
    resolving.rate_case(
        request.actor, case, reporter=reporter, channel="telephone", now=request.now, **form.cleaned_data
    )


def _take(request: Request, case: Any) -> None:
    """Say yes to a neighbour who could come."""
    offer = offer_in(request.actor, case, read_key(request.POST.get("offer", "")) or 0)
    hands.take_offer(request.actor, offer, now=request.now)


def _look(request: Request, case: Any) -> None:
    """Open the details of those who have reported so far: with a purpose, recorded, shown to each. They stay open in this
    session; who joins later is opened by another look.
    """
    if not handle_case.allows(request.actor, case):
        raise NotYours(_("Only those who handle the request see who reported it."))
    purpose = request.POST.get("purpose", "").strip()
    handling.note_opening(request.actor, case, purpose=purpose, now=request.now)
    opened = request.session.get("opened_reporters", [])
    new = [reporter for reporter in case.reporters.all() if reporter.pk not in opened]
    for reporter in new:
        if reporter.person_id:
            note_look(
                request.actor,
                reporter.person_id,
                purpose=purpose,
                matter=case.number,
                fields="name, telephone, e-mail",
                now=request.now,
            )
    request.session["opened_reporters"] = [*opened, *(reporter.pk for reporter in new)][-MOST_OPEN:]


SMALL_DEEDS = {"take": _take, "assign": _assign, "rate": _rate, "look": _look}
