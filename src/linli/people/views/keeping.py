"""Keeping the people of a community: finding, writing down, roles, accounts. Details open only for a purpose."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request
from linli.places.queries import building_in, door_in

from .. import actions
from ..forms import AccountForm, PersonForm, PurposeForm, ReasonForm, RoleForm, SearchForm, SeenForm
from ..permissions import confirm_neighbour, keeps_officers, keeps_people
from ..purposes import Task, begin, take_up, task_of
from ..queries import (
    Page,
    account_of,
    account_to_keep,
    communities_kept,
    kinds_to_give,
    known_lines,
    may_open_account,
    person_to_keep,
    persons,
    places_to_give,
    role_of,
    roles_of,
)

LIST = "people"
DETAILS = "name, telephone, e-mail, address"
OPEN_SECONDS = 15 * 60
"""How long details stay open in a session, once a purpose was given."""


@login_required
def people(request: Request) -> HttpResponse:
    """Whom one keeps, community by community; those who belong to none (officers, say) are a list of their own."""
    _require_keeper(request)
    if answer := take_up(request, LIST):
        return answer
    kept = communities_kept(request.actor)
    elsewhere = request.GET.get("of") == "offices" and keeps_officers(request.actor)
    community = None if elsewhere or not kept else community_kept(request)
    task = task_of(request, LIST)
    page = _listed(request, task, community) if task else None
    context = {
        "task": task,
        "people": page.rows if page else [],
        "after": page.after if page else "",
        "filter": SearchForm(request.GET),
        "elsewhere": elsewhere,
        "community": community,
        "kept": [{"slug": c.slug, "label": c.label, "is_current": c == community} for c in kept],
        "keeps_elsewhere": keeps_officers(request.actor),
        "words": request.GET.get("q", ""),
    }
    return render(request, "people/people.html", context)


def _listed(request: Request, task: Task, community: Any) -> Page:
    """The list that is asked for, written down with everybody in it."""
    page = persons(
        request.actor,
        community=community,
        words=request.GET.get("q", "")[:60],
        after=request.GET.get("after", ""),
        on=timezone.localdate(request.now),
    )
    _note_seen(request, task, [line.key for line in page.rows])
    return page


def _note_seen(request: Request, task: Task, keys: list[int]) -> None:
    actions.note_people_seen(
        request.actor, keys, purpose=task.purpose, fields="name", since=task.since, now=request.now
    )


@login_required
def add(request: Request) -> HttpResponse:
    """Write somebody down at the desk."""
    _require_keeper(request)
    elsewhere = request.GET.get("of") == "offices" and keeps_officers(request.actor)
    community = None if elsewhere else community_kept(request)
    form = PersonForm(request.POST or None, community=community, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_person(request.actor, **_given(form, community), community=community, now=request.now)
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("%(name)s is written down.") % {"name": made.name})
            begin(request, LIST, _("Written down at the desk"))
            return redirect("people:person", key=made.pk)
    return render(request, "people/add_person.html", {"form": form, "community": community})


@login_required
@never_cache
def person(request: Request, key: int) -> HttpResponse:
    """Somebody's roles and account, for the task under way; without one the purpose is asked first."""
    found = person_to_keep(request.actor, key)
    if answer := take_up(request, LIST):
        return answer
    task = task_of(request, LIST)
    if task is None and not _is_open(request, found):
        back = reverse("people:people") + ("" if found.community else "?of=offices")
        return render(request, "people/purpose.html", {"title": _("People"), "back": back, "task": None})
    if task:
        _note_seen(request, task, [found.pk])
    return show(request, found)


@login_required
@require_POST
def details(request: Request, key: int) -> HttpResponse:
    """Open somebody's details: with a purpose, recorded, shown to them."""
    found = person_to_keep(request.actor, key)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return show(request, found, purpose_form=form)
    purpose = form.cleaned_data["purpose"]
    actions.note_look(request.actor, found.pk, purpose=purpose, matter="", fields=DETAILS, now=request.now)
    begin(request, LIST, purpose)
    opened = request.session.get("opened_people", {})
    request.session["opened_people"] = opened | {str(found.pk): int(request.now.timestamp())}
    return redirect("people:person", key=key)


@login_required
@never_cache
def correct(request: Request, key: int) -> HttpResponse:
    """Correct the details of somebody who asked for it, after they were opened for a purpose."""
    found = person_to_keep(request.actor, key)
    if not _is_open(request, found):
        messages.info(request, _("Say first for what purpose you open these details."))
        return redirect("people:person", key=key)
    start = {name: getattr(found, name) for name in ("name", "telephone", "email", "language")}
    if found.door:
        start |= {"building": found.door.building_id, "door": found.door.label}
    form = PersonForm(request.POST or None, community=found.community, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_details(request.actor, found, **_given(form, found.community), now=request.now)
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("The details are stored."))
            return redirect("people:person", key=key)
    return render(request, "people/correct_person.html", {"form": form, "key": key, "name": found.name})


@login_required
@require_POST
def give(request: Request, key: int) -> HttpResponse:
    found = person_to_keep(request.actor, key)
    form = _role_form(request, found, request.POST)
    if form.is_valid():
        try:
            actions.give_role(
                request.actor, found, kind=form.cleaned_data["kind"], **form.period_and_place(), now=request.now
            )
            messages.success(request, _("The role is given."))
            return redirect("people:person", key=key)
        except (Invalid, NotYours, Refused) as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
    return show(request, found, role_form=form)


@login_required
@require_POST
def end(request: Request, key: int, role: int) -> HttpResponse:
    found = person_to_keep(request.actor, key)
    try:
        actions.end_role(request.actor, role_of(request.actor, found, role), now=request.now)
        messages.success(request, _("The role has ended."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people:person", key=key)


@login_required
@require_POST
@never_cache
def account(request: Request, key: int) -> HttpResponse:
    """Open an account, hand out a temporary password, remove a lost device, sign out everywhere, suspend and resume."""
    found = person_to_keep(request.actor, key)
    do = request.POST.get("do")
    if do == "open":
        return _open_account(request, found)
    held = account_to_keep(request.actor, found)
    if do == "password":
        password = actions.give_password(request.actor, held, now=request.now)
        return _show_once(request, found, held.username, password)
    if do == "device":
        actions.forget_second_factor(request.actor, held, now=request.now)
        messages.success(request, _("The lost device is removed. At the next sign-in a new one is added."))
    elif do == "sessions":
        actions.end_sessions(request.actor, held, now=request.now)
        messages.success(request, _("The person is signed out everywhere."))
    elif do == "suspend":
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return show(request, found, reason_form=form)
        actions.suspend_account(request.actor, held, reason=form.cleaned_data["reason"], now=request.now)
        messages.success(request, _("The account is suspended."))
    elif do == "resume":
        actions.resume_account(request.actor, held, now=request.now)
        messages.success(request, _("The account is open again."))
    else:
        raise Missing(_("There is no such step."))
    return redirect("people:person", key=key)


@login_required
@require_POST
def erase(request: Request, key: int) -> HttpResponse:
    """At the person's own wish, said at the desk."""
    found = person_to_keep(request.actor, key)
    if request.POST.get("understood") != "on":
        messages.error(request, _("Nothing was erased: please mark that the person asked for it."))
        return redirect("people:person", key=key)
    try:
        actions.erase_person(request.actor, found, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("people:person", key=key)
    messages.success(request, _("The data are erased."))
    return redirect("people:people")


def _require_keeper(request: Request) -> None:
    if not keeps_people(request.actor):
        raise NotYours(_("The people of a community are kept by its committee."))


def community_kept(request: Request) -> Any:
    """The community in focus, if the reader keeps its people; otherwise the first that they keep."""
    kept = communities_kept(request.actor)
    if not kept:
        raise NotYours(_("The people of a community are kept by its committee."))
    return next((c for c in kept if c == request.community), kept[0])


def _given(form: PersonForm, community: Any) -> dict[str, Any]:
    """What the actions take: the door itself instead of a building and a number. Invalid if there is no such door."""
    given = dict(form.cleaned_data)
    building, label = given.pop("building"), given.pop("door").strip()
    given["door"] = None
    if building and label and community:
        given["door"] = door_in(building_in(community, int(building)), label)
        if given["door"] is None:
            raise Invalid(
                _("There is no such door in this building. Leave it empty, or add it to the address tree."),
                field="door",
            )
    return given


def _is_open(request: Request, found: Any) -> bool:
    at = request.session.get("opened_people", {}).get(str(found.pk), 0)
    return request.now.timestamp() - at < OPEN_SECONDS


def _role_form(request: Request, found: Any, given: Any = None) -> RoleForm:
    seen_from = found.community or request.community or next(iter(communities_kept(request.actor)), None)
    return RoleForm(
        given,
        kinds=kinds_to_give(request.actor),
        places=places_to_give(request.actor, seen_from),
        initial={"from_date": timezone.localdate(request.now)},
    )


def show(request: Request, found: Any, **forms: Any) -> HttpResponse:
    task = task_of(request, LIST)
    role_form = forms.get("role_form") or _role_form(request, found)
    context = {
        "key": found.pk,
        "name": found.name,
        "community": found.community,
        "is_demonstration": found.is_demonstration,
        "roles": roles_of(request.actor, found, on=timezone.localdate(request.now)),
        "role_form": role_form if role_form.places else None,
        "account": account_of(request.actor, found),
        "may_open": may_open_account(request.actor, found),
        "account_form": forms.get("account_form") or AccountForm(),
        "reason_form": forms.get("reason_form") or ReasonForm(),
        "known": known_lines(request.actor, found),
        "may_confirm": confirm_neighbour.allows(request.actor, found),
        "seen_form": forms.get("seen_form") or SeenForm(),
        "purpose_form": forms.get("purpose_form") or PurposeForm(initial={"purpose": task.purpose if task else ""}),
        "details": found if _is_open(request, found) else None,
    }
    return render(request, "people/person.html", context)


def _open_account(request: Request, found: Any) -> HttpResponse:
    form = AccountForm(request.POST)
    if not form.is_valid():
        return show(request, found, account_form=form)
    password = actions.temporary_password()
    try:
        made = actions.open_account(
            request.actor,
            found,
            username=form.cleaned_data["username"],
            password=password,
            is_temporary=True,
            telephone=found.telephone,
            email=found.email,
            now=request.now,
        )
    except (Invalid, Refused) as refusal:
        form.add_error("username", str(refusal))
        return show(request, found, account_form=form)
    return _show_once(request, found, made.username, password)


def _show_once(request: Request, found: Any, username: str, password: str) -> HttpResponse:
    context = {"key": found.pk, "name": found.name, "username": username, "password": password}
    return render(request, "people/temporary_password.html", context)
