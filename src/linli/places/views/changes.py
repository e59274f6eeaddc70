"""Which communities there are: opening, renaming, merging, splitting. For administrators."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import RoleKind
from linli.base.errors import NotYours
from linli.base.requests import Request

from ..actions.changes import merge_communities, rename_community, split_community
from ..actions.divisions import open_community
from ..actions.local import LocalDivision, open_local_community
from ..forms import MergeForm, OpenForm, RenameForm, SplitForm
from ..queries import (
    buildings_to_keep,
    changes_of,
    communities_to_reshape,
    community_to_reshape,
    division_by_code,
    streets_to_open_in,
)
from .common import done, posted


@login_required
def communities(request: Request) -> HttpResponse:
    """Communities of the administrator's area, and opening another."""
    if not request.actor.holds(RoleKind.ADMINISTRATOR):
        raise NotYours(_("Only an administrator opens and changes communities."))
    words = request.GET.get("q", "")[:60].strip()
    streets = {str(d.pk): d for d in streets_to_open_in(request.actor, words=words)}
    form = OpenForm(posted(request, "open"), streets=list(streets.values()))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if done(request, form, lambda: _open(request, given, streets), _("The community is open.")):
            return redirect("places:communities")
    context = {"communities": communities_to_reshape(request.actor), "form": form, "words": words, "streets": streets}
    return render(request, "places/communities.html", context)


def _open(request: Request, given: dict[str, Any], streets: dict[str, Any]) -> None:
    if given["code"]:
        open_community(
            request.actor,
            division_by_code(given["code"]),
            name=given["name"],
            name_en=given["name_en"],
            slug=given["slug"],
            now=request.now,
        )
        return
    street = streets[given["street"]]
    young = LocalDivision("community", given["local_code"], given["name"], given["name_en"])
    slug = given["slug"] or f"{street.code or street.pk}-{given['local_code']}"[:40]
    open_local_community(request.actor, [young], slug=slug, under=street, now=request.now)


@login_required
def change(request: Request, key: int) -> HttpResponse:
    """One community: its history, and what may become of it."""
    place = community_to_reshape(request.actor, key)
    others = [c for c in communities_to_reshape(request.actor) if c.pk != place.pk]
    near = [c for c in others if c.street_id == place.street_id] or others
    rows = buildings_to_keep(request.actor, place)
    today = {"on": timezone.localdate(request.now)}
    rename = RenameForm(posted(request, "rename"), initial=today | {"name": place.name, "name_en": place.name_en})
    merge = MergeForm(posted(request, "merge"), others=near, initial=today)
    split = SplitForm(posted(request, "split"), others=near, buildings=rows, initial=today)
    if request.method == "POST" and _changed(request, place, rename, merge, split):
        return redirect("places:change", key=key)
    context = {
        "place": place,
        "history": changes_of(place),
        "rename": rename,
        "merge": merge,
        "split": split,
        "can_merge": bool(near),
        "can_split": len(near) > 1,
    }
    return render(request, "places/change.html", context)


def _changed(request: Request, place: Any, rename: RenameForm, merge: MergeForm, split: SplitForm) -> bool:
    by, now = request.actor, request.now
    if rename.is_bound and rename.is_valid():
        return done(
            request,
            rename,
            lambda: rename_community(by, place, **rename.cleaned_data, now=now),
            _("Renamed. The former name is still found."),
        )
    if merge.is_bound and merge.is_valid():
        return done(
            request,
            merge,
            lambda: merge_communities(by, into=place, **merge.cleaned_data, now=now),
            _("Merged. Links and QR codes of the others lead here."),
        )
    if split.is_bound and split.is_valid():
        given = split.cleaned_data
        return done(
            request,
            split,
            lambda: split_community(
                by,
                place,
                into=given["into"],
                on=given["on"],
                basis=given["basis"],
                buildings=split.heirs_of_buildings(),
                now=now,
            ),
            _("Split. Its history stays its own."),
        )
    return False
