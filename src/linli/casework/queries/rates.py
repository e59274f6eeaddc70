"""Response, resolution and satisfaction rates, with their denominators. Confidential cases and small counts stay out of public figures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet
from django.utils.timezone import localdate

from linli.base.rules import rule
from linli.people.known import of_known

from ..models import Case, Rating, State, WhistleCall
from ..models.whistles import CallState
from .cases import MET


@dataclass(frozen=True)
class Rates:
    """One line of the table. A rate is None where its denominator is below the floor for public figures."""

    key: Any
    name: str
    reported: int
    responded: tuple[int, int]
    resolved: tuple[int, int]
    satisfied: tuple[int, int]
    beside: int
    floor: int

    def _rate(self, part: tuple[int, int]) -> float | None:
        return part[0] / part[1] if part[1] >= self.floor else None

    @property
    def response(self) -> float | None:
        """Answered within the answering clock, of those whose clock has been stopped or has run out."""
        return self._rate(self.responded)

    @property
    def resolution(self) -> float | None:
        """Resolved, of those received."""
        return self._rate(self.resolved)

    @property
    def satisfaction(self) -> float | None:
        """Four or five stars, of those who rated and count; silence counts as neither. `beside`: rated, but only joined and not known."""
        return self._rate(self.satisfied)


BY = {
    "category": ("category__key", "category__name", "category__name_en"),
    "community": ("community__slug", "community__name", "community__name_en"),
    "street": ("community__street_id", "community__street__name", "community__street__name_en"),
}


FIRST = Q(reporter__is_first=True)
"""Who asked first, as the committee took up that request."""
Judged = dict[bool, dict[Any, tuple[int, int]]]
"""Good ratings and all of them, by what is asked; of those who count, and of those beside them."""


def _judged(ratings: QuerySet[Rating], key: str) -> Judged:
    """Those count who asked first; and of those who said "me too" whom the committee knows, asked only where one of them rated."""
    found = _stars(ratings, key, FIRST)
    return _stars(ratings, key, FIRST | of_known("reporter__person", "case__community")) if found[False] else found


def _stars(ratings: QuerySet[Rating], key: str, who_counts: Q) -> Judged:
    found: Judged = {True: {}, False: {}}
    rows = ratings.annotate(counts=ExpressionWrapper(who_counts, BooleanField())).values_list(f"case__{key}", "counts")
    for of, counts, good, number in rows.annotate(good=Count("pk", filter=Q(stars__gte=4)), number=Count("pk")):
        found[counts][of] = good, number
    return found


def rates_by(
    what: str, *, since: datetime, until: datetime, now: datetime, english: bool, community: int | None = None
) -> list[Rates]:
    """Rates of public-countable cases reported in [since, until), by category, community or street. KeyError for another word. Two queries."""
    key, name, name_en = BY[what]
    cases = Case.objects.filter(is_confidential=False, reported_at__gte=since, reported_at__lt=until).exclude(
        state=State.MERGED
    )
    ratings = Rating.objects.filter(
        case__is_confidential=False, case__reported_at__gte=since, case__reported_at__lt=until
    )
    if community:
        cases, ratings = cases.filter(community=community), ratings.filter(case__community=community)
    due = Q(answered_at__isnull=False) | Q(first_answer_due_at__lt=now)
    rows = (
        cases.values(key, name, name_en)
        .annotate(
            reported=Count("pk"),
            responded=Count("pk", filter=MET["answered"]),
            due=Count("pk", filter=due),
            done=Count("pk", filter=MET["resolved"]),
        )
        .order_by("-reported", key)
    )
    judged = _judged(ratings, key)
    floor = rule("public_count_floor", on=localdate(now)).value
    return [
        Rates(
            r[key],
            (r[name_en] if english and r[name_en] else r[name]) or "",
            r["reported"],
            (r["responded"], r["due"]),
            (r["done"], r["reported"]),
            judged[True].get(r[key], (0, 0)),
            judged[False].get(r[key], (0, 0))[1],
            floor,
        )
        for r in rows
        if r["reported"] >= floor
    ]


@dataclass(frozen=True)
class OfficeRates:
    """How an office answers whistles: numbers of calls."""

    key: int
    name: str
    called: int
    answered_in_time: int
    refused: int
    climbed: int
    done: int


def office_rates(*, since: datetime, until: datetime, english: bool) -> list[OfficeRates]:
    """Both sides of the whistle: every office called in [since, until). One query."""
    calls = WhistleCall.objects.filter(called_at__gte=since, called_at__lt=until, whistle__case__is_confidential=False)
    rows = (
        calls.values("organisation_id", "organisation__name", "organisation__name_en")
        .annotate(
            called=Count("pk"),
            in_time=Count("pk", filter=Q(answered_at__lte=F("due_at"))),
            refused=Count("pk", filter=Q(state=CallState.REFUSED)),
            climbed=Count("pk", filter=Q(state=CallState.CLIMBED)),
            done=Count("pk", filter=Q(state=CallState.DONE)),
        )
        .order_by("-called", "organisation_id")
    )
    return [
        OfficeRates(
            r["organisation_id"],
            r["organisation__name_en"] if english and r["organisation__name_en"] else r["organisation__name"],
            r["called"],
            r["in_time"],
            r["refused"],
            r["climbed"],
            r["done"],
        )
        for r in rows
    ]
