"""A tenth of the residents or of the households, or a third of the representatives, demand a meeting: it must be called (Organic Law art. 26, 28)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind, me
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell
from linli.people.queries import persons_holding
from linli.places.models import Community
from linli.records.queries.voters import Standing, standings

from .. import facts
from ..models import Demand, DemandBacking, Meeting
from ..permissions import COMMITTEE, back_demand, count_signatures
from ..queries.demands import shares_of

REPRESENTATIVES = frozenset({RoleKind.REPRESENTATIVE})
KINDS = (Meeting.Kind.RESIDENTS, Meeting.Kind.REPRESENTATIVES)


@action
def begin_demand(by: Actor, community: Community, *, kind: str, subject: str, why: str, now: datetime) -> Demand:
    """Somebody who lives there begins to ask for a meeting, and backs it. Safe: it only adds rows. What `back` raises."""
    if kind not in KINDS:
        raise Invalid(_("Demanded is a residents' meeting or an assembly of representatives."), field="kind")
    today = localdate(now)
    everybody = standings(community, age=_age(now), on=today)
    demand = Demand(
        community=community, kind=kind, subject=words(subject, field="subject", longest=120), why=words(why, field="why", longest=1000), begun_date=today,
        residents=len(everybody), households=len({one.household for one in everybody if one.household}),
        representatives=len(persons_holding(REPRESENTATIVES, community, on=today)),
    )  # fmt: skip
    back_demand.require(by, demand)
    demand.save()
    _backed(
        by,
        demand,
        [_own(by, demand, now)],
        is_representative=by.holds(RoleKind.REPRESENTATIVE),
        is_on_paper=False,
        now=now,
    )
    return demand


@action
def back(by: Actor, demand: Demand, *, now: datetime) -> Demand:
    """Demand it as well. Safe by the lock on the demand and the unique row: each counts once, on line or on paper.

    NotYours for who lives elsewhere, or does not stand in the records as of age.
    """
    demand = _locked(demand)
    back_demand.require(by, demand)
    return _backed(
        by,
        demand,
        [_own(by, demand, now)],
        is_representative=by.holds(RoleKind.REPRESENTATIVE),
        is_on_paper=False,
        now=now,
    )


@action
def count_paper(by: Actor, demand: Demand, residents: Sequence[int], *, now: datetime) -> Demand:
    """Signatures on paper, checked against the records by a worker. Safe as above. Missing for who is not there or not of age."""
    demand = _locked(demand)
    count_signatures.require(by, demand)
    found = standings(demand.community, age=_age(now), on=localdate(now), residents=residents)
    if len(found) != len(set(residents)) or not found:
        raise Missing(_("Somebody among these is not in the records, or not of age."))
    return _backed(by, demand, found, is_representative=False, is_on_paper=True, now=now)


def _locked(demand: Demand) -> Demand:
    found = Demand.objects.select_for_update(of=("self",)).get(pk=demand.pk)
    if found.meeting_id:
        raise Refused(_("The meeting was called already."))
    return found


def _age(now: datetime) -> int:
    return int(rule("meetings.voting_age", on=localdate(now)).value)


def _own(by: Actor, demand: Demand, now: datetime) -> Standing:
    found = standings(demand.community, age=_age(now), on=localdate(now), person=me(by))
    if not found:
        raise NotYours(
            _(
                "Only who stands in the committee's records as a resident of age counts. Ask at the desk to be written down, or sign on paper."
            )
        )
    return found[0]


def _backed(
    by: Actor, demand: Demand, found: Sequence[Standing], *, is_representative: bool, is_on_paper: bool, now: datetime
) -> Demand:
    there = set(demand.backings.values_list("resident_key", flat=True))
    DemandBacking.objects.bulk_create(
        DemandBacking(
            demand=demand,
            resident_key=one.resident,
            household_key=one.household,
            is_representative=is_representative,
            is_on_paper=is_on_paper,
        )
        for one in found
        if one.resident not in there
    )
    reached = next((share for share in shares_of(demand, on=localdate(now)) if share.is_met), None)
    if reached and demand.reached_at is None:
        days = int(rule("meetings.call_days", on=localdate(now)).value)
        demand.reached_at, demand.call_due_date = now, localdate(now) + timedelta(days=days)
        demand.save(update_fields=["reached_at", "call_due_date"])
        record(by, facts.REACHED.key, demand, now=now, community_id=demand.community_id, asked_by=reached.by)
        to = persons_holding(COMMITTEE, demand.community, on=localdate(now))
        values = {"title": demand.subject, "due": demand.call_due_date.isoformat()}
        tell(
            by,
            facts.REACHED.key,
            to=to,
            values=values,
            path="/desk/meetings/",
            now=now,
            community_id=demand.community_id,
            even_self=True,
        )
    return demand
