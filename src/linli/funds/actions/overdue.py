"""Promised money that has not come: the community and the payer are told."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.errors import NotYours
from linli.base.money import yuan
from linli.base.rules import rule
from linli.notices.actions import tell_office, tell_who_must
from linli.people.queries import persons_for

from .. import facts
from ..models import Promise, Reminder
from ..permissions import keep_books
from ..queries.sums import missing_by_promise
from .books import lock_books, note


def remind_of_overdue(now: datetime) -> None:
    """Tell of every promise whose day has passed without its money, once a promise."""
    today = localdate(now)
    since = today - timedelta(days=rule("funds.overdue_days", on=today).value)
    near = Promise.objects.filter(
        due_date__lt=today, due_date__gte=since, takes_back__isnull=True, taken_back__isnull=True, reminder__isnull=True
    )
    for key in missing_by_promise(list(near.order_by("due_date", "pk"))):
        remind_of_promise(HOUSE, key, now=now)


@action
def remind_of_promise(by: Actor, key: int, *, now: datetime) -> Reminder | None:
    """Safe by the lock on the books and the unique reminder: money that came a moment ago is not missed, nobody is told twice."""
    if not by.is_house:
        raise NotYours
    promise = Promise.objects.select_related("line__community", "line__payer").get(pk=key)
    line = promise.line
    community = lock_books(line.community_id)
    missing = missing_by_promise([promise]).get(key, 0)
    if not missing or Reminder.objects.filter(promise=promise).exists():
        return None
    reminder = Reminder.objects.create(promise=promise, missing_fen=missing, at=now)
    note(by, facts.OVERDUE, line, missing, now=now)
    values = {
        "amount": yuan(missing), "line": line.name, "payer": line.payer.name if line.payer else "—",
        "community": community.name, "due": f"{promise.due_date:%Y-%m-%d}",
    }  # fmt: skip
    path = f"/desk/funds/lines/{line.pk}/"
    payers: list[int] = []
    if line.payer_id:
        payers = persons_for(line.payer_id, on=localdate(now))
        tell_office(by, facts.OVERDUE.key, organisation_id=line.payer_id, values=values, path=path, now=now)
    tell_who_must(by, facts.OVERDUE.key, keep_books, community, also=payers, values=values, path=path, now=now)
    return reminder
