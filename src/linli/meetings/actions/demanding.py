"""A tenth of the residents or of the households, or a third of the representatives, demand a meeting: it must be called (Organic Law art. 26, 28)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind, me
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rows import held
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell_who_must
from linli.people.queries import persons_holding
from linli.places.models import Community
from linli.records.actions import note_roll_read
from linli.records.queries.voters import Standing, persons_behind, standings

from .. import facts
from ..models import Demand, DemandBacking, Meeting
from ..permissions import back_demand, count_signatures
from ..queries.demands import begun_since, shares_of

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
        community=community,
        kind=kind,
        subject=words(subject, field="subject", longest=120),
        why=words(why, field="why", longest=1000),
        begun_date=today,
        residents=len(everybody),
        households=len({one.household for one in everybody if one.household}),
        representatives=len(persons_holding(REPRESENTATIVES, community, on=today)),
    )
    back_demand.require(by, demand)
    demand.save()
    return _backed(by, demand, [_own(by, demand, now)], is_on_paper=False, now=now)


@action
def back(by: Actor, demand: Demand, *, now: datetime) -> Demand:
    """Demand it as well. Safe by the lock on the demand and the unique row: each counts once, on line or on paper.

    NotYours for who lives elsewhere, does not stand in the records as of age, or is no representative where they alone can demand it.
    Refused once the meeting was called, or the demand has lapsed.
    """
    demand = _locked(demand, now)
    back_demand.require(by, demand)
    return _backed(by, demand, [_own(by, demand, now)], is_on_paper=False, now=now)


@action
def take_back(by: Actor, demand: Demand, *, now: datetime) -> Demand:
    """Not demand it any more: the signature is deleted. Safe by the lock. Refused once enough demand it: then it must be called."""
    demand = _locked(demand, now)
    back_demand.require(by, demand)
    _struck(demand, [_own(by, demand, now).resident])
    return demand


@action
def note_signers_seen(by: Actor, demand: Demand, residents: Collection[int], *, now: datetime) -> int:
    """Write down that these residents were looked up to count signatures; each of them sees it. Safe by records.note_list_seen."""
    count_signatures.require(by, demand)
    purpose = _("Counting signatures: %(title)s") % {"title": demand.subject}
    return note_roll_read(by, demand.community, residents=residents, households=(), purpose=purpose, now=now)


@action
def count_paper(by: Actor, demand: Demand, residents: Sequence[int], *, now: datetime) -> Demand:
    """Signatures on paper, checked against the records by a worker. Safe as above. Missing for who is not there or not of age.

    A representative counts as one on paper as well; where they alone can demand it, the others are refused.
    """
    demand = _locked(demand, now)
    count_signatures.require(by, demand)
    found = standings(demand.community, age=_age(now), on=localdate(now), residents=residents)
    if len(found) != len(set(residents)) or not found:
        raise Missing(_("Somebody among these is not in the records, or not of age."))
    return _backed(by, demand, found, is_on_paper=True, now=now)


@action
def strike_paper(by: Actor, demand: Demand, residents: Sequence[int], *, now: datetime) -> Demand:
    """Who signed on paper takes it back at the desk. Safe as above. Missing for who did not sign on paper, Refused once it is enough."""
    demand = _locked(demand, now)
    count_signatures.require(by, demand)
    if demand.backings.filter(resident_key__in=residents, is_on_paper=True).count() != len(set(residents)):
        raise Missing(_("Somebody among these has not signed on paper."))
    _struck(demand, residents)
    return demand


def _locked(demand: Demand, now: datetime) -> Demand:
    found = held(Demand.objects.select_related("community"), demand.pk)
    if found.meeting and found.meeting.state != Meeting.State.DRAFT:
        raise Refused(_("The meeting was called already."))
    if found.reached_at is None and found.begun_date < begun_since(localdate(now)):
        raise Refused(_("This demand has lapsed: begin a new one."))
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


def _struck(demand: Demand, residents: Collection[int]) -> None:
    if demand.reached_at:
        raise Refused(_("Enough have demanded it: it must be called."))
    demand.backings.filter(resident_key__in=residents).delete()


def _backed(by: Actor, demand: Demand, found: Sequence[Standing], *, is_on_paper: bool, now: datetime) -> Demand:
    persons = persons_behind(one.resident for one in found)
    among = set(persons_holding(REPRESENTATIVES, demand.community, on=localdate(now)))
    speaking = {one.resident for one in found if persons.get(one.resident) in among}
    if demand.kind == Meeting.Kind.REPRESENTATIVES and len(speaking) != len(found):
        raise NotYours(_("Only representatives demand their assembly."))
    there = set(demand.backings.values_list("resident_key", flat=True))
    DemandBacking.objects.bulk_create(
        DemandBacking(
            demand=demand,
            resident_key=one.resident,
            household_key=one.household,
            is_representative=one.resident in speaking,
            is_on_paper=is_on_paper,
        )
        for one in found
        if one.resident not in there
    )
    if demand.reached_at is None:
        _reach(by, demand, now)
    return demand


def _reach(by: Actor, demand: Demand, now: datetime) -> None:
    today = localdate(now)
    reached = next((share for share in shares_of(demand, on=today) if share.is_met), None)
    if reached is None:
        return
    days = int(rule("meetings.call_days", on=today, community=demand.community).value)
    demand.reached_at, demand.call_due_date = now, today + timedelta(days=days)
    demand.save(update_fields=["reached_at", "call_due_date"])
    record(by, facts.REACHED.key, demand, now=now, community_id=demand.community_id, asked_by=reached.by)
    values = {"title": demand.subject, "due": demand.call_due_date.isoformat()}
    tell_who_must(
        by,
        facts.REACHED.key,
        count_signatures,
        demand,
        values=values,
        path="/desk/meetings/",
        now=now,
        even_self=True,
    )
