"""Messages of a chat group become drafts, which staff check before they are written down."""

from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.base.requests import Request
from linli.places.queries import building_in, community_for

from ..actions.receiving import Contact, Place, report_cases
from ..chat import Draft, read_chat
from ..forms import DraftForm, PasteForm, building_choices
from ..permissions import receive_at_desk
from ..queries.categories import categories, find_categories

Drafts = formset_factory(DraftForm, extra=0, max_num=50)


def drafts(request: Request) -> HttpResponse:
    otherwise = _("Only the staff of this community enter for others.")
    request.community = community = community_for(request.actor, request.community, receive_at_desk, otherwise)
    choices = {
        "kinds": [(c.key, c.label) for c in categories(community)],
        "places": building_choices(community),
    }
    paste = PasteForm(request.POST if "pasted" in request.POST else None)
    if "pasted" in request.POST and paste.is_valid():
        found = [_guess(d, community, choices["places"]) for d in read_chat(paste.cleaned_data["pasted"])]
        if found:
            return _page(request, Drafts(initial=found, form_kwargs=choices), community)
        paste.add_error("pasted", _("No request was recognised in this text."))
    elif request.method == "POST" and "pasted" not in request.POST:
        checked = Drafts(request.POST, form_kwargs=choices)
        if checked.is_valid():
            return _write_down(request, community, [f for f in checked.cleaned_data if f.get("keep")])
        return _page(request, checked, community)
    return render(request, "casework/paste.html", {"form": paste, "community": community})


def _page(request: Request, checked: Any, community: Any) -> HttpResponse:
    return render(request, "casework/drafts.html", {"drafts": checked, "community": community})


def _write_down(request: Request, community: Any, kept: list[dict[str, Any]]) -> HttpResponse:
    named = {c.key: c for c in categories(community)}
    requests = [
        {
            "category": named[draft["category"]],
            "text": draft["text"],
            "place": Place(building=building_in(community, int(draft["building"])) if draft["building"] else None),
            "contact": Contact(name=draft["name"]),
        }
        for draft in kept
    ]
    report_cases(request.actor, requests, community=community, channel="chat", now=request.now)
    count = len(requests)
    messages.success(
        request,
        ngettext("%(count)d request was written down.", "%(count)d requests were written down.", count)
        % {"count": count},
    )
    return redirect("casework:desk")


def _guess(draft: Draft, community: Any, places: list[Any]) -> dict[str, Any]:
    kinds = find_categories(draft.text, community, most=1)
    buildings = [pair for _road, group in places[1:] for pair in group]
    building = next((key for key, label in buildings if label in draft.text), "")
    return {
        "text": draft.text,
        "name": draft.name,
        "category": kinds[0].category.key if kinds else "",
        "building": building,
        "keep": True,
    }
