"""Who may do what with a case: first the ways to come near one, then the rights that are built from them.

Public cases are seen by everybody, without who reported them. A confidential category is seen only by the roles named
for it. A wall hides a case from the member of staff whom it concerns, whatever their roles.
"""

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from linli.base.actors import SEES_OTHERS, Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.people.known import is_known, known_people, known_rows
from linli.people.models import Person
from linli.places.models import Community, lies_under, under

from .models import CallForHands, Case, Offer, Reporter, SeenBy, State, Wall, WhistleCall, Willing

HANDLERS = frozenset({RoleKind.COMMUNITY_WORKER, RoleKind.COMMITTEE_CHAIR})
OVERSEERS = frozenset({RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.AUDITOR})
CALLED = frozenset(
    {RoleKind.STREET_OFFICER, RoleKind.DEPARTMENT_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.UNIT_CONTACT}
)
SETTERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.ADMINISTRATOR})

REPORTER_LINK = "casework.reporter"
CALL_LINK = "casework.call"


def communities_under(divisions: frozenset[int]) -> Q:
    """Cases of the communities that lie in these divisions, as a condition that an index on the community answers."""
    return Q(community_id__in=Community.objects.filter(under(divisions, "")).values("pk")) if divisions else NOTHING


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


def _walled(case: Case, actor: Actor) -> bool:
    if actor.person_id is None or not actor.roles:  # walls stand before staff alone
        return False
    prefetch_related_objects([case], "walls")
    return any(wall.person_id == actor.person_id for wall in case.walls.all())


def _not_walled(actor: Actor) -> Q:
    walled = Wall.objects.filter(case=OuterRef("pk"), person=actor.person_id)
    return Q(~Exists(walled)) if actor.person_id and actor.roles else Q()


def _handles(actor: Actor, case: Case) -> bool:
    if _walled(case, actor):
        return False
    if case.is_confidential:
        return _named_for(case, actor)
    return lies_under(case.community, actor.divisions(HANDLERS))


def _handles_within(actor: Actor) -> Q:
    if not actor.roles:
        return NOTHING
    open_ones = communities_under(actor.divisions(HANDLERS)) & Q(is_confidential=False)
    return (open_ones | _named_for_within(actor)) & _not_walled(actor)


# Those who came in by the case itself: its reporters, the one who works on it, the offices called.


def _reported(actor: Actor, case: Case) -> bool:
    link = actor.opens(REPORTER_LINK)
    return any(r.pk == link or (actor.person_id and r.person_id == actor.person_id) for r in case.reporters.all())


def _reported_within(actor: Actor) -> Q:
    rows = NOTHING
    if actor.person_id:
        rows |= Q(pk__in=Reporter.objects.filter(person=actor.person_id).values("case_id"))
    if link := actor.opens(REPORTER_LINK):
        rows |= Q(pk__in=Reporter.objects.filter(pk=link).values("case_id"))
    return rows


def _assigned(actor: Actor, case: Case) -> bool:
    if case.is_confidential or _walled(case, actor):
        return False
    mine = actor.person_id is not None and case.assigned_to_id == actor.person_id
    return mine or case.assigned_organisation_id in actor.organisations({RoleKind.UNIT_CONTACT})


def _assigned_within(actor: Actor) -> Q:
    rows = NOTHING
    if actor.person_id:
        rows |= Q(assigned_to=actor.person_id)
    if units := actor.organisations({RoleKind.UNIT_CONTACT}):
        rows |= Q(assigned_organisation__in=sorted(units))
    return rows & Q(is_confidential=False) & _not_walled(actor)


def _called(actor: Actor, case: Case) -> bool:
    if _walled(case, actor):
        return False
    link, offices = actor.opens(CALL_LINK), actor.organisations(CALLED)
    return any(call.pk == link or call.organisation_id in offices for call in case.whistle_calls)


def _called_within(actor: Actor) -> Q:
    rows = NOTHING
    if offices := actor.organisations(CALLED):
        rows |= Q(pk__in=WhistleCall.objects.filter(organisation__in=sorted(offices)).values("whistle__case_id"))
    if link := actor.opens(CALL_LINK):
        rows |= Q(pk__in=WhistleCall.objects.filter(pk=link).values("whistle__case_id"))
    return rows & _not_walled(actor)


def _oversees(actor: Actor, case: Case) -> bool:
    return (
        not case.is_confidential and not _walled(case, actor) and lies_under(case.community, actor.divisions(OVERSEERS))
    )


def _oversees_within(actor: Actor) -> Q:
    return communities_under(actor.divisions(OVERSEERS)) & Q(is_confidential=False) & _not_walled(actor)


def _reads(actor: Actor, case: Case) -> bool:
    return any(rule(actor, case) for rule in (_reported, _handles, _assigned, _called, _oversees))


def _reads_within(actor: Actor) -> Q:
    rules = (_reported_within, _handles_within, _assigned_within, _called_within, _oversees_within)
    rows = NOTHING
    for rule in rules:
        rows |= rule(actor)
    return rows


def _handlers_of(case: Case) -> list[int]:
    from linli.people.queries import persons_holding

    kinds = [row.role for row in case.category.seen_by.all()] if case.is_confidential else HANDLERS
    walled = {wall.person_id for wall in case.walls.all()}
    return [key for key in persons_holding(kinds, case.community, on=case.changed_at.date()) if key not in walled]


see_case = Right(
    "casework.see_case",
    "casework.Case",
    allows=lambda actor, case: case.is_public or _reads(actor, case),
    within=lambda actor: Q(is_public=True) | _reads_within(actor),
)
read_case = Right("casework.read_case", "casework.Case", allows=_reads, within=_reads_within)
handle_case = Right(
    "casework.handle_case", "casework.Case", allows=_handles, within=_handles_within, holders=_handlers_of
)
work_on_case = Right(
    "casework.work_on_case",
    "casework.Case",
    allows=lambda actor, case: _handles(actor, case) or _assigned(actor, case),
    within=lambda actor: _handles_within(actor) | _assigned_within(actor),
)
speak_for_reporter = Right("casework.speak_for_reporter", "casework.Case", allows=_reported, within=_reported_within)
rate_case = Right(
    "casework.rate_case",
    "casework.Case",
    allows=lambda actor, case: _reported(actor, case) or _handles(actor, case),
    within=lambda actor: _reported_within(actor) | _handles_within(actor),
)


see_door = Right(
    "casework.see_door",
    "casework.Case",
    allows=lambda actor, case: any(rule(actor, case) for rule in (_reported, _handles, _assigned)),
    within=lambda actor: _reported_within(actor) | _handles_within(actor) | _assigned_within(actor),
)


def _answers_call(actor: Actor, call: WhistleCall) -> bool:
    if _walled(call.whistle.case, actor):
        return False
    return actor.opens(CALL_LINK) == call.pk or call.organisation_id in actor.organisations(CALLED)


def _answers_call_within(actor: Actor) -> Q:
    rows = NOTHING
    if offices := actor.organisations(CALLED):
        rows |= Q(organisation__in=sorted(offices))
    if link := actor.opens(CALL_LINK):
        rows |= Q(pk=link)
    walled = Wall.objects.filter(case=OuterRef("whistle__case"), person=actor.person_id)
    return rows & Q(~Exists(walled)) if actor.person_id and actor.roles else rows


answer_call = Right("casework.answer_call", "casework.WhistleCall", allows=_answers_call, within=_answers_call_within)
follow_call = Right(
    "casework.follow_call",
    "casework.WhistleCall",
    allows=lambda actor, call: (
        _answers_call(actor, call) or _handles(actor, call.whistle.case) or _oversees(actor, call.whistle.case)
    ),
    within=lambda actor: (
        _answers_call_within(actor)
        | Q(whistle__case__in=Case.objects.filter(_handles_within(actor) | _oversees_within(actor)).values("pk"))
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


def _asked_first(actor: Actor, case: Case) -> bool:
    return any(
        r.is_first and (r.pk == actor.opens(REPORTER_LINK) or (actor.person_id and r.person_id == actor.person_id))
        for r in case.reporters.all()
    )


def _asked_first_within(actor: Actor) -> Q:
    mine = Q(pk=actor.opens(REPORTER_LINK)) if actor.opens(REPORTER_LINK) else NOTHING
    mine |= Q(person=actor.person_id) if actor.person_id else NOTHING
    return Q(pk__in=Reporter.objects.filter(mine, is_first=True).values("case_id")) & ~Q(state=State.MERGED)


choose_hands = Right(
    "casework.choose_hands",
    "casework.Case",
    allows=lambda actor, case: (
        _handles(actor, case) or (_asked_first(actor, case) and case.state != State.MERGED and not _walled(case, actor))
    ),
    within=lambda actor: _handles_within(actor) | (_asked_first_within(actor) & _not_walled(actor)),
)
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
