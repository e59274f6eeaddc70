"""The list by building and door, one record, one household, and what is decided about them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.errors import Invalid, Missing, Refused
from linli.base.requests import Request, read_day, read_key
from linli.people.purposes import Task, begin, take_up, task_of
from linli.people.queries import persons
from linli.places.queries import address_tree, community_for

from .. import actions
from ..forms import AnswerForm, ExportForm, ListFilter, PurposeForm, ValuesForm
from ..permissions import see_openings
from ..queries.duplicates import pairs_alike
from ..queries.fields import fields
from ..queries.looks import correction_named, corrections_waiting, openings
from ..queries.residents import (
    Filter,
    Listing,
    ValueLine,
    age_of,
    asked_about,
    has_residents,
    household_named,
    members_of,
    resident_named,
    residents,
    values_of,
)
from ..register import ADDRESS, AGE, HOUSEHOLD, RESIDENT
from ..workbooks import workbook
from .common import TASK, ask_purpose, excel, here, is_open, note_open, note_seen


@login_required
def listing(request: Request) -> HttpResponse:
    """Everybody who lives or is registered here, by building and door, for the task under way."""
    if answer := take_up(request, TASK):
        return answer
    community = here(request)
    known = fields(request.actor, community)
    form, chosen_by = _filter(request, community, known)
    task = task_of(request, TASK)
    page = _listed(request, task, community, chosen_by) if task else None
    context = {
        "community": community,
        "filter": form,
        "task": task,
        "is_empty": not has_residents(request.actor, community),
        "rows": page.rows if page else [],
        "total": page.total if page else 0,
        "after": page.next if page else None,
        "is_filtered": bool(chosen_by.words or chosen_by.building or chosen_by.where),
        "left": chosen_by.left,
        "waiting": corrections_waiting(request.actor, community, known),
    }
    return render(request, "records/residents.html", context)


def _listed(request: Request, task: Task, community: Any, chosen_by: Filter) -> Listing:
    """A page of the list, written down with everybody of whom it tells something."""
    offset = read_key(request.GET.get("after", "")) or 0
    page = residents(request.actor, community, chosen_by, offset=offset, now=request.now)
    told = asked_about(
        request.actor, community, chosen_by, [row.key for row in page.rows], on=timezone.localdate(request.now)
    )
    note_seen(request, community, task, told, *chosen_by.where)
    return page


@login_required
def add(request: Request) -> HttpResponse:
    """Write somebody down at the desk."""
    community = here(request)
    form = ValuesForm(
        request.POST or None,
        fields=_fillable(request, community, RESIDENT),
        kept={},
        address=request.GET.get("address", "")[:120],
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_resident(
                request.actor,
                community,
                values=form.values(),
                address=form.cleaned_data["address"],
                note=form.cleaned_data["note"],
                now=request.now,
            )
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("%(name)s is written down.") % {"name": made.name})
            return redirect("records:residents")
    return render(
        request, "records/edit.html", {"form": form, "title": _("Write a resident down"), "back": "/desk/records/"}
    )


@login_required
@never_cache
def export(request: Request) -> HttpResponse:
    """The list that is seen, as Excel, for a purpose; sealed fields are never in it."""
    community = here(request)
    known = fields(request.actor, community)
    _form, chosen_by = _filter(request, community, known)
    offered = [
        f for f in fields(request.actor, community) if not f.is_sealed and (f.belongs_to == RESIDENT or f == ADDRESS)
    ]
    form = ExportForm(request.POST or None, fields=offered, initial={"fields_wanted": ["name", ADDRESS.key]})
    if request.method == "POST" and form.is_valid():
        named, rows = actions.export_list(
            request.actor,
            community,
            form.cleaned_data["fields_wanted"],
            chosen_by=chosen_by,
            purpose=form.cleaned_data["purpose"],
            now=request.now,
        )
        return excel(
            workbook(_("Residents"), [f.label for f in named], rows), f"linli-records-{localdate(request.now):%Y%m%d}"
        )
    return render(
        request, "records/export.html", {"form": form, "query": request.GET.urlencode(), "community": community}
    )


@login_required
@never_cache
def resident(request: Request, key: int) -> HttpResponse:
    """One record: opened for a purpose, written down, shown to the person; open for a quarter of an hour."""
    if answer := take_up(request, TASK):
        return answer
    found = resident_named(request.actor, key)
    task = task_of(request, TASK)
    form = PurposeForm(request.POST or None, initial={"purpose": task.purpose if task else ""})
    if request.method == "POST" and form.is_valid():
        actions.open_resident(request.actor, found, purpose=form.cleaned_data["purpose"], now=request.now)
        begin(request, TASK, form.cleaned_data["purpose"])
        note_open(request, f"r{key}")
        return redirect("records:resident", key=key)
    if task is None and not is_open(request, f"r{key}"):
        return ask_purpose(request, _("Residents' records"))
    if task:
        note_seen(request, found.community, task, [key])
    return render(request, "records/resident.html", _record(request, found, form))


@login_required
@require_POST
@never_cache
def unseal(request: Request, key: int, field: str) -> HttpResponse:
    """One sealed value, shown once on this page and kept nowhere."""
    found = resident_named(request.actor, key)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say for what purpose you open these details."))
        return redirect("records:resident", key=key)
    opened = actions.unseal_field(request.actor, found, field, purpose=form.cleaned_data["purpose"], now=request.now)
    return render(
        request,
        "records/resident.html",
        _record(request, found, PurposeForm()) | {"unsealed": {"key": field, "value": opened}},
    )


@login_required
@never_cache
def edit(request: Request, key: int) -> HttpResponse:
    """Correct a record that is open; the old values stay in its history."""
    found = resident_named(request.actor, key)
    if not is_open(request, f"r{key}"):
        messages.info(request, _("Say first for what purpose you open these details."))
        return redirect("records:resident", key=key)
    address = found.household.address if found.household else ""
    form = ValuesForm(
        request.POST or None, fields=_fillable(request, found.community, RESIDENT), kept=found.values, address=address
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_resident(
                request.actor,
                found,
                values=form.values(),
                address=form.cleaned_data["address"],
                note=form.cleaned_data["note"],
                now=request.now,
            )
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("Kept. What stood there before is in the history."))
            return redirect("records:resident", key=key)
    context = {
        "form": form,
        "title": _("Correct the record of %(name)s") % {"name": found.name},
        "back": f"/desk/records/residents/{key}/",
    }
    return render(request, "records/edit.html", context)


@login_required
@require_POST
def act(request: Request, key: int) -> HttpResponse:
    """Left, back, linked with an account, joined with another record."""
    found = resident_named(request.actor, key)
    post, by, now = request.POST, request.actor, request.now
    do, other = post.get("do", ""), read_key(post.get("other", ""))
    try:
        if do == "left":
            actions.note_left(by, found, on=read_day(post.get("on", "")) or timezone.localdate(now), now=now)
        elif do == "back":
            actions.note_left(by, found, on=None, now=now)
        elif do == "link" and other:
            actions.link_person(by, found, other, now=now)
        elif do == "unlink":
            actions.forget_person_link(by, found, now=now)
        elif do == "join" and other:
            actions.join_residents(by, found, resident_named(by, other), now=now)
        elif do == "apart" and other:
            actions.keep_apart(by, found, resident_named(by, other), now=now)
        else:
            raise Missing(_("There is no such thing to do here."))
        messages.success(request, _("Kept."))
    except (Invalid, Refused) as refusal:
        messages.error(request, str(refusal))
    return redirect("/desk/records/duplicates/" if do in {"join", "apart"} else f"/desk/records/residents/{key}/")


@login_required
@require_POST
def answer(request: Request, key: int) -> HttpResponse:
    """Answer a resident who asked for a correction."""
    found = correction_named(request.actor, key)
    form = AnswerForm(request.POST)
    try:
        text = form.cleaned_data["answer"] if form.is_valid() else ""
        actions.answer_correction(
            request.actor, found, is_done=request.POST.get("do") == "done", answer=text, now=request.now
        )
        messages.success(request, _("The resident is told."))
    except (Invalid, Refused) as refusal:
        messages.error(request, str(refusal))
    return redirect("records:residents")


@login_required
@never_cache
def household(request: Request, key: int) -> HttpResponse:
    """What is kept of a household, opened for a purpose, and who lives there."""
    if answer := take_up(request, TASK):
        return answer
    found = household_named(request.actor, key)
    task = task_of(request, TASK)
    form = PurposeForm(request.POST or None, initial={"purpose": task.purpose if task else ""})
    if request.method == "POST" and form.is_valid():
        actions.open_household(request.actor, found, purpose=form.cleaned_data["purpose"], now=request.now)
        begin(request, TASK, form.cleaned_data["purpose"])
        note_open(request, f"h{key}")
        return redirect("records:household", key=key)
    if task is None:
        return ask_purpose(request, _("Residents' records"))
    members = members_of(request.actor, found)
    note_seen(request, found.community, task, [line.key for line in members])
    values = values_of(request.actor, found, now=request.now) if is_open(request, f"h{key}") else None
    context = {
        "household": {"key": found.pk, "address": found.address},
        "community": found.community,
        "members": members,
        "purpose_form": form,
        "values": values,
        "empty_fields": _empty(values),
    }
    return render(request, "records/household.html", context)


@login_required
@never_cache
def edit_household(request: Request, key: int) -> HttpResponse:
    found = household_named(request.actor, key)
    if not is_open(request, f"h{key}"):
        messages.info(request, _("Say first for what purpose you open these details."))
        return redirect("records:household", key=key)
    form = ValuesForm(request.POST or None, fields=_fillable(request, found.community, HOUSEHOLD), kept=found.values)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_household(
                request.actor, found, values=form.values(), note=form.cleaned_data["note"], now=request.now
            )
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("Kept. What stood there before is in the history."))
            return redirect("records:household", key=key)
    return render(
        request, "records/edit.html", {"form": form, "title": found.address, "back": f"/desk/records/households/{key}/"}
    )


@login_required
def duplicates(request: Request) -> HttpResponse:
    """Records that may be one person, side by side, for the task under way."""
    if answer := take_up(request, TASK):
        return answer
    community = here(request)
    task = task_of(request, TASK)
    if task is None:
        return ask_purpose(request, _("Residents' records"))
    pairs = pairs_alike(request.actor, community)
    note_seen(request, community, task, [one.key for pair in pairs for one in (pair.one, pair.other)])
    return render(request, "records/duplicates.html", {"pairs": pairs, "community": community, "task": task})


@login_required
def opened(request: Request) -> HttpResponse:
    """Who opened records here: no names of residents, no values."""
    otherwise = _("Who opened records is seen by the chair and the auditors.")
    request.community = community_for(request.actor, request.community, see_openings, otherwise)
    lines, after = openings(request.actor, request.community, offset=read_key(request.GET.get("after", "")) or 0)
    return render(request, "records/openings.html", {"lines": lines, "after": after, "community": request.community})


def _fillable(request: Request, community: Any, owner: str) -> list[Any]:
    return [f for f in fields(request.actor, community) if f.belongs_to == owner and f.is_fillable]


def _filter(request: Request, community: Any, known: list[Any]) -> tuple[ListFilter, Filter]:
    buildings = [(s.road or _("Buildings"), [(b.pk, b.label) for b in s.buildings]) for s in address_tree(community)]
    form = ListFilter(request.GET, fields=known, buildings=buildings)
    if not form.is_valid():
        return form, Filter()
    given = form.cleaned_data
    return form, Filter(given["q"], given["building"], form.where(), left=request.GET.get("left") == "1")


def _record(request: Request, found: Any, form: PurposeForm) -> dict[str, Any]:
    shown = is_open(request, f"r{found.pk}")
    today = timezone.localdate(request.now)
    values = values_of(request.actor, found, now=request.now) if shown else None
    named = (
        []
        if found.person_id or not shown
        else persons(request.actor, community=found.community, words=found.name, after="", on=today).rows
    )
    return {
        "resident": {
            "key": found.pk,
            "name": found.name,
            "is_linked": found.person_id is not None,
            "left": found.left_date,
            "is_demonstration": found.is_demonstration,
        },
        "address": found.household.address if found.household else "",
        "household": found.household_id,
        "community": found.community,
        "purpose_form": form,
        "values": values,
        "empty_fields": _empty(values),
        "age": age_of(found, on=today) if shown else None,
        "age_label": AGE.label,
        "persons": [p for p in named if p.name == found.name],
        "today": today,
    }


def _empty(values: list[ValueLine] | None) -> list[str]:
    return [line.field.label for line in values or () if not line.value and not line.before]
