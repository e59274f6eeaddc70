"""Who may do what with a case: first the ways to come near one, then the rights that are built from them.

Public cases are seen by everybody, without who reported them. A confidential category is seen only by the roles named
for it. A wall hides a case from the member of staff whom it concerns, whatever their roles.
"""

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from linli.base.actors import SEES_OTHERS, Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import Community, lies_under, under

from .models import CallForHands, Case, Reporter, SeenBy, Wall, WhistleCall, Willing

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


def _is_willing(actor: Actor, call: CallForHands) -> bool:
    if actor.person_id is None or _walled(call.case, actor):
        return False
    if call.accepted_by_id:
        return call.accepted_by_id == actor.person_id
    case = call.case
    return Willing.objects.filter(
        person=actor.person_id, community=case.community_id, category=case.category_id
    ).exists()


def _is_willing_within(actor: Actor) -> Q:
    if actor.person_id is None:
        return NOTHING
    yes = Willing.objects.filter(
        person=actor.person_id, community=OuterRef("case__community"), category=OuterRef("case__category")
    )
    walled = Wall.objects.filter(case=OuterRef("case"), person=actor.person_id)
    rows = Q(accepted_by=actor.person_id) | (Q(accepted_by__isnull=True) & Q(Exists(yes)))
    return rows & Q(~Exists(walled)) if actor.roles else rows


lend_hands = Right(
    "casework.lend_hands",
    "casework.CallForHands",
    allows=_is_willing,
    within=_is_willing_within,
    holders=lambda call: (
        Willing.objects.filter(community=call.case.community_id, category=call.case.category_id)
        .exclude(person__walls_against__case=call.case_id)
        .values_list("person_id", flat=True)
    ),
)

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
