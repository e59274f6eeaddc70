"""The desk: the queue, entering for others, the export of what is seen."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from linli.base.actors import RoleKind
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request, read_key
from linli.people.queries import colleagues
from linli.places.queries import building_in, community_for

from ..actions import handling, receiving
from ..actions.receiving import Contact, Place
from ..export import cases_workbook
from ..forms import DeskFilter, ReportForm
from ..permissions import HANDLERS, receive_at_desk
from ..queries.cases import (
    TABS,
    Filter,
    desk_cases,
    desk_counts,
    desk_rows,
)

LEND_HANDS = {RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD} | HANDLERS
TAB_NAMES = {
    "mine": pgettext_lazy("desk", "Mine"),
    "unassigned": pgettext_lazy("desk", "Unassigned"),
    "today": gettext_lazy("Due today"),
    "overdue": pgettext_lazy("desk", "Overdue"),
    "whistled": pgettext_lazy("desk", "Whistled"),
    "open": gettext_lazy("All open"),
    "ended": pgettext_lazy("desk", "Ended"),
}


def queue(request: Request) -> HttpResponse:
    """What is due, what waits, what is whistled. Everything that narrows the list stands in the address."""
    _require_desk(request)
    tab = request.GET.get("tab", "unassigned")
    if tab not in TABS:
        raise Missing(_("There is no such list."))
    chosen = _filter(request)
    page = desk_cases(request.actor, tab, chosen, now=request.now, after=request.GET.get("after", ""))
    counts = desk_counts(request.actor, now=request.now)
    here = request.community
    context = {
        "may_enter": here is not None and receive_at_desk.allows(request.actor, here),
        "tabs": [{"key": key, "name": name, "count": counts.get(key)} for key, name in TAB_NAMES.items()],
        "tab": tab,
        "cases": [_line(c, request) for c in page.rows],
        "after": page.after,
        "filter": DeskFilter(request.GET),
        "now": request.now,
        "colleagues": colleagues(request.actor, here, LEND_HANDS, on=localdate(request.now)) if here else [],
    }
    return render(request, "casework/desk.html", context)


@require_POST
def assign_many(request: Request) -> HttpResponse:
    query = QueryDict(request.POST.get("query", "")).copy()
    query.pop("marked", None)
    keys = [key for k in request.POST.getlist("case") if (key := read_key(k))]
    person = read_key(request.POST.get("person", ""))
    if not keys or person is None:
        messages.error(request, _("Mark requests and choose a person."))
    else:
        try:
            count = handling.assign_cases(request.actor, keys, person_id=person, now=request.now)
            messages.success(request, _("%(count)d requests were given.") % {"count": count})
        except Refused as refusal:  # all or none: the marks stay, so that the one in the way can be taken out
            messages.error(request, str(refusal))
            query["marked"] = ",".join(map(str, keys))
    return redirect(f"/desk/?{query.urlencode()}")


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
    response["Content-Disposition"] = f'attachment; filename="linli-{tab}-{localdate(request.now):%Y%m%d}.xlsx"'
    return response


def enter(request: Request) -> HttpResponse:
    """Written down for somebody at the desk, on the telephone, on paper."""
    otherwise = _("Only the staff of this community enter for others.")
    request.community = community = community_for(request.actor, request.community, receive_at_desk, otherwise)
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        community=community,
        at_desk=True,
        initial={"channel": "desk", "submission": uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            received = receiving.report_case(
                request.actor,
                community=community,
                category=form.categories[given["category"]],
                text=given["text"],
                now=request.now,
                place=Place(
                    given["place_text"],
                    building_in(community, int(given["building"])) if given["building"] else None,
                    door_text=given["door"],
                ),
                contact=Contact(None, given["name"], given["telephone"], given["email"]),
                wants_public=form.wants_public,
                channel=given["channel"] or "desk",
                pictures=given["pictures"],
                answers=form.answers,
                submission=given["submission"],
            )
            told = {"number": received.case.number, "code": received.code}
            if received.is_new:
                messages.success(request, _("Received. Give the person this code: %(number)s %(code)s") % told)
            else:
                messages.info(request, _("This was written down already: %(number)s %(code)s") % told)
            return redirect(f"/desk/cases/{received.case.pk}/")
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    return render(request, "casework/enter.html", {"form": form, "community": community})


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
        "key": case.pk,
        "number": case.number,
        "text": case.text[:120],
        "state": case.state,
        "state_name": case.get_state_display(),
        "category": case.category.label,
        "community": case.community.label,
        "place": case.building.address if case.building else case.place_text,
        "is_marked": str(case.pk) in request.GET.get("marked", "").split(","),
        "at": case.reported_at,
        "due": case.next_due_at,
        "is_overdue": bool(case.next_due_at and case.next_due_at < request.now),
        "is_provisional": case.is_due_provisional,
        "is_confidential": case.is_confidential,
        "whom": case.assigned_to.name
        if case.assigned_to
        else case.assigned_organisation.label
        if case.assigned_organisation
        else "",
    }
