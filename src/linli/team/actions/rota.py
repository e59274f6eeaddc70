"""The rota: set by the chair, proposed in fair turn, swapped among colleagues."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import held
from linli.people.queries import colleagues
from linli.places.models import Community

from ..models import Absence, Duty, Holding
from ..permissions import STAFF, keep_team, see_team

LONGEST = 62
COUNTED_BACK = timedelta(days=90)


@action
def set_duty(by: Actor, community: Community, person_id: int, *, day: date, part: str, now: datetime) -> Duty:
    """Somebody of the staff is on duty then. Safe by the unique row: set twice it is there once."""
    keep_team.require(by, community)
    if part not in Duty.Part.values:
        raise Invalid(_("Choose one of the list."), field="part")
    if person_id not in {key for key, _n, _r in colleagues(by, community, STAFF, on=localdate(now))}:
        raise Missing(_("There is no such colleague."))
    duty, _made = Duty.objects.get_or_create(community=community, date=day, part=part, person_id=person_id)
    return duty


@action
def take_off_duty(by: Actor, duty: Duty, *, now: datetime) -> None:
    """They are not on duty then after all. By the chair. Safe by the lock on the row."""
    del now
    found = held(Duty.objects.select_related("community"), duty.pk)
    keep_team.require(by, found.community)
    found.delete()


@action
def propose_rota(by: Actor, community: Community, *, from_date: date, to_date: date, part: str, now: datetime) -> int:
    """Fill the days that have nobody, in turn: first whoever had the fewest of the last ninety days and of these, then by key.

    Only who holds a post on that day and is not away. How many days were filled. Safe by the lock on the community's row.
    Invalid for more than two months.
    """
    del now
    keep_team.require(by, community)
    if part not in Duty.Part.values:
        raise Invalid(_("Choose one of the list."), field="part")
    if not from_date <= to_date <= from_date + timedelta(days=LONGEST):
        raise Invalid(_("Choose at most two months, the first day before the last."), field="to_date")
    held(Community, community.pk)
    there = Duty.objects.filter(community=community, part=part, date__gte=from_date - COUNTED_BACK, date__lte=to_date)
    counted = Counter(there.values_list("person", flat=True))
    taken = set(there.filter(date__gte=from_date).values_list("date", flat=True))
    holdings = list(Holding.objects.filter(post__community=community).exclude(to_date__lte=from_date))
    away = list(Absence.objects.filter(community=community, from_date__lte=to_date, to_date__gt=from_date))
    made: list[Duty] = []
    for day in (from_date + timedelta(days=n) for n in range((to_date - from_date).days + 1)):
        gone = {a.person_id for a in away if a.from_date <= day < a.to_date}
        there_today = {h.person_id for h in holdings if h.from_date <= day and (h.to_date is None or day < h.to_date)}
        if day in taken or not there_today - gone:
            continue
        turn = min(there_today - gone, key=lambda key: (counted[key], key))
        counted[turn] += 1
        made.append(Duty(community=community, date=day, part=part, person_id=turn))
    Duty.objects.bulk_create(made)
    return len(made)


@action
def offer_duty(by: Actor, duty: Duty, *, is_offered: bool, now: datetime) -> Duty:
    """One asks whether a colleague takes one's duty, or asks no more. Safe by the lock on the row. Missing for another's."""
    del now
    found = held(Duty.objects.select_related("community"), duty.pk)
    if found.person_id != by.person_id:
        raise Missing(_("There is no such duty."))
    found.is_offered = is_offered
    found.save(update_fields=["is_offered"])
    return found


@action
def take_duty(by: Actor, duty: Duty, *, now: datetime) -> Duty:
    """A colleague takes what was offered. Safe by the lock on the row: of two who take it, one does. Refused if it is not offered."""
    found = held(Duty.objects.select_related("community"), duty.pk)
    if not see_team.allows(by, found.community):
        raise Missing(_("There is no such duty."))
    if not found.is_offered or found.date < localdate(now):
        raise Refused(_("This duty is not offered any more."))
    if Duty.objects.filter(
        Q(community=found.community_id, date=found.date, part=found.part), person=by.person_id
    ).exists():
        raise Refused(_("You are on duty then already."))
    found.person_id, found.is_offered = me(by), False
    found.save(update_fields=["person", "is_offered"])
    return found
