"""What the chair and the administrator set up: categories, who sees them, deadlines, ready answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.requests import Request
from linli.places.queries import community_for

from ..actions.setup import add_answer_template, add_category, forget_answer_template, set_clock
from ..clocks import minutes_allowed
from ..forms import CategorySettings, ClockForm, NewCategory, TemplateForm
from ..permissions import set_up_casework
from ..queries.categories import categories, categories_to_set_up, category_to_set_up, templates_to_set_up


def overview(request: Request) -> HttpResponse:
    community = setting_up(request)
    context = {
        "categories": categories_to_set_up(request.actor, community),
        "templates": templates_to_set_up(request.actor, community),
        "template_form": TemplateForm(kinds=categories(community)),
        "community": community,
    }
    return render(request, "casework/settings.html", context)


def new_category(request: Request) -> HttpResponse:
    community = setting_up(request)
    form = NewCategory(request.POST or None)
    if form.is_bound and form.is_valid() and _kept(request, form, form.cleaned_data["key"], _whose(request, community)):
        return redirect("casework:category", key=form.cleaned_data["key"])
    return render(request, "casework/category.html", {"form": form, "community": community})


def category(request: Request, key: str) -> HttpResponse:
    """One category: what it is called, what leads to it, who sees it, how long it may take here."""
    community = setting_up(request)
    found = category_to_set_up(request.actor, community, key)
    is_clocks = request.POST.get("do") == "clocks"
    form = CategorySettings(
        request.POST if request.method == "POST" and not is_clocks else None, initial=_initial(found)
    )
    clocks = ClockForm(request.POST if is_clocks else None, initial=_hours(request, found, community))
    if is_clocks and clocks.is_valid():
        _set_clocks(request, found, community, clocks)
        return redirect("casework:category", key=key)
    if form.is_bound and form.is_valid() and _kept(request, form, key, found.community):
        return redirect("casework:category", key=key)
    context = {
        "form": form,
        "clocks": clocks,
        "category": found,
        "community": community,
        "may_change": may_change(request, found),
    }
    return render(request, "casework/category.html", context)


def templates(request: Request) -> HttpResponse:
    """Keep a ready answer, or take one away."""
    community = setting_up(request)
    if gone := request.POST.get("forget"):
        template = next((t for t in templates_to_set_up(request.actor, community) if str(t.pk) == gone), None)
        if template:
            forget_answer_template(request.actor, template, now=request.now)
    elif request.method == "POST":
        form = TemplateForm(request.POST, kinds=categories(community))
        if form.is_valid():
            given = form.cleaned_data
            about = category_to_set_up(request.actor, community, given["category"]) if given["category"] else None
            add_answer_template(
                request.actor,
                title=given["title"],
                text=given["text"],
                category=about,
                community=_whose(request, community),
                now=request.now,
            )
        else:
            messages.error(request, _("A ready answer has a title and words."))
    return redirect("casework:settings")


def setting_up(request: Request) -> Any:
    """The community that the reader sets up. NotYours for others."""
    otherwise = _("Only an administrator, or the chair for the own community, sets this up.")
    request.community = community_for(request.actor, request.community, set_up_casework, otherwise)
    return request.community


def may_change(request: Request, found: Any) -> bool:
    """What holds for all is changed by administrators."""
    return found.community_id is not None or request.actor.holds("administrator")


def _whose(request: Request, community: Any) -> Any:
    """What an administrator adds holds for all; what a chair adds for the own community."""
    return None if request.actor.holds("administrator") else community


def _kept(request: Request, form: Any, key: str, whose: Any) -> bool:
    given = {k: v for k, v in form.cleaned_data.items() if k != "key"}
    words = [w.strip() for w in given.pop("words").splitlines() if w.strip()]
    try:
        add_category(
            request.actor,
            key=key,
            words=words,
            is_confidential=bool(given["seen_by"]),
            community=whose,
            now=request.now,
            **given,
        )
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    messages.success(request, _("Kept."))
    return True


def _set_clocks(request: Request, found: Any, community: Any, clocks: ClockForm) -> None:
    allowed = minutes_allowed(found, community, localdate(request.now))
    for kind, minutes in clocks.minutes.items():
        if minutes != allowed[kind]:
            set_clock(
                request.actor,
                kind=kind,
                working_minutes=minutes,
                category=found,
                community=_whose(request, community),
                source=request.actor.name,
                now=request.now,
            )
    messages.success(request, _("Kept. Requests received from now on have these deadlines."))


def _initial(found: Any) -> dict[str, Any]:
    return {
        "name": found.name,
        "name_en": found.name_en,
        "good": found.good,
        "words": found.words,
        "needs_hands": found.needs_hands,
        "is_private_matter": found.is_private_matter,
        "seen_by": [row.role for row in found.seen_by.all()],
        "is_active": found.is_active,
        "position": found.position,
    }


def _hours(request: Request, found: Any, community: Any) -> dict[str, float]:
    return {k: round(v / 60, 2) for k, v in minutes_allowed(found, community, localdate(request.now)).items()}
