"""What is owed: money that was promised by a day and has not come. The committee follows it up, and the office that pays owes it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from linli.base.actors import HOUSE
from linli.base.money import yuan
from linli.base.rules import rule
from linli.notices.due import Due, Owed, Span, owes

from . import facts
from .actions.overdue import note_overdue
from .models import Line, Promise
from .permissions import follow_promises
from .queries.sums import missing_by_promise


def _promises(within: Q, span: Span) -> Iterator[Owed]:
    """From the day after on, for as long as the rule says."""
    since = span.today - timedelta(days=rule("funds.overdue_days", on=span.today).value)
    rows = Promise.objects.filter(
        line__in=Line.objects.filter(within),
        due_date__lt=span.today,
        due_date__gte=since,
        takes_back__isnull=True,
        taken_back__isnull=True,
    )
    found = list(rows.select_related("line__community", "line__payer").order_by("due_date", "pk"))
    missing = missing_by_promise(found)
    for promise in found:
        if promise.pk in missing:
            line = promise.line
            values = {
                "amount": yuan(missing[promise.pk]),
                "line": line.name,
                "payer": line.payer.name if line.payer else "—",
                "community": line.community.name,
                "due": promise.due_date.isoformat(),
            }
            path = f"/desk/funds/lines/{line.pk}/"
            yield Owed(promise, line, promise.due_date, path, values, offices=[line.payer_id])


def _note(owed: Owed, now: datetime) -> bool:
    return note_overdue(HOUSE, owed.row.pk, now=now)


owes(Due(facts.OVERDUE.key, follow_promises, _promises, page="/desk/funds/", tells_offices=True, note=_note))
