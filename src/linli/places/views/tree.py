"""The address tree: buildings and doors, QR codes, picture plans."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key

from ..actions.buildings import change_building, end_marker, remove_building, remove_door
from ..actions.plans import add_plan, pin_building, remove_plan, unpin_building
from ..actions.tree import add_building, add_doors, add_marker
from ..forms import BuildingForm, DoorsForm, MarkerForm, PinForm, PlanForm
from ..pictures import path_of
from ..queries import (
    address_tree,
    building_to_keep,
    buildings_to_keep,
    community_named,
    door_to_keep,
    doors_of,
    markers_to_keep,
    plan_picture,
    plan_to_keep,
    plans,
    successor,
)
from .common import done, focus, frame, posted

CLICKED_WIDTH = 720
"""How wide the picture is on which a place is clicked; a browser tells the place in these pixels."""


@login_required
def buildings(request: Request) -> HttpResponse:
    place = focus(request)
    rows = buildings_to_keep(request.actor, place)
    form = BuildingForm(
        posted(request, "add"), initial={"position": len(rows) + 1, "road": rows[-1].road if rows else ""}
    )
    if (
        form.is_bound
        and form.is_valid()
        and done(
            request,
            form,
            lambda: add_building(request.actor, place, **form.located(), now=request.now),
            _("The building was added. Its doors come next, if they are needed."),
        )
    ):
        return redirect(f"/settings/places/buildings/?c={place.slug}")
    return render(
        request, "places/buildings.html", frame(request, place, "buildings") | {"buildings": rows, "form": form}
    )


@login_required
def building(request: Request, key: int) -> HttpResponse:
    """One building: its details and its doors."""
    row = building_to_keep(request.actor, key)
    request.community = row.community
    details = BuildingForm.of(row, posted(request, "change"))
    doors = DoorsForm(posted(request, "doors"))
    if request.method == "POST":
        by, now = request.actor, request.now
        verb = request.POST.get("do")
        if verb == "remove":
            remove_building(by, row, now=now)
            messages.success(request, _("The building was removed."))
            return redirect(f"/settings/places/buildings/?c={row.community.slug}")
        if verb == "remove_door":
            remove_door(by, door_to_keep(by, row, read_key(request.POST.get("door", "")) or 0), now=now)
            return redirect("places:building", key=key)
        if (
            details.is_bound
            and details.is_valid()
            and done(
                request, details, lambda: change_building(by, row, **details.located(), now=now), _("Written down.")
            )
        ):
            return redirect(f"/settings/places/buildings/?c={row.community.slug}")
        if doors.is_bound and doors.is_valid():
            added = add_doors(by, row, doors=doors.cleaned_data["doors"], now=now)
            messages.success(request, _("%(count)d doors were added.") % {"count": added})
            return redirect("places:building", key=key)
    context = {"building": row, "form": details, "doors_form": doors, "floors": _by_floor(doors_of(row))}
    return render(request, "places/building.html", context)


def _by_floor(doors: list[Any]) -> list[tuple[int | None, list[Any]]]:
    floors: dict[int | None, list[Any]] = {}
    for door in doors:
        floors.setdefault(door.floor, []).append(door)
    return sorted(floors.items(), key=lambda floor: (floor[0] is None, -(floor[0] or 0)))


@login_required
def markers(request: Request) -> HttpResponse:
    """QR codes in use: scanning one fills in where."""
    place = focus(request)
    form = MarkerForm(posted(request, "add"), buildings=buildings_to_keep(request.actor, place))
    rows = markers_to_keep(request.actor, place)
    if request.POST.get("do") == "end":
        row = next((m for m in rows if str(m.pk) == request.POST.get("marker")), None)
        if row is None:
            raise Missing(_("There is no such QR code here."))
        end_marker(request.actor, row, now=request.now)
        messages.success(request, _("Whoever scans it from now on is led to the community's page."))
        return redirect(f"/settings/places/markers/?c={place.slug}")
    if (
        form.is_bound
        and form.is_valid()
        and done(
            request,
            form,
            lambda: add_marker(request.actor, place, **form.located(), now=request.now),
            _("The QR code was made. Print the labels and hang it up."),
        )
    ):
        return redirect(f"/settings/places/markers/?c={place.slug}")
    return render(request, "places/markers.html", frame(request, place, "markers") | {"markers": rows, "form": form})


@login_required
def plan(request: Request) -> HttpResponse:
    """A picture of the community's plan and where its buildings stand on it: what serves where no map may be shown."""
    place = focus(request)
    rows = buildings_to_keep(request.actor, place)
    form = PlanForm(posted(request, "add"), request.FILES or None)
    pin = PinForm(posted(request, "pin"), buildings=rows)
    if request.method == "POST" and _drew(request, place, form, pin):
        return redirect(f"/settings/places/plan/?c={place.slug}")
    context = frame(request, place, "plan") | {
        "drawn": plans(place),
        "form": form,
        "pin": pin,
        "has_buildings": bool(rows),
        "clicked_width": CLICKED_WIDTH,
    }
    return render(request, "places/plan.html", context)


def _drew(request: Request, place: Any, form: PlanForm, pin: PinForm) -> bool:
    by, now = request.actor, request.now
    if form.is_bound:
        given = form.cleaned_data if form.is_valid() else {}
        return bool(given) and done(
            request, form, lambda: add_plan(by, place, **given, now=now), _("Now say where the buildings stand.")
        )
    drawing = plan_to_keep(by, read_key(request.POST.get("plan", "")) or 0)
    if request.POST.get("do") == "remove":
        remove_plan(by, drawing, now=now)
        messages.success(request, _("The plan was removed."))
        return True
    if request.POST.get("do") == "unpin":
        off = read_key(request.POST.get("building", "")) or 0
        unpin_building(by, drawing, building_to_keep(by, off), now=now)
        return True
    if not pin.is_valid():
        return False
    x, y = _clicked(request, drawing) or (_thousandths(pin, "left"), _thousandths(pin, "top"))
    return done(
        request,
        pin,
        lambda: pin_building(by, drawing, pin.cleaned_data["building"], x=x, y=y, now=now),
        _("%(building)s stands there now.") % {"building": pin.cleaned_data["building"].address},
    )


def _clicked(request: Request, drawing: Any) -> tuple[int, int] | None:
    """Where the picture was clicked; pressing it by keyboard says 0, 0, which is no click."""
    x, y = read_key(request.POST.get("at.x", "")), read_key(request.POST.get("at.y", ""))
    if x is None or y is None or (x, y) == (0, 0):
        return None
    height = CLICKED_WIDTH * drawing.height / drawing.width
    return round(x * 1000 / CLICKED_WIDTH), round(y * 1000 / height)


def _thousandths(pin: PinForm, name: str) -> int:
    return (pin.cleaned_data[name] or 0) * 10


def public_plan(request: Request, slug: str) -> HttpResponse:
    """The plans and the address tree, for everybody: where is what, without a map."""
    place = community_named(slug)
    if heir := successor(place):
        return redirect("places:public_plan", slug=heir.slug)
    request.community = place
    context = {"community": place, "drawn": plans(place), "streets": address_tree(place)}
    return render(request, "places/public_plan.html", context)


def plan_image(request: Request, name: str) -> FileResponse:
    """A plan is public: it shows buildings, nobody's home."""
    response = FileResponse(path_of(plan_picture(name)).open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
