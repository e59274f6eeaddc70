"""Lists of cases and one case, as far as the reader may see them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.coordinates import distance_m
from linli.base.errors import Missing
from linli.base.rights import Right
from linli.base.search_text import similar
from linli.places.models import Building, Community

from ..models import Case, Category, Photo, Rating, State, Whistle, WhistleCall
from ..models.cases import OPEN_STATES
from ..permissions import follow_case, handle_case, have_reported, read_case, see_case, work_on_case
from ..search_index import matching

PAGE = 30
NEAR_METRES = 250
TOLD_TOGETHER_DAYS = 90


@dataclass(frozen=True)
class Page:
    """A page of a list. `after` goes into the next page's address; None where the list ends."""

    rows: list[Case]
    after: str | None


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; every part stands in the address of the page."""

    words: str = ""
    states: tuple[str, ...] = ()
    category: str = ""
    good: str = ""
    channel: str = ""
    since: datetime | None = None
    until: datetime | None = None
    community: int | None = None
    assigned_to: int | None = None
    building: int | None = None
    street: int | None = None
    office: int | None = None
    met: str = ""
    extra: Q = field(default_factory=Q)

    def q(self) -> Q:
        wanted: dict[str, Any] = {
            "state__in": self.states,
            "category__key": self.category,
            "category__good": self.good,
            "channel": self.channel,
            "reported_at__gte": self.since,
            "reported_at__lt": self.until,
            "community": self.community,
            "assigned_to": self.assigned_to,
            "building": self.building,
            "community__street": self.street,
        }
        rows = Q(**{name: value for name, value in wanted.items() if value}) & MET.get(self.met, Q())
        if self.office:
            rows &= Q(pk__in=WhistleCall.objects.filter(organisation=self.office).values("whistle__case"))
        return rows & self.extra & (matching(self.words) if self.words else Q())


MET = {
    "answered": Q(answered_at__lte=F("first_answer_due_at"))
    | Q(answered_at__isnull=False, first_answer_due_at__isnull=True),
    "resolved": Q(state__in=[State.RESOLVED, State.CLOSED]),
    "satisfied": Q(pk__in=Rating.objects.filter(stars__gte=4).values("case")),
}
"""What each figure of the rates counts."""


def public_cases(reader: Actor, chosen: Filter, *, after: str = "", size: int = PAGE) -> Page:
    """What everybody may see, newest first. Confidential cases are never here, whoever reads."""
    del reader
    return _page(Case.objects.filter(Q(is_public=True) & chosen.q()), after, size)


def latest_by_good(reader: Actor, community: Community, *, each: int = 3) -> dict[str, list[Case]]:
    """What moves in each of the six halls: the public cases that came last, among the last 120. Two queries."""
    del reader  # the same for everybody
    rows = Case.objects.filter(community=community, is_public=True).exclude(state=State.MERGED)
    keys: dict[str, list[int]] = {}
    for key, good in rows.order_by("-reported_at", "-pk").values_list("pk", "category__good")[:120]:
        keys.setdefault(good, []).append(key)
    shown = [key for hall in keys.values() for key in hall[:each]]
    found = Case.objects.filter(pk__in=shown).select_related("category", "building", "community").in_bulk()
    return {good: [found[key] for key in hall[:each]] for good, hall in keys.items()}


def cases_on_map(reader: Actor, chosen: Filter, *, most: int = 600) -> list[Case]:
    """Public cases that have a point, newest first. Confidential cases are never on a map, whoever reads."""
    del reader
    rows = Case.objects.filter(Q(is_public=True, latitude__isnull=False) & chosen.q())
    return list(rows.select_related("category", "building").order_by("-reported_at", "-pk")[:most])


def cases_by_building(reader: Actor, chosen: Filter) -> dict[int, int]:
    """How many public cases each building has: the map in words. One query."""
    del reader
    rows = Case.objects.filter(Q(is_public=True, building__isnull=False) & chosen.q())
    return dict(rows.order_by().values_list("building").annotate(Count("pk")))


def my_cases(reader: Actor, *, after: str = "", size: int = PAGE) -> Page:
    """What the reader reported or joined, newest first. Words are for those of whom `is_told` is true."""
    rows = Case.objects.filter(have_reported.within(reader))
    told, own = (Case.objects.filter(right.within(reader)).values("pk") for right in (see_case, read_case))
    return _page(rows.annotate(is_told=Q(pk__in=told), is_own=Q(pk__in=own)), after, size)


def desk_cases(reader: Actor, tab: str, chosen: Filter, *, now: datetime, after: str = "", size: int = PAGE) -> Page:
    """The desk's queue. Open tabs come by deadline, the rest newest first. KeyError for an unknown tab."""
    rows = Case.objects.filter(TABS[tab](reader, now) & _desk_within(reader, tab) & chosen.q())
    return _page(
        rows, after, size, by_deadline=tab not in {"all", "ended"}, joins=("assigned_to", "assigned_organisation")
    )


def desk_rows(reader: Actor, tab: str, chosen: Filter, *, now: datetime) -> QuerySet[Case]:
    """Every row of a desk list, for the export of what is seen. Confidential ones are left out of every export."""
    rows = Case.objects.filter(TABS[tab](reader, now) & _desk_within(reader, tab) & chosen.q(), is_confidential=False)
    return rows.select_related(
        "community", "category", "building", "assigned_to", "assigned_organisation", "lead"
    ).order_by("-reported_at", "-pk")


def desk_counts(reader: Actor, *, now: datetime, most: int = 99) -> dict[str, int]:
    """How many stand in each tab that is counted; `most` + 1 means more. One query."""
    open_ones = Case.objects.filter(_desk_within(reader, "open"), state__in=OPEN_STATES)
    rows = list(open_ones.values_list("assigned_to_id", "lead_id", "state", "next_due_at", "has_whistle")[:5000])
    end_of_day = _end_of_day(now)
    me = reader.person_id
    counts = {
        "mine": sum(1 for r in rows if me and me in (r[0], r[1])),
        "unassigned": sum(1 for r in rows if r[2] in (State.NEW, State.REOPENED)),
        "today": sum(1 for r in rows if r[3] and now <= r[3] < end_of_day),
        "overdue": sum(1 for r in rows if r[3] and r[3] < now),
        "whistled": sum(1 for r in rows if r[4]),
    }
    return {tab: min(count, most + 1) for tab, count in counts.items()}


def get_case(reader: Actor, key: int, right: Right = see_case) -> Case:
    """One case with all that its page shows. Missing if there is none or it is not the reader's to see."""
    parts = (
        "community",
        "category",
        "building",
        "door",
        "marker",
        "lead",
        "assigned_to",
        "assigned_organisation",
        "merged_into",
    )
    found = Case.objects.select_related(*parts).filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such request, or it is not yours to see."))
    prefetch_related_objects([found], *_what_there_is(found))
    if not right.allows(reader, found):
        raise Missing(_("There is no such request, or it is not yours to see."))
    return found


def line_of_heirs(key: int) -> list[int]:
    """The key itself, and those of the requests into which it was merged one after the other: the last one goes on."""
    line: list[int] = []
    following: int | None = key
    while following is not None and following not in line:
        line.append(following)
        following = Case.objects.filter(pk=following).values_list("merged_into_id", flat=True).first()
    return line


def heir_of(reader: Actor, key: int) -> int:
    """The request under which somebody finds what they look for by this number: its own, or that of its heir.

    Those who handle it read a merged request itself. Missing where neither is the reader's to follow.
    """
    *earlier, heir = line_of_heirs(key)  # one query for what was not merged
    if not earlier:
        return key
    rows = Case.objects.filter(pk__in=[key, heir])
    if rows.filter(handle_case.within(reader), pk=key).exists():
        return key
    follows = rows.filter(follow_case.within(reader), pk=heir).exists()
    was_public = rows.filter(pk=key, wants_public=True, hidden_reason="", is_confidential=False).exists()
    knows = was_public or rows.filter(have_reported.within(reader)).exists()
    if not (follows and knows):
        raise Missing(_("There is no such request, or it is not yours to see."))
    return heir


def merged_requests(reader: Actor, case: Case) -> list[Case]:
    """What was merged into the case, of which the reader may read the words: for those who deal with it, and each for their own."""
    level, found = [case.pk] if any(reporter.reported_id for reporter in case.reporters.all()) else [], list[Case]()
    while level:
        rows = Case.objects.filter(merged_into__in=level).order_by("pk")
        parts = ("reporters", "photos", "walls", "category__seen_by", "whistles__calls")
        below = list(rows.select_related("community", "category", "building").prefetch_related(*parts))
        found += below
        level = [merged.pk for merged in below]
    return [merged for merged in found if read_case.allows(reader, merged)]


def _what_there_is(case: Case) -> "list[str | Prefetch[Any]]":
    """What can belong to the case as it stands; a page asks for nothing that cannot be there."""
    parts: list[str | Prefetch[Any]] = ["reporters", "photos"]
    if case.has_whistle:
        calls = WhistleCall.objects.select_related("organisation", "answered_by").order_by("called_at", "pk")
        whistles = Whistle.objects.select_related("by").order_by("at", "pk")
        parts.append(Prefetch("whistles", whistles.prefetch_related(Prefetch("calls", calls))))
    if case.resolved_at:
        parts.append("ratings")
    if case.category.needs_hands:
        parts.append("calls_for_hands")
    return parts


def get_case_to_read(reader: Actor, key: int) -> Case:
    return get_case(reader, key, read_case)


def get_case_to_work_on(reader: Actor, key: int) -> Case:
    return get_case(reader, key, work_on_case)


def similar_cases(
    reader: Actor,
    *,
    community: Community,
    category: Category | None,
    text: str,
    building: Building | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    now: datetime,
    most: int = 4,
) -> list[Case]:
    """Open public cases near by that may be the same thing: same community, likeness of words, nearness of place."""
    del reader  # only what everybody may see is offered
    rows = (
        Case.objects.filter(
            community=community,
            is_public=True,
            state__in=OPEN_STATES,
            reported_at__gte=now - timedelta(days=TOLD_TOGETHER_DAYS),
        )
        .select_related("category", "building", "community")
        .order_by("-reported_at", "-pk")
    )
    scored = [(_likeness(case, category, text, building, latitude, longitude), case) for case in rows[:300]]
    return [case for score, case in sorted(scored, key=lambda pair: (-pair[0], -pair[1].pk)) if score >= 1.0][:most]


def _likeness(
    case: Case,
    category: Category | None,
    text: str,
    building: Building | None,
    latitude: float | None,
    longitude: float | None,
) -> float:
    """Two of three speak for the same thing: category, words, place."""
    score = 0.6 if category is not None and case.category_id == category.pk else 0.0
    score += similar(text, case.text) if text else 0.0
    if building is not None and case.building_id == building.pk:
        score += 0.5
    elif latitude is not None and longitude is not None and case.latitude is not None and case.longitude is not None:
        metres = distance_m(latitude, longitude, case.latitude, case.longitude)
        score += 0.5 * max(0.0, 1 - metres / NEAR_METRES)
    return score


def _desk_within(reader: Actor, tab: str) -> Q:
    return work_on_case.within(reader) if tab == "mine" else handle_case.within(reader)


def _end_of_day(now: datetime) -> datetime:
    return localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


TABS = {
    "mine": lambda reader, _now: (
        Q(state__in=OPEN_STATES) & (Q(assigned_to=reader.person_id) | Q(lead=reader.person_id) | _for_my_unit(reader))
    ),
    "unassigned": lambda _reader, _now: Q(state__in=[State.NEW, State.REOPENED]),
    "today": lambda _reader, now: Q(state__in=OPEN_STATES, next_due_at__gte=now, next_due_at__lt=_end_of_day(now)),
    "overdue": lambda _reader, now: Q(state__in=OPEN_STATES, next_due_at__lt=now),
    "whistled": lambda _reader, _now: Q(state__in=OPEN_STATES, has_whistle=True),
    "open": lambda _reader, _now: Q(state__in=OPEN_STATES),
    "ended": lambda _reader, _now: ~Q(state__in=OPEN_STATES),
    "all": lambda _reader, _now: Q(),
}


def _for_my_unit(reader: Actor) -> Q:
    units = reader.organisations({"unit_contact"})
    return Q(assigned_organisation__in=sorted(units)) if units else Q(pk__in=[])


def _page(
    rows: QuerySet[Case], after: str, size: int, *, by_deadline: bool = False, joins: Collection[str] = ()
) -> Page:
    """A page by key, not by number: it costs the same however far one has turned. `after` that makes no sense starts anew."""
    column = "next_due_at" if by_deadline else "reported_at"
    if (mark := _read_mark(after)) is not None:
        moment, key = mark
        later, earlier = f"{column}__gt", f"{column}__lt"
        rows = rows.filter(
            (Q(**{later: moment}) | Q(**{column: moment, "pk__gt": key}))
            if by_deadline
            else (Q(**{earlier: moment}) | Q(**{column: moment, "pk__lt": key}))
        )
    ordered = rows.order_by(column, "pk") if by_deadline else rows.order_by("-reported_at", "-pk")
    found = list(ordered.select_related("community", "category", "building", *joins)[: size + 1])
    last = found[size - 1] if len(found) > size else None
    turn = getattr(last, column) if last else None
    return Page(found[:size], f"{turn.isoformat()}_{last.pk}" if last and turn else None)


def _read_mark(after: str) -> tuple[datetime, int] | None:
    moment, _sign, key = after.rpartition("_")
    try:
        return datetime.fromisoformat(moment), int(key)
    except ValueError:
        return None


def photo_named(reader: Actor, name: str) -> Photo:
    """A picture of a case that the reader sees: public ones for everybody, the others for those who read the case."""
    found = Photo.objects.select_related("case__community", "case__category").filter(file=name).first()
    if found is None or (
        not (found.is_public and see_case.allows(reader, found.case)) and not read_case.allows(reader, found.case)
    ):
        raise Missing(_("There is no such picture."))
    return found
