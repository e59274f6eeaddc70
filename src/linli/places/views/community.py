"""A community's details, figures, boundary and organisations."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.requests import Request

from ..actions.details import describe_community, set_boundary
from ..actions.organisations import change_organisation, end_organisation
from ..actions.tree import add_organisation, confirm_figure
from ..forms import BoundaryForm, DetailsForm, FigureForm, OrganisationForm
from ..geojson import MAX_BYTES, area_m2, count_points, encloses, outline
from ..permissions import reshape_community
from ..queries import (
    calendar_scopes,
    changes_of,
    division_of,
    figures_over_time,
    organisation_to_keep,
    organisations_to_keep,
)
from .common import done, focus, frame, posted


@login_required
def community(request: Request) -> HttpResponse:
    """Where the committee sits, its figures with who stands for them, its boundary, its history."""
    place = focus(request)
    details = DetailsForm.of(place, posted(request, "details"))
    figure = FigureForm(posted(request, "figure"), initial={"confirmed_by": place.label})
    boundary = BoundaryForm(posted(request, "boundary"), request.FILES or None)
    if request.method == "POST" and _changed(request, place, details, figure, boundary):
        return redirect(f"/settings/places/?c={place.slug}")
    context = frame(request, place, "community") | {
        "details": details,
        "figure": figure,
        "figures": figures_over_time(place),
        "boundary_form": boundary,
        "boundary": _drawn(place),
        "history": changes_of(place),
        "may_reshape": reshape_community.allows(request.actor, place),
        "local_host": _local_host(),
    }
    return render(request, "places/community.html", context)


def _changed(request: Request, place: Any, details: DetailsForm, figure: FigureForm, boundary: BoundaryForm) -> bool:
    by, now = request.actor, request.now
    if request.POST.get("do") == "forget_boundary":
        set_boundary(by, place, geojson=None, now=now)
        messages.success(request, _("The boundary was taken away."))
        return True
    if details.is_bound:
        return details.is_valid() and done(
            request, details, lambda: describe_community(by, place, **details.located(), now=now), _("Written down.")
        )
    if figure.is_bound:
        return figure.is_valid() and done(
            request, figure, lambda: confirm_figure(by, place, **figure.cleaned_data, now=now), _("Written down.")
        )
    return boundary.is_valid() and done(
        request,
        boundary,
        lambda: set_boundary(
            by,
            place,
            geojson=boundary.cleaned_data["file"].read(MAX_BYTES + 1),
            datum=boundary.cleaned_data["datum"],
            now=now,
        ),
        _("The boundary was read."),
    )


def _local_host() -> str:
    """The address that QR codes would carry, where nobody but this computer can open it."""
    parts = urlsplit(settings.BASE_URL)
    return parts.netloc if parts.hostname in {"127.0.0.1", "localhost", "::1"} else ""


def _drawn(place: Any) -> dict[str, Any] | None:
    """What there is to say of the boundary in words, for those who see no map."""
    if not place.boundary:
        return None
    return {
        "points": count_points(place.boundary),
        "hectares": area_m2(place.boundary) / 10_000,
        "holds_the_point": place.latitude is None or encloses(place.boundary, place.latitude, place.longitude),
        "outline": outline(place.boundary),
    }


@login_required
def organisations(request: Request) -> HttpResponse:
    """Organisations of the community, and the offices above it that can be called to help."""
    place = focus(request)
    scopes = {d.pk: d for d in calendar_scopes(request.actor, place) if d.pk != place.pk}
    form = OrganisationForm(posted(request, "add"), places=list(scopes.values()))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        kind, above = form.kind_and_place()
        where = {"division": scopes[above]} if above else {"division": division_of(place), "community": place}
        if done(
            request,
            form,
            lambda: add_organisation(request.actor, **{**given, "kind": kind}, **where, now=request.now),
            _("%(name)s was added.") % {"name": given["name"]},
        ):
            return redirect(f"/settings/places/organisations/?c={place.slug}")
    context = frame(request, place, "organisations") | {
        "organisations": organisations_to_keep(request.actor, place),
        "form": form,
    }
    return render(request, "places/organisations.html", context)


@login_required
def organisation(request: Request, key: int) -> HttpResponse:
    row = organisation_to_keep(request.actor, key)
    start = {name: getattr(row, name) for name in ("name", "name_en", "telephone", "email", "duties")}
    form = OrganisationForm(posted(request, "change"), initial=start)
    del form.fields["kind"]
    if request.POST.get("do") == "end":
        end_organisation(request.actor, row, now=request.now)
        messages.success(request, _("%(name)s is no longer listed; what it did stays.") % {"name": row.label})
        return redirect("places:organisations")
    if (
        form.is_bound
        and form.is_valid()
        and done(
            request,
            form,
            lambda: change_organisation(request.actor, row, **form.cleaned_data, now=request.now),
            _("Written down."),
        )
    ):
        return redirect("places:organisations")
    return render(request, "places/organisation.html", {"organisation": row, "form": form})
