"""The desk: the queue, working on one case, entering for others, the export of what is seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from linli.base.actors import RoleKind
from linli.base.errors import ChangedMeanwhile, Invalid, Missing, NotYours, Refused
from linli.base.requests import Request
from linli.people.actions import note_look
from linli.people.queries import colleagues
from linli.places.queries import building_in, offices_above, organisation_named, organisations

from ..actions import handling, hands, merging, receiving, resolving, whistles
from ..actions.receiving import Contact, Place
from ..export import cases_workbook
from ..forms import ActForm, DeskFilter, ExtendForm, RateForm, ReportForm, ResolveForm, WhistleForm
from ..permissions import HANDLERS, handle_case, receive_at_desk
from ..queries.cases import (
    TABS,
    Filter,
    desk_cases,
    desk_counts,
    desk_rows,
    get_case,
    get_case_to_work_on,
    similar_cases,
)
from ..queries.categories import answer_templates, category_named
from ..queries.history import changes_since, story
from ..transitions import possible

LEND_HANDS = {RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD} | HANDLERS
TAB_NAMES = {
    "mine": pgettext_lazy("desk", "Mine"), "unassigned": pgettext_lazy("desk", "Unassigned"), "today": gettext_lazy("Due today"),
    "overdue": pgettext_lazy("desk", "Overdue"), "whistled": pgettext_lazy("desk", "Whistled"), "open": gettext_lazy("All open"),
    "ended": pgettext_lazy("desk", "Ended"),
}  # fmt: skip


def queue(request: Request) -> HttpResponse:
    """What is due, what waits, what is whistled. Everything that narrows the list stands in the address."""
    _require_desk(request)
    tab = request.GET.get("tab", "unassigned")
    if tab not in TABS:
        raise Missing(_("There is no such list."))
    chosen = _filter(request)
    page = desk_cases(request.actor, tab, chosen, now=request.now, after=request.GET.get("after", ""))
    counts = desk_counts(request.actor, now=request.now)
    context = {
        "tabs": [{"key": key, "name": name, "count": counts.get(key)} for key, name in TAB_NAMES.items()],
        "tab": tab, "cases": [_line(c, request) for c in page.rows], "after": page.after, "filter": DeskFilter(request.GET),
        "colleagues": colleagues(request.actor, request.community, LEND_HANDS, on=request.now.date()) if request.community else [],
    }  # fmt: skip
    return render(request, "casework/desk.html", context)


@require_POST
def assign_many(request: Request) -> HttpResponse:
    keys = [int(k) for k in request.POST.getlist("case") if k.isdigit()]
    person = request.POST.get("person", "")
    if not keys or not person.isdigit():
        messages.error(request, _("Mark requests and choose a person."))
    else:
        count = handling.assign_cases(request.actor, keys, person_id=int(person), now=request.now)
        messages.success(request, _("%(count)d requests were given.") % {"count": count})
    return redirect(f"/desk/?{request.POST.get('query', '')}")


def export(request: Request) -> HttpResponse:
    """The list that is seen, as Excel. Contact details and confidential cases are never in it."""
    _require_desk(request)
    tab = request.GET.get("tab", "open")
    if tab not in TABS:
        raise Missing(_("There is no such list."))
    rows = desk_rows(request.actor, tab, _filter(request), now=request.now)
    response = HttpResponse(
        cases_workbook(rows), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="linli-{tab}-{request.now:%Y%m%d}.xlsx"'
    return response


def work(request: Request, key: int) -> HttpResponse:
    """One case on one screen. A later writer sees what an earlier one did, and keeps what they typed."""
    case = get_case_to_work_on(request.actor, key)
    typed, conflict = {}, []
    if request.method == "POST":
        try:
            _do(request, case)
            return redirect(f"/desk/cases/{key}/")
        except ChangedMeanwhile as changed:
            messages.error(request, str(changed))
            seen = request.POST.get("seen", "")
            conflict = changes_since(case, int(seen) if seen.isdigit() else case.version)
            typed = {"verb": request.POST.get("do", ""), "text": request.POST.get("text", "")}
        except Refused as refusal:
            messages.error(request, str(refusal))
            typed = {"verb": request.POST.get("do", ""), "text": request.POST.get("text", "")}
        case = get_case_to_work_on(request.actor, key)
    is_handler = handle_case.allows(request.actor, case)
    start = {"seen": case.version}
    context = {
        "case": case, "lines": story(request.actor, case), "can": possible(request.actor, case), "is_handler": is_handler,
        "photos": [p.file for p in case.photos.all()], "calls": [c for w in case.whistles.all() for c in w.calls.all()],
        "hands": list(case.calls_for_hands.all()), "typed": typed, "conflict": conflict, "reporters": _reporters(request, case) if is_handler else [],
        "colleagues": colleagues(request.actor, case.community, LEND_HANDS, on=request.now.date()) if is_handler else [],
        "units": organisations(case.community, *handling.LENDS_HANDS) if is_handler else [],
        "templates": answer_templates(case.community, case.category) if is_handler else [],
        "similar": similar_cases(request.actor, community=case.community, category=case.category, text=case.text, building=case.building,
                                 now=request.now) if is_handler and case.is_open else [],
        "resolve_form": ResolveForm(initial=start | {"text": typed.get("text", "") if typed.get("verb") == "resolve" else ""}),
        "extend_form": ExtendForm(initial=start), "rate_form": RateForm(),
        "whistle_form": WhistleForm(initial=start, offices=offices_above(case.community)) if "whistle" in possible(request.actor, case) else None,
    }  # fmt: skip
    return render(request, "casework/work.html", context)


def enter(request: Request) -> HttpResponse:
    """Written down for somebody at the desk, on the telephone, on paper."""
    community = request.community
    if community is None or not receive_at_desk.allows(request.actor, community):
        raise NotYours(_("Only the staff of this community enter for others."))
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        community=community,
        at_desk=True,
        initial={"who_reads": "committee", "channel": "desk"},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            received = receiving.report_case(
                request.actor, community=community, category=form.categories[given["category"]], text=given["text"], now=request.now,
                place=Place(given["place_text"], building_in(community, int(given["building"])) if given["building"] else None),
                contact=Contact(None, given["name"], given["telephone"], given["email"]), wants_public=given["who_reads"] == "public",
                channel=given["channel"] or "desk", pictures=given["pictures"],
            )  # fmt: skip
            messages.success(
                request,
                _("Received. Give the person this code: %(number)s %(code)s")
                % {"number": received.case.number, "code": received.code},
            )
            return redirect(f"/desk/cases/{received.case.pk}/")
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    return render(request, "casework/enter.html", {"form": form, "community": community})


def _do(request: Request, case: Any) -> None:
    by, now, post = request.actor, request.now, request.POST
    verb, text = post.get("do", ""), post.get("text", "")
    seen = int(post["seen"]) if post.get("seen", "").isdigit() else None
    simple = {
        "accept": lambda: handling.accept_case(by, case, now=now, seen=seen),
        "start": lambda: handling.start_case(by, case, now=now, seen=seen),
        "answer": lambda: handling.answer_case(by, case, text=text, now=now, seen=seen),
        "ask": lambda: handling.ask_reporter(by, case, text=text, now=now, seen=seen),
        "note": lambda: handling.note_case(by, case, text=text, now=now),
        "decline": lambda: resolving.decline_case(by, case, reason=text, now=now, seen=seen),
        "hide": lambda: handling.hide_case(by, case, reason=text, now=now),
        "show": lambda: handling.show_case(by, case, now=now),
        "hands": lambda: hands.call_for_hands(by, case, now=now),
        "reply": lambda: handling.reply_to_question(by, case, text=text, now=now, on_behalf=True),
        "reopen": lambda: resolving.reopen_case(by, case, reason=text, now=now),
        "kept": lambda: resolving.follow_up_promise(by, case, was_kept=True, text=text, now=now),
        "not_kept": lambda: resolving.follow_up_promise(by, case, was_kept=False, text=text, now=now),
    }
    with_forms = {
        "resolve": _resolve,
        "extend": _extend,
        "whistle": _whistle,
        "assign": _assign,
        "merge": _merge,
        "rate": _rate,
        "look": _look,
        "recategorise": _recategorise,
    }
    if verb in simple:
        simple[verb]()
    elif verb in with_forms:
        with_forms[verb](request, case, seen)
    else:
        raise Missing(_("There is no such thing to do here."))


def _resolve(request: Request, case: Any, seen: int | None) -> None:
    given = _checked(ResolveForm(request.POST))
    resolving.resolve_case(
        request.actor,
        case,
        outcome=given["outcome"],
        text=given["text"],
        promised_date=given["promised_date"],
        beyond_whose=given["beyond_whose"],
        now=request.now,
        seen=seen,
    )


def _extend(request: Request, case: Any, seen: int | None) -> None:
    given = _checked(ExtendForm(request.POST))
    minutes = given["days"] * handling.calendar_around(case.community, request.now).minutes_a_day
    handling.extend_case(request.actor, case, working_minutes=minutes, reason=given["text"], now=request.now, seen=seen)


def _whistle(request: Request, case: Any, seen: int | None) -> None:
    offices = {str(o.pk): o for o in offices_above(case.community)}
    given = _checked(WhistleForm(request.POST, offices=list(offices.values())))
    whistles.blow_whistle(
        request.actor,
        case,
        organisations=[offices[k] for k in given["organisations"]],
        text=given["text"],
        now=request.now,
        seen=seen,
    )


def _assign(request: Request, case: Any, seen: int | None) -> None:
    kind, _sign, key = request.POST.get("to", "").partition(":")
    if not key.isdigit():
        raise Invalid(_("Choose either a person or an organisation."))
    if kind == "unit":
        handling.assign_case(request.actor, case, organisation=organisation_named(int(key)), now=request.now, seen=seen)
    else:
        handling.assign_case(request.actor, case, person_id=int(key), now=request.now, seen=seen)


def _merge(request: Request, case: Any, _seen: int | None) -> None:
    number = request.POST.get("into", "").strip().rpartition("-")[2]
    if not number.isdigit():
        raise Invalid(_("Write the number of the other request."))
    merging.merge_cases(request.actor, case, into=get_case(request.actor, int(number)), now=request.now)


def _recategorise(request: Request, case: Any, seen: int | None) -> None:
    handling.recategorise_case(
        request.actor,
        case,
        category=category_named(request.POST.get("category", ""), case.community),
        now=request.now,
        seen=seen,
    )


def _rate(request: Request, case: Any, _seen: int | None) -> None:
    given = _checked(RateForm(request.POST))
    reporter = next((r for r in case.reporters.all() if str(r.pk) == request.POST.get("reporter")), None)
    if reporter is None:
        raise Invalid(_("This person did not report this request."))
    resolving.rate_case(request.actor, case, reporter=reporter, channel="telephone", now=request.now, **given)


def _look(request: Request, case: Any, _seen: int | None) -> None:
    """Open the reporters' details: with a purpose, recorded, shown to them. They stay open in this session for this case."""
    if not handle_case.allows(request.actor, case):
        raise NotYours(_("Only those who handle the request see who reported it."))
    for reporter in case.reporters.all():
        if reporter.person_id:
            note_look(
                request.actor,
                reporter.person_id,
                purpose=request.POST.get("purpose", ""),
                matter=case.number,
                fields="name, telephone, e-mail",
                now=request.now,
            )
    if not request.POST.get("purpose", "").strip():
        raise Invalid(_("Say for what purpose you open these details."))
    handling.note_opening(request.actor, case, purpose=request.POST["purpose"], now=request.now)
    request.session["opened"] = [*request.session.get("opened", [])[-20:], case.pk]


def _reporters(request: Request, case: Any) -> list[dict[str, Any]]:
    """Who reported: how many for all who handle it, their details once opened with a purpose."""
    is_open = case.pk in request.session.get("opened", [])
    rows = [r for r in case.reporters.all() if r.erased_at is None]
    return [
        {
            "key": r.pk,
            "is_first": r.is_first,
            "name": r.name if is_open else "",
            "telephone": r.telephone if is_open else "",
            "email": r.email if is_open else "",
            "is_open": is_open,
            "words": r.words,
        }
        for r in rows
    ]


def _checked(form: ActForm | RateForm) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid(" ".join(str(e) for errors in form.errors.values() for e in errors))
    return form.cleaned_data


def _filter(request: Request) -> Filter:
    state = request.GET.get("state", "")
    return Filter(
        words=request.GET.get("q", "")[:60],
        states=(state,) if state else (),
        category=request.GET.get("category", "")[:60],
    )


def _require_desk(request: Request) -> None:
    if not request.actor.holds(
        *HANDLERS, RoleKind.MEDIATOR, RoleKind.UNIT_CONTACT, RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD
    ):
        raise NotYours(_("The desk is for those who work for a community."))


def _line(case: Any, request: Request) -> dict[str, Any]:
    return {
        "key": case.pk, "number": case.number, "text": case.text[:120], "state": case.state, "state_name": case.get_state_display(),
        "category": case.category.label, "community": case.community.label, "place": case.building.label if case.building else case.place_text,
        "at": case.reported_at, "due": case.next_due_at, "is_overdue": bool(case.next_due_at and case.next_due_at < request.now),
        "is_provisional": case.is_due_provisional, "is_confidential": case.is_confidential,
        "whom": case.assigned_to.name if case.assigned_to else case.assigned_organisation.label if case.assigned_organisation else "",
    }  # fmt: skip
