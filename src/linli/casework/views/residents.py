"""Report, follow, rate: with an account, or with the link that only the reporter holds."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.base.actors import Actor
from linli.base.coordinates import to_wgs84
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.limits import slow_down
from linli.base.qr import qr_svg
from linli.base.requests import Request, read_key
from linli.base.text import mask_personal
from linli.look.templatetags.linli import moment
from linli.people.queries import contacts_of
from linli.places.queries import address_tree, building_in, communities, marker_behind

from ..actions import handling, hands, receiving, resolving
from ..actions.receiving import Contact, Place, Received, reporter_behind
from ..forms import ContactForm, PublicFilter, RateForm, ReportForm
from ..permissions import (
    REPORTER_LINK,
    follow_case,
    handle_case,
    is_own,
    read_case,
    see_case,
    see_door,
    speak_for_reporter,
)
from ..pictures import path_of
from ..queries.calls import offer_in, offers_of
from ..queries.cases import get_case, heir_of, merged_requests, my_cases, photo_named, public_cases, similar_cases
from ..queries.categories import categories, find_categories
from ..queries.history import story
from ..transitions import possible
from .maps import map_of, public_filter

KEPT = frozenset({"reply", "rate", "join", "thank"})
"""What a form here can be sent to do: refused, its words come back."""


def report(request: Request) -> HttpResponse:
    """One question at a time on a phone, one page without JavaScript."""
    marker = marker_behind(request.GET["m"]) if request.GET.get("m") else None
    community = marker.community if marker else request.community
    if community is None:
        return render(
            request, "casework/choose_community.html", {"communities": communities(on=localdate(request.now))}
        )
    start = {"submission": uuid4(), "marker": marker.code if marker else "", "building": marker and marker.building_id}
    form = ReportForm(
        request.POST or None, request.FILES or None, community=community, initial=start | _known_contact(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            received = _receive(request, form, community)
            return redirect(f"/t/{received.case.pk}-{received.code}/?new=1")
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    context = {"form": form, "community": community, "place": marker, "map": map_of(community, address_tree(community))}
    return render(request, "casework/report.html", context)


def _receive(request: Request, form: ReportForm, community: Any) -> Received:
    given = form.cleaned_data
    marker = marker_behind(given["marker"]) if given["marker"] else None
    building = building_in(community, int(given["building"])) if given["building"] else None
    contact = Contact(
        request.actor.person_id, given["name"], given["telephone"], given["email"], get_language() or "zh-hans"
    )
    try:
        return receiving.report_case(
            request.actor,
            community=community,
            category=form.categories[given["category"]],
            text=given["text"],
            now=request.now,
            place=_place(given, building, marker),
            contact=contact,
            wants_public=form.wants_public,
            pictures=given["pictures"],
            submission=given["submission"],
            answers=form.answers,
        )
    except IntegrityError:  # the same press arrived twice at the same moment: the first one is stored
        return receiving.report_case(
            request.actor,
            community=community,
            category=form.categories[given["category"]],
            text=given["text"],
            now=request.now,
            submission=given["submission"],
        )


def _place(given: dict[str, Any], building: Any, marker: Any) -> Place:
    """Where: in words, in the address tree, and where the finger fell on the map, in WGS84. A point is whole or not there."""
    latitude, longitude = given["latitude"], given["longitude"]
    if latitude is None or longitude is None:
        return Place(given["place_text"], building, marker=marker, door_text=given["door"])
    latitude, longitude = to_wgs84(latitude, longitude, settings.MAP_DATUM)
    return Place(given["place_text"], building, None, marker, latitude, longitude, given["door"])


def similar(request: Request) -> HttpResponse:
    """While somebody types: kinds that fit the words, and open cases that may be the same."""
    text = request.GET.get("text", "")[:400]
    if request.community is None or len(text) < 2:
        return HttpResponse("")
    kinds = find_categories(text, request.community)
    chosen = next(
        (c for c in categories(request.community) if c.key == request.GET.get("category")),
        kinds[0].category if kinds else None,
    )
    building = read_key(request.GET.get("building", ""))
    place = building_in(request.community, building) if building else None
    found = similar_cases(
        request.actor, community=request.community, category=chosen, text=text, building=place, now=request.now
    )
    return render(request, "casework/similar.html", {"cases": [_short(c) for c in found], "kinds": kinds[:3]})


def case_list(request: Request) -> HttpResponse:
    """What others asked. Every filter stands in the address; figures of the rates lead here."""
    page = public_cases(request.actor, public_filter(request), after=request.GET.get("after", ""))
    context = {
        "cases": [_short(c) for c in page.rows],
        "after": page.after,
        "filter": PublicFilter(request.GET, public=True),
    }
    return render(request, "casework/list.html", context)


def mine(request: Request) -> HttpResponse:
    if request.actor.kind != "person":
        raise NotYours(_("Sign in first."))
    page = my_cases(request.actor, after=request.GET.get("after", ""))
    return render(request, "casework/mine.html", {"cases": [_short(c) for c in page.rows], "after": page.after})


def case_page(request: Request, key: int) -> HttpResponse:
    """A case; of one that was merged into another, the heir's page."""
    try:
        case = get_case(request.actor, key, follow_case)
    except Missing:
        case = None
    if case is None or case.merged_into_id:
        heir = heir_of(request.actor, key)
        if heir != key:
            return redirect("casework:case", heir)
    return _case_page(request, request.actor, key, case=case)


def reporter_of(request: Request, key: int, code: str) -> Any:
    """Whose tracking code this is. Missing for nobody's; tries are counted."""
    slow_down(request, "code", most=60, minutes=10)
    return _reporter(key, code)


def _reporter(key: int, code: str) -> Any:
    reporter = reporter_behind(key, code)
    if reporter is None:
        raise Missing(_("This link or code is not known. Please compare it with what you were given."))
    return reporter


def tracked(request: Request, key: int, code: str) -> HttpResponse:
    """The page that a tracking code opens; what the reporter does here is done as the bearer of the link."""
    reporter = _reporter(key, code)
    actor, key = request.actor.bearing(REPORTER_LINK, reporter.pk), reporter.case_id  # of the heir, after a merge
    if request.method == "POST":
        return _act(request, actor, key, reporter, request.path, code=code)
    return _case_page(request, actor, key, code=code, reporter=reporter)


@require_POST
def act(request: Request, key: int) -> HttpResponse:
    """What a signed-in person does with a case that they see: join, reply, rate, reopen, thank."""
    case = get_case(request.actor, key, follow_case)
    reporter = next((r for r in case.reporters.all() if r.person_id and r.person_id == request.actor.person_id), None)
    return _act(request, request.actor, key, reporter, f"/cases/{key}/")


def _act(request: Request, actor: Actor, key: int, reporter: Any, back: str, *, code: str = "") -> HttpResponse:
    """Do what was sent, and go back. What is refused comes back with everything that was typed."""
    case, verb, now = get_case(actor, key, follow_case), request.POST.get("do", ""), request.now
    text = request.POST.get("text", "")
    try:
        if verb == "join":
            return _join(request, actor, case, text, back)
        if verb == "reply":
            handling.reply_to_question(actor, case, text=text, now=now)
        elif verb == "rate" and reporter is not None:
            judged = RateForm(request.POST)
            if not judged.is_valid():
                raise Invalid(_("Please say whether it is solved, and choose one to five stars."))
            resolving.rate_case(actor, case, reporter=reporter, now=now, **judged.cleaned_data)
            messages.success(
                request, _thanks(get_case(actor, key, follow_case), reporter, judged.cleaned_data["is_solved"])
            )
        elif verb == "reopen":
            resolving.reopen_case(actor, case, reason=text, now=now)
        elif verb == "take":
            hands.take_offer(actor, offer_in(actor, case, read_key(request.POST.get("offer", "")) or 0), now=now)
        elif verb == "thank":
            _thank(actor, case, text, now)
        else:
            raise Missing(_("There is no such thing to do here."))
    except Refused as refusal:
        messages.error(request, str(refusal))
        if verb in KEPT:
            return _case_page(request, actor, key, code=code, reporter=reporter, refused=verb, status=refusal.status)
    return redirect(back)


def _thank(actor: Actor, case: Any, text: str, now: datetime) -> None:
    """Thank whoever came to help, if somebody did."""
    for call in [c for c in case.hands if c.state == c.State.DONE][:1]:
        hands.thank_for_hands(actor, call, text=text, now=now)


def _thanks(case: Any, reporter: Any, is_solved: bool) -> str:
    """What happens next, to somebody who has judged."""
    if is_solved:
        return _("Thank you for your judgement.")
    if reporter.is_first:
        due = moment(case.accept_due_at)
        return _("Thank you. The request is open again: the committee takes it up by %(due)s at the latest.") % {
            "due": due
        }
    return _("Thank you. The committee reads it. The one who reported it, or the committee, can open it again.")


def _join(request: Request, actor: Actor, case: Any, text: str, back: str) -> HttpResponse:
    """Say "me too". Somebody without an account is shown the code that they get."""
    form = ContactForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Please look at what is marked below."))
    contact = Contact(actor.person_id, **form.cleaned_data, language=get_language() or "zh-hans")
    joined = receiving.join_case(actor, case, contact=contact, words_added=text, now=request.now)
    messages.success(request, _("Thank you. You will be told what happens."))
    return redirect(back if actor.person_id else f"/t/{case.pk}-{joined.code}/?new=1")


def _case_page(
    request: Request,
    actor: Actor,
    key: int,
    *,
    code: str = "",
    reporter: Any = None,
    refused: str = "",
    status: int = 200,
    case: Any = None,
) -> HttpResponse:
    case = case or get_case(actor, key, follow_case)
    insider, sees = read_case.allows(actor, case), see_case.allows(actor, case)
    mine_here = reporter or next((r for r in case.reporters.all() if is_own(actor, r)), None)
    speaks = speak_for_reporter.allows(actor, case)
    rated = {r.reporter_id for r in case.judgements if r.round == case.reopened_count}
    may_rate = mine_here is not None and mine_here.pk not in rated and "rate" in possible(actor, case)
    link = request.build_absolute_uri(reverse("casework:tracked", args=[key, code])) if code else ""
    context = {
        "case": case,
        "text": case.text if insider else mask_personal(case.text),
        "lines": story(actor, case),
        "place_text": case.place_text if insider else mask_personal(case.place_text),
        "door": case.door_text if see_door.allows(actor, case) else "",
        "photos": [p.file for p in case.photos.all() if insider or p.is_public],
        "calls": case.whistle_calls,
        "reporters": len(case.reporters.all()),
        "insider": insider,
        "is_staff": handle_case.allows(actor, case),
        "may_rate": may_rate,
        "rate_form": RateForm(request.POST if refused == "rate" else None),
        "contact_form": ContactForm(request.POST if refused == "join" else None),
        "refused": refused,
        "typed": request.POST.get("text", "") if refused else "",
        "may_reply": speaks and case.is_open,
        "may_join": sees and case.is_open and not mine_here,
        "added": mine_here.words if mine_here else "",
        "merged": [merged_in_words(c) for c in merged_requests(actor, case)],
        "code": code,
        "is_new": "new" in request.GET,
        "link": link,
        "qr": qr_svg(link) if code and "new" in request.GET else "",
        "act": request.path if code else f"/cases/{case.pk}/act/",
        "offers": offers_of(actor, case) if case.category.needs_hands and not handle_case.allows(actor, case) else [],
        "to_thank": speaks and any(c.state == c.State.DONE for c in case.hands),
    }
    return render(request, "casework/case.html" if sees else "casework/followed.html", context, status=status)


def merged_in_words(case: Any) -> dict[str, Any]:
    """What somebody reported by another number: its own words."""
    return {
        "number": case.number,
        "at": case.reported_at,
        "text": case.text,
        "photos": [p.file for p in case.photos.all()],
        "place": " ".join(
            str(p) for p in (case.building.address if case.building else "", case.door_text, case.place_text) if p
        ),
    }


def photo(request: Request, name: str) -> FileResponse:
    """A picture, for whoever sees its case. Served so that a browser can do nothing with it but show it."""
    small = name.endswith("-small.jpg")
    photo_named(request.actor, name.replace("-small.jpg", ".jpg"))
    response = FileResponse(
        path_of(name.replace("-small.jpg", ".jpg"), small=small).open("rb"), content_type="image/jpeg"
    )
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _known_contact(request: Request) -> dict[str, str]:
    if request.actor.person_id is None:
        return {}
    contact = contacts_of([request.actor.person_id])[request.actor.person_id]
    return {"name": contact.name, "telephone": contact.telephone, "email": contact.email}


def _place_of(case: Any) -> str:
    return case.building.address if case.building else mask_personal(case.place_text)


def _short(case: Any) -> dict[str, Any]:
    """A line of a list, in plain values. Of what somebody may only follow it says the number."""
    is_told = getattr(case, "is_told", True)
    return {
        "key": case.pk,
        "number": case.number,
        "text": mask_personal(case.text)[:120] if is_told else case.number,
        "state": case.state,
        "state_name": case.get_state_display(),
        "category": case.category.label,
        "good": case.category.good,
        "community": case.community.label,
        "place": _place_of(case) if is_told else "",
        "at": case.reported_at,
    }
