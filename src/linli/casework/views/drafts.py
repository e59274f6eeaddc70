"""Messages of a chat group become drafts, which staff check before they are written down."""

from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.base.errors import Invalid
from linli.base.requests import Request
from linli.places.queries import address_tree, building_in, community_for
from linli.records.addresses import building_in_words

from ..actions.receiving import Contact, Place, report_cases
from ..chat import Chat, Draft, read_chat
from ..forms import DraftForm, PasteForm, building_choices
from ..permissions import receive_at_desk
from ..queries.categories import categories, find_categories

MOST_FORMS = 100
Drafts = formset_factory(DraftForm, extra=0, max_num=MOST_FORMS)


def drafts(request: Request) -> HttpResponse:
    otherwise = _("Only the staff of this community enter for others.")
    request.community = community = community_for(request.actor, request.community, receive_at_desk, otherwise)
    choices = {
        "kinds": [(c.key, c.label) for c in categories(community)],
        "places": building_choices(community),
    }
    paste = PasteForm(request.POST if "pasted" in request.POST else None)
    if "pasted" in request.POST and paste.is_valid():
        chat = read_chat(paste.cleaned_data["pasted"])
        found = _initial(chat, community)
        if found:
            return _page(request, Drafts(initial=found, form_kwargs=choices), community, "\n".join(chat.rest))
        paste.add_error("pasted", _("No request was recognised in this text."))
    elif request.method == "POST" and "pasted" not in request.POST:
        checked, rest = Drafts(request.POST, form_kwargs=choices), request.POST.get("rest", "")
        kept = (
            [f.cleaned_data for f in checked if f.is_valid() and f.cleaned_data.get("keep")]
            if checked.is_valid()
            else []
        )
        if not checked.is_valid():
            return _page(request, checked, community, rest)
        try:
            _write_down(request, community, kept)
        except Invalid as wrong:
            messages.error(request, str(wrong))
            return _page(request, checked, community, rest)
        if not rest:
            return redirect("casework:desk")
        paste = PasteForm(initial={"pasted": rest})
    return render(request, "casework/paste.html", {"form": paste, "community": community})


def _page(request: Request, checked: Any, community: Any, rest: str) -> HttpResponse:
    left_out = [form for form in checked if form["is_left_out"].value() in {True, "True", "on"}]
    context = {
        "drafts": checked,
        "taken": [form for form in checked if form not in left_out],
        "left_out": left_out,
        "mistakes": sum(1 for form in checked if form.is_bound and form.errors),
        "community": community,
        "rest": rest,
        "rest_lines": rest.splitlines(),
    }
    return render(request, "casework/drafts.html", context)


def _write_down(request: Request, community: Any, kept: list[dict[str, Any]]) -> None:
    named = {c.key: c for c in categories(community)}
    requests = [
        {
            "category": named[draft["category"]],
            "text": draft["text"],
            "place": Place(building=building_in(community, int(draft["building"])) if draft["building"] else None),
            "contact": Contact(name=draft["name"], telephone=draft["telephone"]),
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


def _initial(chat: Chat, community: Any) -> list[dict[str, Any]]:
    """The drafts, ticked; then what was not read as a request, unticked, so that each can be taken."""
    buildings = [b for street in address_tree(community) for b in street.buildings]
    taken = [_guess(draft, community, buildings) | {"keep": True} for draft in chat.drafts]
    room = MOST_FORMS - len(taken)
    left_out = [
        _guess(Draft(line), community, buildings) | {"keep": False, "is_left_out": True}
        for line in chat.left_out[:room]
    ]
    return taken + left_out


def _guess(draft: Draft, community: Any, buildings: list[Any]) -> dict[str, Any]:
    kinds = find_categories(draft.text, community, most=1)
    return {
        "text": draft.text,
        "name": draft.name,
        "telephone": draft.telephone,
        "category": kinds[0].category.key if kinds else "",
        "building": building_in_words(buildings, draft.text) or "",
    }
