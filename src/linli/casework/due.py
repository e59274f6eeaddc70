"""What is owed on a request: the next of its clocks, to be kept by whoever has it in hand, or by all who handle it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from linli.base.actors import HOUSE
from linli.notices.due import Due, Owed, Span, owes

from . import facts
from .actions.recurring import note_warning
from .actions.story import unheard
from .models import Case
from .models.cases import OPEN_STATES
from .permissions import work_on_case


def _clocks(within: Q, span: Span) -> Iterator[Owed]:
    rows = Case.objects.filter(within, state__in=OPEN_STATES, next_due_at__lte=span.until).select_related(
        "community", "category"
    )
    for case in rows.prefetch_related("walls", "category__seen_by", "reporters", "whistles__calls").order_by(
        "next_due_at", "pk"
    ):
        if case.next_due_at:
            yield Owed(
                case,
                case,
                case.next_due_at,
                f"/desk/cases/{case.pk}/",
                {"number": case.number},
                hands=(case.lead_id, case.assigned_to_id),
                but_not={wall.person_id for wall in case.walls.all()},
            )


def _note(owed: Owed, now: datetime) -> bool:
    return note_warning(HOUSE, owed.row.pk, due_at=owed.row.next_due_at, now=now)


owes(
    Due(
        facts.WARNED.key,
        work_on_case,
        _clocks,
        page="/desk/",
        is_by_hour=True,
        note=_note,
        climbs=lambda owed, roles: unheard(owed.row, roles),
    )
)
