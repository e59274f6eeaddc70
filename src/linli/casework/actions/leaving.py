"""Somebody who led requests, or worked on them, cannot any more: the chair, or who else handles them, leads them, and all who do are told."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.notices.actions import tell, tell_office
from linli.people.queries import actor_of, persons_holding

from .. import facts
from ..models import Case, WhistleCall
from ..models.cases import OPEN_STATES
from ..models.whistles import OPEN_CALLS
from ..notices import LEFT_BEHIND, OFFICE_LEFT
from ..permissions import answer_call, handle_case, work_on_case
from .story import happened, lock


@action
def give_back_cases(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """Open requests lose a worker who is gone, and get another lead: the chair first. Everybody who handles them is told. Safe by the lock on each case.

    Where nobody is left who handles requests, the administrators are told and the lead stays written down.
    """
    mine = _cases_of(person_id)
    if community_id is None:
        _give_cases_back(by, mine, person_id, None, now)
    else:
        _give_cases_back(by, mine.filter(community=community_id), person_id, actor_of(person_id, now=now), now)


@action
def look_at_cases_again(by: Actor, person_id: int, now: datetime) -> None:
    """The same of an officer whose role over several communities has ended: what they may no longer do. Safe by the lock on each case."""
    _give_cases_back(by, _cases_of(person_id), person_id, actor_of(person_id, now=now), now)


def _cases_of(person_id: int) -> QuerySet[Case]:
    return Case.objects.filter(Q(lead=person_id) | Q(assigned_to=person_id), state__in=OPEN_STATES)


def _give_cases_back(by: Actor, mine: QuerySet[Case], person_id: int, left: Actor | None, now: datetime) -> None:
    """`left`: who they are now, whose remaining rights count; None for who has none any more."""
    for key in list(mine.order_by("pk").values_list("pk", flat=True)):
        case = lock(key)
        leads_on = left is not None and handle_case.allows(left, case)
        works_on = left is not None and case.assigned_to_id == person_id and _still_works(left, case)
        if (leads_on or case.lead_id != person_id) and (works_on or case.assigned_to_id != person_id):
            continue
        others = [holder for holder in handle_case.holders(case) if holder != person_id]
        if case.lead_id == person_id and not leads_on and others:
            chairs = set(persons_holding({RoleKind.COMMITTEE_CHAIR}, case.community, on=localdate(now)))
            case.lead_id = min(others, key=lambda key: (key not in chairs, key))
        if case.assigned_to_id == person_id and not works_on:
            case.assigned_to = None
        happened(by, case, facts.LEFT_BEHIND, now=now)
        to = others or persons_holding({RoleKind.ADMINISTRATOR}, case.community, on=localdate(now))
        tell(
            by,
            LEFT_BEHIND,
            to=to,
            values={"number": case.number},
            path=f"/desk/cases/{key}/",
            now=now,
            community_id=case.community_id,
            even_self=True,
            may_be_nobody=True,  # not a single administrator is left
        )


@action
def give_back_whistles(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """What an office took upon itself stays with the office when the one who said so is gone: the office and the request's lead are told.

    Safe by the lock on each case.
    """
    rows = WhistleCall.objects.filter(answered_by=person_id, state__in=OPEN_CALLS)
    if community_id is None:
        _give_calls_back(by, rows, person_id, None, now)
    else:
        here = rows.filter(whistle__case__community=community_id)
        _give_calls_back(by, here, person_id, actor_of(person_id, now=now), now)


@action
def look_at_whistles_again(by: Actor, person_id: int, now: datetime) -> None:
    """The same of an officer whose role for an office over several communities has ended. Safe by the lock on each case."""
    rows = WhistleCall.objects.filter(answered_by=person_id, state__in=OPEN_CALLS)
    _give_calls_back(by, rows, person_id, actor_of(person_id, now=now), now)


def _give_calls_back(by: Actor, rows: QuerySet[WhistleCall], person_id: int, left: Actor | None, now: datetime) -> None:
    for call in rows.select_related("whistle").order_by("pk"):
        case = lock(call.whistle.case_id)
        call.whistle.case = case
        if left is not None and answer_call.allows(left, call):
            continue
        call.answered_by = None
        call.save(update_fields=["answered_by"])
        values = {"number": case.number}
        tell_office(
            by,
            OFFICE_LEFT,
            organisation_id=call.organisation_id,
            values=values,
            path=f"/desk/cases/{case.pk}/",
            now=now,
        )
        colleagues = answer_call.holders(call, localdate(now))
        lead = [case.lead_id] if case.lead_id else handle_case.holders(case)
        tell(
            by,
            OFFICE_LEFT,
            to={*colleagues, *lead} - {person_id},
            values=values,
            path=f"/desk/cases/{case.pk}/",
            now=now,
            community_id=case.community_id,
            even_self=True,
            may_be_nobody=True,  # not a single member of staff is left
        )


def _still_works(left: Actor, case: Case) -> bool:
    """Whether they have a role there still: being given the work alone is not enough once the role is gone."""
    return bool(left.roles) and work_on_case.allows(left, case)
