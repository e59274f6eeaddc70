"""The door of the house, a community's home with its six halls, and where somebody lands after signing in."""

import re
from importlib.metadata import version

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.menu import entries
from linli.base.requests import Request
from linli.casework.permissions import CALLED, HANDLERS
from linli.casework.queries.cases import Filter, public_cases
from linli.facts.going_on import going_on
from linli.people.middleware import COMMUNITY_COOKIE
from linli.places.queries import communities, community_named, figures, find_communities, plans, successor

from .halls import halls_of

A_YEAR = 365 * 86400
NUMBER = re.compile(r"^\d{2}-(?P<key>\d{1,15})(?:[\s·,，-]+(?P<code>[0-9A-Za-z]{6,20}))?$")
"""26-000123, or with the code that its reporter was given: 26-000123 BDNPG3W03N."""


def door(request: Request) -> HttpResponse:
    """Choose a community, or find one by name, former name, code or pinyin."""
    words = request.GET.get("q", "")[:60]
    found = find_communities(words) if words else communities(on=localdate(request.now))[:60]
    return render(request, "site/door.html", {"communities": found, "words": words})


def work(request: Request) -> HttpResponse:
    """What staff and offices do besides requests, for those who may: a tile for each."""
    tiles = entries(request.actor, "office")
    if not tiles:
        raise NotYours(_("This is for those who work for a community or an office."))
    return render(request, "site/work.html", {"tiles": [(tile, tile.count(request.actor)) for tile in tiles]})


def together(request: Request) -> HttpResponse:
    """What the community decides together: what goes on now, and a tile for each way."""
    here = request.community
    context = {
        "goings": going_on(here, now=request.now) if here else [],
        "tiles": entries(request.actor, "together"),
        "community": here,
    }
    return render(request, "site/together.html", context)


def in_the_open(request: Request) -> HttpResponse:
    """What the community and its offices show to everybody: a tile for each."""
    return render(request, "site/open.html", {"tiles": entries(request.actor, "open"), "community": request.community})


def home(request: Request, slug: str) -> HttpResponse:
    """Six halls: in each, what is going on now."""
    community = community_named(slug)
    if heir := successor(community):
        return redirect("site:home", slug=heir.slug)
    request.community = community
    context = {
        "community": community,
        "halls": halls_of(request.actor, community, now=request.now),
        "figures": figures(community),
        "has_plan": bool(plans(community)),
    }
    response = render(request, "site/home.html", context)
    response.set_cookie(
        COMMUNITY_COOKIE, community.slug, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.HTTPS
    )
    return response


def welcome(request: Request) -> HttpResponse:
    """Everybody to their own work: staff to the desk, offices to their whistles, residents home."""
    actor = request.actor
    if actor.kind != "person":
        return redirect("account_login")
    if actor.sleeping:
        return redirect("people:second_factor")
    if actor.holds(*HANDLERS):
        return redirect("casework:desk")
    if actor.holds(*CALLED):
        return redirect("casework:whistles")
    return redirect("site:home", slug=request.community.slug) if request.community else redirect("site:door")


def search(request: Request) -> HttpResponse:
    """One box: a request's number, with the code or without; or words in public requests here."""
    words = request.GET.get("q", "").strip()[:60]
    if named := NUMBER.match(words):
        key, code = int(named["key"]), named["code"]
        return redirect("casework:tracked", key=key, code=code.upper()) if code else redirect("casework:case", key=key)
    chosen = Filter(words=words, community=request.community.pk if request.community else None)
    found = public_cases(request.actor, chosen, size=20).rows if words else []
    return render(
        request,
        "site/search.html",
        {"words": words, "cases": found, "communities": find_communities(words) if words else []},
    )


def about(request: Request) -> HttpResponse:
    """What this is, whose it is, and where its source lies, as the licence asks."""
    return render(request, "site/about.html", {"source": settings.SOURCE, "version": version("linli")})
