"""What each office asks of communities, what it pays, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from linli.funds.queries.sums import by_payer
from linli.paperwork.queries import FormsAsked, forms_of
from linli.places.models import Community, Organisation

from ..models import Application, RefusedWork, Step
from .load import Asks, asks_of
from .routines import AskedBesides, asked_besides
from .voices import OFFICES, answers_in_time, offices_over, whistles_of

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Figures:
    """One office over the last twelve months, and what it asks now. Money is in fen over all its admitted tasks."""

    office: Organisation
    asks: Asks
    kinds: list[tuple[str, int]]
    steps_done: int
    steps: int
    whistles: int
    answered_in_time: int
    refused: int
    forms: FormsAsked
    besides: list[AskedBesides]
    promised_fen: int
    arrived_fen: int
    spent_fen: int

    @property
    def hours_a_week(self) -> float:
        return self.asks.minutes_a_week / 60


def offices_asking(community: Community | None, *, on: date) -> list[Figures]:
    """Of the offices over a community, or of all, those that ask something or were whistled. The same few queries, however many."""
    offices = (
        offices_over(community)
        if community
        else list(Organisation.objects.filter(kind__in=OFFICES).order_by("name", "pk")[:400])
    )
    found = figures_of(offices, on=on)
    return [f for f in found if f.asks.tasks or f.whistles or f.refused or f.besides or f.forms != FormsAsked()]


def office_figures(office: Organisation, *, on: date) -> Figures:
    return figures_of([office], on=on)[0]


def figures_of(offices: Collection[Organisation], *, on: date) -> list[Figures]:
    keys = [o.pk for o in offices]
    asks, since, until = asks_of(keys, on=on), on - YEAR, on + timedelta(days=1)
    steps = {
        row["task__application__applicant"]: row
        for row in Step.objects.filter(task__application__applicant__in=keys)
        .order_by()
        .values("task__application__applicant")
        .annotate(all=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)))
    }
    whistles, in_time = whistles_of(keys, since, until), answers_in_time(keys, since, until)
    refused = dict(RefusedWork.objects.filter(office__in=keys).order_by().values_list("office").annotate(Count("pk")))
    money, forms, besides = by_payer(keys), forms_of(keys), asked_besides(keys, on=on)
    names = dict(Application.Kind.choices)
    none = {"all": 0, "done": 0}
    return [
        Figures(
            o,
            asks[o.pk],
            [(str(names[kind]), count) for kind, count in asks[o.pk].kinds.most_common()],
            steps.get(o.pk, none)["done"],
            steps.get(o.pk, none)["all"],
            whistles.get(o.pk, 0),
            in_time.get(o.pk, 0),
            refused.get(o.pk, 0),
            forms.get(o.pk, FormsAsked()),
            besides.get(o.pk, []),
            *money[o.pk],
        )
        for o in offices
    ]
