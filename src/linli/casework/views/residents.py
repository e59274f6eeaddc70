"""Report, follow, rate: with an account, or with the link that only the reporter holds."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
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
from linli.people.queries import contacts_of
from linli.places.queries import address_tree, building_in, communities, marker_behind

from ..actions import handling, hands, receiving, resolving
from ..actions.receiving import Contact, Place, Received, reporter_behind
from ..forms import ContactForm, PublicFilter, RateForm, ReportForm
from ..permissions import REPORTER_LINK, handle_case, rate_case, read_case, see_door
from ..pictures import path_of
from ..queries.calls import offer_in, offers_of
from ..queries.cases import get_case, my_cases, photo_named, public_cases, similar_cases
from ..queries.categories import categories, find_categories
from ..queries.history import story
from ..transitions import possible
from .maps import map_of, public_filter


def report(request: Request) -> HttpResponse:
    """One question at a time on a phone, one page without JavaScript."""
    marker = marker_behind(request.GET["m"]) if request.GET.get("m") else None
    community = marker.community if marker else request.community
    if community is None:
        return render(request, "casework/choose_community.html", {"communities": communities(on=request.now.date())})
    start = {"submission": uuid4(), "marker": marker.code if marker else "", "building": marker and marker.building_id}
    form = ReportForm(
        request.POST or None, request.FILES or None, community=community, initial=start | _known_contact(request)
    )
    if request.method == "POST" and form.is_valid():
        slow_down(request, "report", most=20, minutes=10)
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
            request.actor, community=community, category=form.categories[given["category"]], text=given["text"], now=request.now,
            place=_place(given, building, marker), contact=contact, wants_public=form.wants_public,
            pictures=given["pictures"], submission=given["submission"],
            answers=form.answers,
        )  # fmt: skip
    except IntegrityError:  # the same press arrived twice at the same moment: the first one is stored
        return receiving.report_case(request.actor, community=community, category=form.categories[given["category"]], text=given["text"],
                                     now=request.now, submission=given["submission"])  # fmt: skip


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
    return _case_page(request, request.actor, key)


def tracked(request: Request, key: int, code: str) -> HttpResponse:
    """The page that a tracking code opens; what the reporter does here is done as the bearer of the link."""
    slow_down(request, "code", most=60, minutes=10)
    reporter = reporter_behind(key, code)
    if reporter is None:
        raise Missing(_("This link or code is not known. Please compare it with what you were given."))
    actor = request.actor.bearing(REPORTER_LINK, reporter.pk)
    if request.method == "POST":
        return _act(request, actor, key, reporter, request.path)
    return _case_page(request, actor, key, code=code, reporter=reporter)


@require_POST
def act(request: Request, key: int) -> HttpResponse:
    """What a signed-in person does with a case that they see: join, reply, rate, reopen, thank."""
    case = get_case(request.actor, key)
    reporter = next((r for r in case.reporters.all() if r.person_id and r.person_id == request.actor.person_id), None)
    return _act(request, request.actor, key, reporter, f"/cases/{key}/")


def _act(request: Request, actor: Actor, key: int, reporter: Any, back: str) -> HttpResponse:
    case, verb, now = get_case(actor, key), request.POST.get("do", ""), request.now
    text = request.POST.get("text", "")
    try:
        if verb == "join":
            form = ContactForm(request.POST)
            contact = (
                Contact(actor.person_id, **form.cleaned_data, language=get_language() or "zh-hans")
                if form.is_valid()
                else None
            )
            joined = receiving.join_case(actor, case, contact=contact, words_added=text, now=now)
            messages.success(request, _("Thank you. You will be told what happens."))
            return redirect(back if actor.person_id else f"/t/{key}-{joined.code}/")
        if verb == "reply":
            handling.reply_to_question(actor, case, text=text, now=now)
        elif verb == "rate" and reporter is not None:
            judged = RateForm(request.POST)
            if not judged.is_valid():
                raise Invalid(_("Please say whether it is solved, and choose one to five stars."))
            resolving.rate_case(actor, case, reporter=reporter, now=now, **judged.cleaned_data)
            messages.success(request, _("Thank you for your judgement."))
        elif verb == "reopen":
            resolving.reopen_case(actor, case, reason=text, now=now)
        elif verb == "take":
            hands.take_offer(actor, offer_in(actor, case, read_key(request.POST.get("offer", "")) or 0), now=now)
        elif verb == "thank":
            call = next((c for c in case.hands if c.state == c.State.DONE), None)
            if call:
                hands.thank_for_hands(actor, call, text=text, now=now)
        else:
            raise Missing(_("There is no such thing to do here."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


def _case_page(request: Request, actor: Actor, key: int, *, code: str = "", reporter: Any = None) -> HttpResponse:
    case = get_case(actor, key)
    insider = read_case.allows(actor, case)
    mine_here = reporter or next(
        (r for r in case.reporters.all() if r.person_id and r.person_id == actor.person_id), None
    )
    rated = {r.reporter_id for r in case.judgements if r.round == case.reopened_count}
    may_rate = mine_here is not None and mine_here.pk not in rated and "rate" in possible(actor, case)
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
        "may_rate": may_rate and rate_case.allows(actor, case),
        "rate_form": RateForm(),
        "contact_form": ContactForm(),
        "may_reply": insider and bool(mine_here) and case.is_open,
        "may_join": case.is_open and not mine_here,
        "code": code,
        "is_new": "new" in request.GET,
        "link": request.build_absolute_uri(request.path) if code else "",
        "qr": qr_svg(request.build_absolute_uri(request.path)) if code and "new" in request.GET else "",
        "act": request.path if code else f"/cases/{case.pk}/act/",
        "offers": [] if handle_case.allows(actor, case) else offers_of(actor, case),
        "to_thank": insider and any(c.state == c.State.DONE for c in case.hands),
    }
    return render(request, "casework/case.html", context)


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


def _short(case: Any) -> dict[str, Any]:
    """A line of a list, in plain values."""
    return {
        "key": case.pk, "number": case.number, "text": mask_personal(case.text)[:120], "state": case.state, "state_name": case.get_state_display(),
        "category": case.category.label, "good": case.category.good, "community": case.community.label,
        "place": case.building.address if case.building else mask_personal(case.place_text), "at": case.reported_at,
    }  # fmt: skip
