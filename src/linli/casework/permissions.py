"""Who may do what with a case: first the ways to come near one, then the rights that are built from them.

Walls and confidentiality stand before every way to come near a case, and not inside each: a `Relation` says who somebody
is to a case, `Relation.allows` and `.within` put the wall and the seal before it, and rights are made of relations alone.
Nobody can forget them, in a row, in a list or among the holders.

A relation that one can give oneself never carries the first holder's rights:

| who | reads | may | because |
| --- | --- | --- | --- |
| first reporter | all of it, also when it is confidential | reply, rate, reopen, thank | it is theirs |
| "me too" | what everybody reads | rate (a "not solved" is told to the handlers, and reopens nothing alone) | anybody can say "me too" |
| reporter of a merged request | what everybody reads of the heir; their own words; that it goes on | the same as "me too" | they did not report the heir |
| handler, named role | all of it | what the table of transitions says | their office |
| who works on it | all but the reporters; nothing when it is confidential or the role has ended | start, resolve | it was given to them |
| called office | the text and the whistle, while the call is not taken back | answer the call | it was called |

What is hidden or confidential is closed to "me too"; whoever brought a merged request sees that it is dealt with, nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from linli.base.actors import SEES_OTHERS, Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.people.known import is_known, known_people, known_rows
from linli.people.models import Person
from linli.places.models import Community, OrganisationKind, lies_under, under

from .models import CallForHands, Case, Offer, Reporter, SeenBy, State, Wall, WhistleCall, Willing

HANDLERS = frozenset({RoleKind.COMMUNITY_WORKER, RoleKind.COMMITTEE_CHAIR})
HELPERS = HANDLERS | {RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD}
OVERSEERS = frozenset({RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.AUDITOR})
CALLED = frozenset(
    {RoleKind.STREET_OFFICER, RoleKind.DEPARTMENT_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.UNIT_CONTACT}
)
OFFICERS = {
    OrganisationKind.STREET_OFFICE: RoleKind.STREET_OFFICER,
    OrganisationKind.DISTRICT_OFFICE: RoleKind.DISTRICT_COORDINATOR,
    OrganisationKind.DEPARTMENT: RoleKind.DEPARTMENT_OFFICER,
}
"""Who answers for an office of this kind; for all others their contact does."""
SETTERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.ADMINISTRATOR})

REPORTER_LINK = "casework.reporter"
CALL_LINK = "casework.call"


def communities_under(divisions: frozenset[int]) -> Q:
    """Cases of the communities that lie in these divisions, as a condition that an index on the community answers."""
    return Q(community_id__in=Community.objects.filter(under(divisions, "")).values("pk")) if divisions else NOTHING


# The wall, the seal, and what is built behind them.


def _walled(case: Case, actor: Actor) -> bool:
    """Whether a wall keeps this person from the case, whatever they are to it, and also when their role has ended."""
    if actor.person_id is None:
        return False
    prefetch_related_objects([case], "walls")
    return any(wall.person_id == actor.person_id for wall in case.walls.all())


def _not_walled(actor: Actor, case: str = "pk") -> Q:
    if actor.person_id is None:
        return Q()
    return Q(~Exists(Wall.objects.filter(case=OuterRef(case), person=actor.person_id)))


@dataclass(frozen=True)
class Relation:
    """What somebody is to a case, behind the wall and, unless `opens_seal`, outside of everything confidential."""

    is_so: Callable[[Actor, Case], bool]
    is_so_within: Callable[[Actor], Q]
    opens_seal: bool = False

    def allows(self, actor: Actor, case: Case) -> bool:
        return (self.opens_seal or not case.is_confidential) and self.is_so(actor, case) and not _walled(case, actor)

    def within(self, actor: Actor) -> Q:
        near = self.is_so_within(actor)
        if near == NOTHING:
            return NOTHING
        return near & _not_walled(actor) & (Q() if self.opens_seal else Q(is_confidential=False))


def any_of(*relations: Relation) -> Relation:
    """Whoever is one of these. Each stands behind the wall and the seal by itself."""

    def within(actor: Actor) -> Q:
        rows = NOTHING
        for relation in relations:
            near = relation.within(actor)
            rows = rows if near == NOTHING else near if rows == NOTHING else rows | near
        return rows

    return Relation(lambda actor, case: any(r.allows(actor, case) for r in relations), within, opens_seal=True)


def _over_case(name: str, relation: Relation, *, public: bool = False, holders: Callable[[Case], list[int]] | None = None) -> Right:  # fmt: skip
    """A right over cases: for this relation, and for everybody where the case is public."""
    everybody = Q(is_public=True) if public else None
    return Right(
        f"casework.{name}",
        "casework.Case",
        allows=lambda actor, case: (public and case.is_public) or relation.allows(actor, case),
        within=lambda actor: relation.within(actor) if everybody is None else everybody | relation.within(actor),
        holders=holders,
    )


# The staff over a place: handlers for open categories, the named roles for confidential ones.


def _named_for(case: Case, actor: Actor) -> bool:
    roles = {row.role for row in case.category.seen_by.all()}
    return lies_under(case.community, actor.divisions(roles))


def _named_for_within(actor: Actor) -> Q:
    named = NOTHING
    for kind in sorted({role.kind for role in actor.roles} & SEES_OTHERS):
        categories = SeenBy.objects.filter(role=kind).values("category_id")
        named |= communities_under(actor.divisions({kind})) & Q(category_id__in=categories)
    return Q(is_confidential=True) & named


def _handles(actor: Actor, case: Case) -> bool:
    if case.is_confidential:
        return _named_for(case, actor)
    return lies_under(case.community, actor.divisions(HANDLERS))


def _handles_within(actor: Actor) -> Q:
    if not actor.roles:
        return NOTHING
    return (communities_under(actor.divisions(HANDLERS)) & Q(is_confidential=False)) | _named_for_within(actor)


def handlers_on(case: Case, day: date) -> list[int]:
    """Those who handle the case on this day: by their roles of that day, without the walled."""
    from linli.people.queries import persons_holding

    kinds = [row.role for row in case.category.seen_by.all()] if case.is_confidential else HANDLERS
    walled = {wall.person_id for wall in case.walls.all()}
    return [key for key in persons_holding(kinds, case.community, on=day) if key not in walled]


# Those who came in by the case itself: its reporters, the one who works on it, the offices called.


def _own(actor: Actor, case: Case) -> list[Reporter]:
    """The rows of the case's reporters that are this actor: by account, or by the link in hand."""
    return [reporter for reporter in case.reporters.all() if is_own(actor, reporter)]


def is_own(actor: Actor, reporter: Reporter) -> bool:
    """Whether this reporter is the actor: by account, or by the link in hand."""
    return reporter.pk == actor.opens(REPORTER_LINK) or (
        actor.person_id is not None and reporter.person_id == actor.person_id
    )


def _own_rows(actor: Actor) -> QuerySet[Reporter]:
    mine = NOTHING
    if actor.person_id:
        mine |= Q(person=actor.person_id)
    if link := actor.opens(REPORTER_LINK):
        mine |= Q(pk=link)
    return Reporter.objects.filter(mine)


def _own_within(actor: Actor, case: str = "case_id", **which: bool) -> Q:
    if not actor.person_id and not actor.opens(REPORTER_LINK):
        return NOTHING
    return Q(pk__in=_own_rows(actor).filter(**which).values(case))


def _works_on(actor: Actor, case: Case) -> bool:
    mine = actor.person_id is not None and case.assigned_to_id == actor.person_id and actor.holds(*HELPERS)
    return mine or case.assigned_organisation_id in actor.organisations({RoleKind.UNIT_CONTACT})


def _works_on_within(actor: Actor) -> Q:
    rows = NOTHING
    if actor.person_id and actor.holds(*HELPERS):
        rows |= Q(assigned_to=actor.person_id)
    if units := actor.organisations({RoleKind.UNIT_CONTACT}):
        rows |= Q(assigned_organisation__in=sorted(units))
    return rows


def _is_called(actor: Actor, case: Case) -> bool:
    return any(_is_called_by(actor, case, call) for call in case.whistle_calls)


def _is_called_by(actor: Actor, case: Case, call: WhistleCall) -> bool:
    """Confidential ones are for officers whose role is named; a link for one was handed out for it, or is taken back."""
    if call.revoked_at is not None:
        return False
    kinds = CALLED & {RoleKind(row.role) for row in case.category.seen_by.all()} if case.is_confidential else CALLED
    return call.pk == actor.opens(CALL_LINK) or call.organisation_id in actor.organisations(kinds)


def _calls_within(actor: Actor, case: str) -> Q:
    """What `_is_called_by` answers, as a filter over calls; `case` leads from the call to the case."""
    rows = NOTHING
    if offices := actor.organisations(CALLED):
        rows |= Q(organisation__in=sorted(offices), **{f"{case}is_confidential": False})
        for kind in sorted({role.kind for role in actor.roles} & CALLED):
            named = SeenBy.objects.filter(role=kind).values("category_id")
            of_kind = Q(organisation__in=sorted(actor.organisations({kind})))
            rows |= of_kind & Q(**{f"{case}is_confidential": True, f"{case}category__in": named})
    if link := actor.opens(CALL_LINK):
        rows |= Q(pk=link)
    return rows if rows == NOTHING else rows & Q(revoked_at__isnull=True)


def _is_called_within(actor: Actor) -> Q:
    calls = _calls_within(actor, "whistle__case__")
    return calls if calls == NOTHING else Q(pk__in=WhistleCall.objects.filter(calls).values("whistle__case_id"))


def _is_first(actor: Actor, case: Case) -> bool:
    if any(r.is_first for r in _own(actor, case)):
        return True
    return case.merged_into_id is not None and _own_rows(actor).filter(reported=case.pk).exists()


FIRST = Relation(
    _is_first,
    lambda actor: _own_within(actor, is_first=True) | _own_within(actor, "reported_id", reported__isnull=False),
    opens_seal=True,
)
"""Who reported it, also where it was merged into another since."""
JOINED = Relation(
    lambda actor, case: not case.hidden_reason and bool(_own(actor, case)),
    lambda actor: _behind(_own_within(actor), Q(hidden_reason="")),
)
"""Who said "me too", or came with a merged request, of what is neither hidden nor confidential."""
CARRIED = Relation(
    lambda actor, case: any(r.reported_id for r in _own(actor, case)),
    lambda actor: _own_within(actor, reported__isnull=False),
    opens_seal=True,
)
"""Who came with a request of their own that was merged into this one."""
HANDLES = Relation(_handles, _handles_within, opens_seal=True)
ASSIGNED = Relation(_works_on, _works_on_within)
IS_CALLED = Relation(_is_called, _is_called_within, opens_seal=True)
OVERSEES = Relation(
    lambda actor, case: lies_under(case.community, actor.divisions(OVERSEERS)),
    lambda actor: communities_under(actor.divisions(OVERSEERS)),
)
READS = any_of(FIRST, HANDLES, ASSIGNED, IS_CALLED, OVERSEES)


def _behind(rows: Q, condition: Q) -> Q:
    return rows if rows == NOTHING else rows & condition


see_case = _over_case("see_case", READS, public=True)
read_case = _over_case("read_case", READS)
follow_case = _over_case("follow_case", any_of(READS, JOINED, CARRIED), public=True)
handle_case = _over_case("handle_case", HANDLES, holders=lambda case: handlers_on(case, timezone.localdate()))
work_on_case = _over_case("work_on_case", any_of(HANDLES, ASSIGNED))
speak_for_reporter = _over_case("speak_for_reporter", FIRST)
have_reported = _over_case("have_reported", any_of(FIRST, JOINED, CARRIED))
rate_case = _over_case("rate_case", any_of(FIRST, HANDLES))
judge_case = _over_case("judge_case", any_of(FIRST, JOINED, CARRIED, HANDLES))
see_door = _over_case("see_door", any_of(FIRST, HANDLES, ASSIGNED))


def _answers_call(actor: Actor, call: WhistleCall) -> bool:
    case = call.whistle.case
    return _is_called_by(actor, case, call) and not _walled(case, actor)


def _answers_call_within(actor: Actor) -> Q:
    return _behind(_calls_within(actor, "whistle__case__"), _not_walled(actor, "whistle__case"))


FOLLOWED = any_of(HANDLES, OVERSEES)
answer_call = Right("casework.answer_call", "casework.WhistleCall", allows=_answers_call, within=_answers_call_within)
follow_call = Right(
    "casework.follow_call",
    "casework.WhistleCall",
    allows=lambda actor, call: _answers_call(actor, call) or FOLLOWED.allows(actor, call.whistle.case),
    within=lambda actor: (
        _answers_call_within(actor) | Q(whistle__case__in=Case.objects.filter(FOLLOWED.within(actor)).values("pk"))
    ),
)


# Hands: known neighbours who said yes to this kind, while the call is open; afterwards those whose offer still stands. Wall,
# confidentiality, hiding and merging stand before both, whenever they came.


def _lends_hands(actor: Actor, call: CallForHands) -> bool:
    case = call.case
    if actor.person_id is None or not is_known(actor.person_id, case.community_id):
        return False
    if case.is_confidential or case.hidden_reason or case.state == State.MERGED:
        return False
    if Wall.objects.filter(case=case, person=actor.person_id).exists():
        return False
    if Offer.objects.filter(call=call, person=actor.person_id, ended_at__isnull=True).exists():
        return True
    said_yes = Willing.objects.filter(person=actor.person_id, community=case.community_id, category=case.category_id)
    return call.state == CallForHands.State.OPEN and said_yes.exists()


def _lends_hands_within(actor: Actor) -> Q:
    if actor.person_id is None:
        return NOTHING
    said_yes = Willing.objects.filter(
        person=actor.person_id, community=OuterRef("case__community"), category=OuterRef("case__category")
    )
    offered = Offer.objects.filter(call=OuterRef("pk"), person=actor.person_id, ended_at__isnull=True)
    walled = Wall.objects.filter(case=OuterRef("case"), person=actor.person_id)
    known_there = Q(case__community__in=known_rows().filter(person=actor.person_id).values("community"))
    shown = Q(case__is_confidential=False, case__hidden_reason="") & ~Q(case__state=State.MERGED) & ~Q(Exists(walled))
    return known_there & shown & (Q(Exists(offered)) | (Q(state=CallForHands.State.OPEN) & Q(Exists(said_yes))))


def _lenders(call: CallForHands) -> list[int]:
    """Whom to call: those to whom the same rules give the right, and whose account is not suspended."""
    case = call.case
    if case.is_confidential or case.hidden_reason or case.state == State.MERGED:
        return []
    offered = Offer.objects.filter(call=call, ended_at__isnull=True).values("person")
    said_yes = (
        Q(community=case.community_id, category=case.category_id) if call.state == CallForHands.State.OPEN else NOTHING
    )
    rows = Willing.objects.filter(said_yes).values("person")
    people = Person.objects.filter(Q(pk__in=offered) | Q(pk__in=rows), pk__in=known_people(case.community_id))
    people = people.exclude(walls_against__case=case).filter(account__suspended_at__isnull=True)
    return sorted(people.values_list("pk", flat=True))


lend_hands = Right(
    "casework.lend_hands",
    "casework.CallForHands",
    allows=_lends_hands,
    within=_lends_hands_within,
    holders=_lenders,
)


choose_hands = _over_case("choose_hands", any_of(FIRST, HANDLES))
"""Who says yes to a helper, and so opens the door: those who handle the request, and whoever asked for help."""

receive_at_desk = Right(
    "casework.receive_at_desk",
    "places.Community",
    allows=lambda actor, community: lies_under(community, actor.divisions(HANDLERS)),
    within=lambda actor: under(actor.divisions(HANDLERS), ""),
)
set_up_casework = Right(
    "casework.set_up_casework",
    "places.Community",
    allows=lambda actor, community: lies_under(community, actor.divisions(SETTERS)),
    within=lambda actor: under(actor.divisions(SETTERS), ""),
)
