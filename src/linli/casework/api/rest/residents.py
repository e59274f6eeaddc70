"""What everybody may do: read what is public, report, follow, say me too, judge."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError
from django.utils.timezone import make_aware
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from linli.base.actors import Actor
from linli.base.api import READING, WRITING, Key, Line
from linli.base.errors import Invalid, Missing, NotYours
from linli.base.limits import slow_down
from linli.base.requests import Request
from linli.places.api import Slug
from linli.places.queries import building_in, community_named

from ...actions import handling, receiving, resolving
from ...permissions import REPORTER_LINK, follow_case
from ...queries import cases, rates
from ...queries import categories as kinds
from . import shapes
from .show import short, whole

router = Router(tags=["residents"])
EARLIEST = date(1900, 1, 1)  # before it no filter means anything, and near year 1 a moment cannot be told in UTC


@router.get(
    "/communities/{slug}/categories",
    response={200: list[shapes.Category], **READING},
    summary=gettext_noop("What can be asked here, with each category's own questions"),
)
def categories(request: Request, slug: Slug) -> Any:
    parts = ("key", "name", "name_en", "good", "is_confidential", "needs_hands", "is_private_matter")
    return [
        {part: getattr(c, part) for part in parts} | {"questions": c.asked}
        for c in kinds.categories(community_named(slug))
    ]


@router.get(
    "/cases",
    response={200: shapes.CasePage, **READING},
    summary=gettext_noop("Public requests, newest first"),
    description=gettext_noop("Confidential ones are never here, whoever reads."),
)
def public_cases(request: Request, asked: Query[shapes.CaseFilter]) -> Any:
    community = community_named(asked.community).pk if asked.community else None
    narrowed = cases.Filter(
        words=asked.q,
        states=tuple(asked.state),
        category=asked.category,
        good=asked.good,
        building=asked.building,
        street=asked.street,
        office=asked.office,
        since=_morning(asked.since),
        until=_morning(asked.until),
        met=asked.met,
        community=community,
    )
    page = cases.public_cases(request.actor, narrowed, after=asked.after)
    return {"cases": [short(c, insider=False) for c in page.rows], "after": page.after}


@router.post(
    "/cases",
    response={201: shapes.Received, **WRITING},
    summary=gettext_noop("Report something, with an account or without one"),
    description=gettext_noop(
        "With a submission number of one's own, a UUID, it is safe to send again: it is received once."
    ),
)
def report_case(request: Request, sent: shapes.ReportIn) -> Any:
    community = community_named(sent.community)
    if (sent.latitude is None) != (sent.longitude is None):
        raise Invalid(_("A point has a latitude and a longitude."), field="latitude")
    building = building_in(community, sent.building) if sent.building else None

    def receive() -> receiving.Received:
        return receiving.report_case(
            request.actor,
            community=community,
            category=kinds.category_named(sent.category, community),
            text=sent.text,
            place=receiving.Place(
                sent.place_text, building, latitude=sent.latitude, longitude=sent.longitude, door_text=sent.door
            ),
            contact=_contact(request, sent),
            wants_public=sent.is_public,
            answers=sent.answers,
            submission=sent.submission,
            now=request.now,
        )

    try:
        return Status(201, _given(receive()))
    except IntegrityError:  # the same submission arrived twice at the same moment: the first one is stored
        return Status(201, _given(receive()))


@router.get(
    "/cases/{key}",
    response={200: shapes.CaseDetail, **READING},
    summary=gettext_noop("One request, as far as the reader may see it"),
)
def get_case(request: Request, key: Key) -> Any:
    heir = cases.heir_of(request.actor, key)
    return whole(request.actor, cases.get_case(request.actor, heir, follow_case))


@router.post("/cases/{key}/join", response={200: shapes.Received, **WRITING}, summary=gettext_noop("Say: me too"))
def join_case(request: Request, key: Key, sent: shapes.JoinIn) -> Any:
    case = cases.get_case(request.actor, key)
    contact = _contact(request, sent)
    return _given(receiving.join_case(request.actor, case, contact=contact, words_added=sent.words, now=request.now))


@router.get(
    "/similar",
    response={200: list[shapes.Case], **READING},
    summary=gettext_noop("Open public requests near by that may be the same"),
)
def similar_cases(request: Request, asked: Query[shapes.Typing]) -> Any:
    community = community_named(asked.community)
    found = cases.similar_cases(
        request.actor,
        community=community,
        category=kinds.category_named(asked.category, community) if asked.category else None,
        text=asked.text,
        building=building_in(community, asked.building) if asked.building else None,
        now=request.now,
    )
    return [short(c, insider=False) for c in found]


@router.get(
    "/my/cases",
    response={200: shapes.CasePage, **READING},
    summary=gettext_noop("What the signed-in person reported or joined"),
)
def my_cases(request: Request, after: Line = "") -> Any:
    if request.actor.kind != "person":
        raise NotYours(_("Sign in first."))
    page = cases.my_cases(request.actor, after=after)
    rows: list[Any] = list(page.rows)  # annotated by the query
    return {"cases": [short(c, insider=c.is_own, sees=c.is_told) for c in rows], "after": page.after}


@router.get(
    "/tracked/{key}/{code}",
    response={200: shapes.CaseDetail, **READING},
    summary=gettext_noop("One's own request, by the code that one was given"),
    description=gettext_noop(
        "With - for the code in the address, it is read from the header X-Linli-Code, and no log on the way holds it."
    ),
)
def tracked_case(request: Request, key: Key, code: shapes.Code) -> Any:
    bearer, reporter = _bearer(request, key, code)
    return whole(bearer, cases.get_case(bearer, reporter.case_id, follow_case))


@router.post(
    "/tracked/{key}/{code}/reply",
    response={200: shapes.CaseDetail, **WRITING},
    summary=gettext_noop("Reply to the committee, or add something"),
)
def reply_to_question(request: Request, key: Key, code: shapes.Code, sent: shapes.WordsIn) -> Any:
    bearer, reporter = _bearer(request, key, code)
    case = cases.get_case(bearer, reporter.case_id, follow_case)
    handling.reply_to_question(bearer, case, text=sent.text, now=request.now)
    return whole(bearer, cases.get_case(bearer, reporter.case_id, follow_case))


@router.post(
    "/tracked/{key}/{code}/rating",
    response={200: shapes.CaseDetail, **WRITING},
    summary=gettext_noop("Say whether it is solved; “not solved” opens it again"),
)
def rate_case(request: Request, key: Key, code: shapes.Code, sent: shapes.RatingIn) -> Any:
    bearer, reporter = _bearer(request, key, code)
    case = cases.get_case(bearer, reporter.case_id, follow_case)
    resolving.rate_case(
        bearer, case, reporter=reporter, is_solved=sent.is_solved, stars=sent.stars, text=sent.text, now=request.now
    )
    return whole(bearer, cases.get_case(bearer, reporter.case_id, follow_case))


@router.get(
    "/rates/offices",
    response={200: list[shapes.OfficeRates], **READING},
    summary=gettext_noop("How the offices called by whistles answered in the last twelve months"),
)
def office_rates(request: Request) -> Any:
    return rates.office_rates(since=_a_year_before(request.now), until=request.now, english=_reads_english())


@router.get(
    "/rates/{what}",
    response={200: list[shapes.Rates], **READING},
    summary=gettext_noop("Response, resolution and satisfaction of the last twelve months"),
)
def rates_by(request: Request, what: shapes.By) -> Any:
    since, now = _a_year_before(request.now), request.now
    rows = rates.rates_by(what, since=since, until=now, now=now, english=_reads_english())
    return [
        {
            "key": str(r.key),
            "name": r.name,
            "reported": r.reported,
            "response": _rate(r.response, r.responded),
            "resolution": _rate(r.resolution, r.resolved),
            "satisfaction": _rate(r.satisfaction, r.satisfied),
            "rated_beside": r.beside,
        }
        for r in rows
    ]


def _rate(rate: float | None, counted: tuple[int, int]) -> dict[str, Any] | None:
    return None if rate is None else {"rate": rate, "count": counted[0], "of": counted[1]}


def _bearer(request: Request, key: int, code: str) -> tuple[Actor, Any]:
    slow_down(request, "code", most=60, minutes=10)
    reporter = receiving.reporter_behind(key, request.headers.get("X-Linli-Code", "") if code == "-" else code)
    if reporter is None:
        raise Missing(_("This link or code is not known. Please compare it with what you were given."))
    return request.actor.bearing(REPORTER_LINK, reporter.pk), reporter


def _contact(request: Request, sent: shapes.ContactIn) -> receiving.Contact:
    language = get_language() or "zh-hans"
    return receiving.Contact(request.actor.person_id, sent.name, sent.telephone, sent.email, language)


def _given(received: receiving.Received) -> dict[str, Any]:
    case = received.case
    return {"id": case.pk, "number": case.number, "code": received.code, "url": f"/t/{case.pk}-{received.code}/"}


def _morning(day: date | None) -> datetime | None:
    return make_aware(datetime.combine(max(day, EARLIEST), time.min)) if day else None


def _a_year_before(now: datetime) -> datetime:
    return now - timedelta(days=365)


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")
