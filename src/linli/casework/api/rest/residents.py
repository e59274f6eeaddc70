"""What everybody may do: read what is public, report, follow, say me too, judge."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, NotYours
from linli.base.limits import slow_down
from linli.base.requests import Request
from linli.places.queries import address_tree, building_in, communities, community_named, figures

from ...actions import handling, receiving, resolving
from ...actions.receiving import Contact, Place, reporter_behind
from ...permissions import REPORTER_LINK
from ...queries.cases import Filter, get_case, my_cases, public_cases, similar_cases
from ...queries.categories import categories, category_named
from ...queries.rates import BY, rates_by
from . import shapes
from .problems import PROBLEMS
from .show import short, whole

router = Router(tags=["residents"])


@router.get("/communities", response={200: list[shapes.CommunityOut], **PROBLEMS})
def list_communities(request: Request) -> Any:
    """The communities that are served here."""
    return communities(on=request.now.date())


@router.get("/communities/{slug}", response={200: shapes.CommunityDetail, **PROBLEMS})
def read_community(request: Request, slug: str) -> Any:
    """One community with its confirmed figures and its buildings."""
    del request
    community = community_named(slug)
    own = {f: getattr(community, f) for f in shapes.CommunityOut.model_fields}
    tree = [{"id": b.pk, "road": s.road, "name": b.name, "floors": b.floors, "has_lift": b.has_lift} for s in address_tree(community) for b in s.buildings]  # fmt: skip
    return own | {"figures": list(figures(community).values()), "buildings": tree}


@router.get("/communities/{slug}/categories", response={200: list[shapes.CategoryOut], **PROBLEMS})
def list_categories(request: Request, slug: str) -> Any:
    """What can be asked here, with each category's own questions."""
    del request
    return [
        {f: getattr(c, f) for f in ("key", "name", "name_en", "good", "is_confidential", "needs_hands")}
        | {"questions": list(c.questions.all())}
        for c in categories(community_named(slug))
    ]


@router.get("/cases", response={200: shapes.CasePage, **PROBLEMS})
def list_cases(request: Request, chosen: Query[shapes.CaseFilter]) -> Any:
    """Public requests, newest first. Confidential ones are never here."""
    community = community_named(chosen.community).pk if chosen.community else None
    narrowed = Filter(
        words=chosen.q, states=(chosen.state,) if chosen.state else (), category=chosen.category, good=chosen.good, building=chosen.building,
        community=community,
    )  # fmt: skip
    page = public_cases(request.actor, narrowed, after=chosen.after)
    return {"cases": [short(c, insider=False) for c in page.rows], "after": page.after}


@router.post("/cases", response={201: shapes.Received, **PROBLEMS})
def report(request: Request, sent: shapes.ReportIn) -> Any:
    """Report something, with an account or without one."""
    slow_down(request, "report", most=20, minutes=10)
    community = community_named(sent.community)
    if (sent.latitude is None) != (sent.longitude is None):
        raise Invalid(_("A point has a latitude and a longitude."), field="latitude")
    received = receiving.report_case(
        request.actor,
        community=community,
        category=category_named(sent.category, community),
        text=sent.text,
        place=_place(community, sent),
        contact=_contact(request, sent),
        wants_public=sent.is_public,
        answers=sent.answers,
        submission=sent.submission,
        now=request.now,
    )
    return Status(201, _given(received))


@router.get("/cases/{key}", response={200: shapes.CaseDetail, **PROBLEMS})
def read_case(request: Request, key: shapes.Key) -> Any:
    """One request, as far as the reader may see it."""
    return whole(request.actor, get_case(request.actor, key))


@router.post("/cases/{key}/join", response={200: shapes.Received, **PROBLEMS})
def join(request: Request, key: shapes.Key, sent: shapes.JoinIn) -> Any:
    """Say: me too."""
    slow_down(request, "report", most=20, minutes=10)
    case = get_case(request.actor, key)
    return _given(
        receiving.join_case(request.actor, case, contact=_contact(request, sent), words_added=sent.words, now=request.now)
    )  # fmt: skip


@router.get("/similar", response={200: list[shapes.CaseOut], **PROBLEMS})
def similar(request: Request, typed: Query[shapes.Typing]) -> Any:
    """Open public requests near by that may be the same."""
    community = community_named(typed.community)
    found = similar_cases(
        request.actor,
        community=community,
        category=category_named(typed.category, community) if typed.category else None,
        text=typed.text,
        building=building_in(community, typed.building) if typed.building else None,
        now=request.now,
    )
    return [short(c, insider=False) for c in found]


@router.get("/my/cases", response={200: shapes.CasePage, **PROBLEMS})
def list_mine(request: Request, after: shapes.Line = "") -> Any:
    """What the signed-in person reported or joined."""
    if request.actor.kind != "person":
        raise NotYours(_("Sign in first."))
    page = my_cases(request.actor, after=after)
    return {"cases": [short(c, insider=True) for c in page.rows], "after": page.after}


@router.get("/tracked/{key}/{code}", response={200: shapes.CaseDetail, **PROBLEMS})
def follow(request: Request, key: shapes.Key, code: str) -> Any:
    """One's own request, by the code that one was given."""
    bearer, _reporter = _bearer(request, key, code)
    return whole(bearer, get_case(bearer, key))


@router.post("/tracked/{key}/{code}/reply", response={200: shapes.CaseDetail, **PROBLEMS})
def reply(request: Request, key: shapes.Key, code: str, sent: shapes.WordsIn) -> Any:
    """Answer the committee's question, or add something."""
    bearer, _reporter = _bearer(request, key, code)
    handling.reply_to_question(bearer, get_case(bearer, key), text=sent.text, now=request.now)
    return whole(bearer, get_case(bearer, key))


@router.post("/tracked/{key}/{code}/rating", response={200: shapes.CaseDetail, **PROBLEMS})
def rate(request: Request, key: shapes.Key, code: str, sent: shapes.RatingIn) -> Any:
    """Say whether it is solved; "not solved" opens it again."""
    bearer, reporter = _bearer(request, key, code)
    resolving.rate_case(
        bearer, get_case(bearer, key), reporter=reporter, is_solved=sent.is_solved, stars=sent.stars, text=sent.text, now=request.now
    )  # fmt: skip
    return whole(bearer, get_case(bearer, key))


@router.get("/rates/{what}", response={200: list[shapes.RateOut], **PROBLEMS})
def read_rates(request: Request, what: str) -> Any:
    """Response, resolution and satisfaction of the last twelve months, by category, community or street."""
    if what not in BY:
        raise Missing(_("There is no such table."))
    english = (get_language() or "").startswith("en")
    rows = rates_by(what, since=request.now - timedelta(days=365), until=request.now, now=request.now, english=english)
    return [
        {"key": str(r.key), "name": r.name, "reported": r.reported, "response": r.response, "resolution": r.resolution, "satisfaction": r.satisfaction}
        for r in rows
    ]  # fmt: skip


def _bearer(request: Request, key: int, code: str) -> tuple[Actor, Any]:
    slow_down(request, "code", most=60, minutes=10)
    reporter = reporter_behind(key, code)
    if reporter is None:
        raise Missing(_("This link or code is not known. Please compare it with what you were given."))
    return request.actor.bearing(REPORTER_LINK, reporter.pk), reporter


def _place(community: Any, sent: shapes.ReportIn) -> Place:
    building = building_in(community, sent.building) if sent.building else None
    return Place(sent.place_text, building, latitude=sent.latitude, longitude=sent.longitude, door_text=sent.door)


def _contact(request: Request, sent: shapes.ContactIn) -> Contact:
    return replace(Contact(request.actor.person_id, language=get_language() or "zh-hans"), name=sent.name, telephone=sent.telephone, email=sent.email)  # fmt: skip


def _given(received: Any) -> dict[str, Any]:
    case = received.case
    return {"id": case.pk, "number": case.number, "code": received.code, "url": f"/t/{case.pk}-{received.code}/"}
