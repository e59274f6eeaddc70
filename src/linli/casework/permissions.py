"""Who may do what with a case: first the ways to come near one, then the rights that are built from them.

Walls and confidentiality stand before every way to come near a case, and not inside each: a `Relation` says who somebody
is to a case, and puts the wall and the seal before it; `_over_case` makes rights of relations alone. Nobody can forget
them, in a row, in a list or among the holders.

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
from typing import Any

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from linli.base.actors import SEES_OTHERS, Actor, RoleKind
from linli.base.rights import NOTHING, Right, Rule, among, bears, both, either, is_me, through, walk, when
from linli.base.roles import CHAIR_OR_ADMINISTRATOR, COMMITTEE, WATCHERS
from linli.people.rules import known_in
from linli.places.models import OrganisationKind
from linli.places.rules import for_office, holding, over

from .models import CallForHands, Reporter, SeenBy, State, Wall, Willing

HANDLERS = COMMITTEE
HELPERS = HANDLERS | {RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD}
OVERSEERS = WATCHERS
CALLED = frozenset(
    {RoleKind.STREET_OFFICER, RoleKind.DEPARTMENT_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.UNIT_CONTACT}
)
OFFICERS = {
    OrganisationKind.STREET_OFFICE: RoleKind.STREET_OFFICER,
    OrganisationKind.DISTRICT_OFFICE: RoleKind.DISTRICT_COORDINATOR,
    OrganisationKind.DEPARTMENT: RoleKind.DEPARTMENT_OFFICER,
}
"""Who answers for an office of this kind; for all others their contact does."""
SETTERS = CHAIR_OR_ADMINISTRATOR

REPORTER_LINK = "casework.reporter"
CALL_LINK = "casework.call"


# Walls, seals, and the roles named for what is sealed. `case` is the path from the row to its case.


@dataclass(frozen=True)
class walled(Rule):  # noqa: N801  rules read as words
    """A wall keeps this person from the case, whatever they are to it, and also when their role has ended."""

    case: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        return actor.person_id is not None and actor.person_id in self._against(row)

    def within(self, actor: Actor) -> Q:
        if actor.person_id is None:
            return NOTHING
        return Q(Exists(Wall.objects.filter(case=OuterRef(self.case or "pk"), person=actor.person_id)))

    def people(self, row: Any, on: date) -> Q:
        return Q(pk__in=keys) if (keys := self._against(row)) else NOTHING

    def _against(self, row: Any) -> list[int]:
        case = walk(row, self.case)
        prefetch_related_objects([case], "walls")
        return sorted(wall.person_id for wall in case.walls.all())


@dataclass(frozen=True)
class named(Rule):  # noqa: N801
    """A rule for those of these roles that are named for the category of the case. Each role is asked by itself."""

    rule_of: Callable[[frozenset[RoleKind]], Rule]
    kinds: frozenset[RoleKind]
    case: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        return self.rule_of(self._named(row)).allows(actor, row)

    def within(self, actor: Actor) -> Q:
        rows = NOTHING
        category = f"{self.case}__category__in" if self.case else "category__in"
        for kind in sorted({role.kind for role in actor.roles} & self.kinds):
            categories = SeenBy.objects.filter(role=kind).values("category_id")
            rows = either(rows, both(self.rule_of(frozenset({kind})).within(actor), Q(**{category: categories})))
        return rows

    def people(self, row: Any, on: date) -> Q:
        return self.rule_of(self._named(row)).people(row, on)

    def _named(self, row: Any) -> frozenset[RoleKind]:
        return self.kinds & {RoleKind(one.role) for one in walk(row, self.case).category.seen_by.all()}


def by_seal(
    rule_of: Callable[[frozenset[RoleKind]], Rule],
    kinds: frozenset[RoleKind],
    sealed: frozenset[RoleKind],
    case: str = "",
) -> Rule:
    """These roles where the case is open, and those named for its category among `sealed` where it is confidential."""
    confidential = f"{case}__is_confidential" if case else "is_confidential"
    return (when(confidential, False) & rule_of(kinds)) | (when(confidential, True) & named(rule_of, sealed, case))


class Relation(Rule):
    """What somebody is to a case, behind the wall and, unless it `opens_seal`, outside of everything confidential."""

    def __init__(self, near: Rule, *, opens_seal: bool = False) -> None:
        open_to_it = near if opens_seal else when("is_confidential", False) & near
        self._rule = open_to_it & ~walled()

    def allows(self, actor: Actor, case: Any) -> bool:
        return self._rule.allows(actor, case)

    def within(self, actor: Actor) -> Q:
        return self._rule.within(actor)

    def people(self, case: Any, on: date) -> Q:
        return self._rule.people(case, on)


def any_of(*relations: Relation) -> Rule:
    """Whoever is one of these. Each stands behind the wall and the seal by itself."""
    found: Rule = relations[0]
    for relation in relations[1:]:
        found = found | relation
    return found


def _over_case(name: str, *relations: Relation, public: bool = False) -> Right:
    """A right over cases: for these relations, and for everybody where the case is public."""
    rule = any_of(*relations)
    return Right(f"casework.{name}", "casework.Case", when("is_public", True) | rule if public else rule)


# Those who came in by the case itself: its reporters, the one who works on it, the offices called.

OWN = bears(REPORTER_LINK) | is_me("person")
"""Over reporters: this one is who acts, by account or by the link in hand."""
is_own = OWN.allows


def _reported(rule: Rule) -> Rule:
    return among("casework.Reporter", "case", "reporters", rule)


@dataclass(frozen=True)
class gone_along(Rule):  # noqa: N801
    """Who reported a request that was merged: their row of reporters lies with the heir, and names this one."""

    def allows(self, actor: Actor, case: Any) -> bool:
        return any(OWN.allows(actor, one) for one in Reporter.objects.filter(reported=case.pk))

    def within(self, actor: Actor) -> Q:
        own = OWN.within(actor)
        return (
            own if own == NOTHING else Q(pk__in=Reporter.objects.filter(own, reported__isnull=False).values("reported"))
        )

    def people(self, case: Any, on: date) -> Q:
        return Q(pk__in=Reporter.objects.filter(reported=case.pk, person__isnull=False).values("person"))


CALLS = when("revoked_at", None) & (
    bears(CALL_LINK) | by_seal(lambda kinds: for_office(kinds, "organisation"), CALLED, CALLED, "whistle__case")
)
"""Over calls: an office called, while the call is not taken back; a link was handed out for one call, also a confidential one."""

FIRST = Relation(_reported(when("is_first", True) & OWN) | (~when("merged_into", None) & gone_along()), opens_seal=True)
"""Who reported it, also where it was merged into another since."""
JOINED = Relation(when("hidden_reason", "") & _reported(OWN))
"""Who said "me too", or came with a merged request, of what is neither hidden nor confidential."""
CARRIED = Relation(_reported(~when("reported", None) & OWN), opens_seal=True)
"""Who came with a request of their own that was merged into this one."""
HANDLES = Relation(by_seal(lambda kinds: over(kinds, "community"), HANDLERS, SEES_OTHERS), opens_seal=True)
"""The staff over the place: handlers for open categories, the named roles for confidential ones."""
ASSIGNED = Relation(
    (is_me("assigned_to") & holding(HELPERS)) | for_office(frozenset({RoleKind.UNIT_CONTACT}), "assigned_organisation")
)
IS_CALLED = Relation(among("casework.WhistleCall", "whistle__case", "whistle_calls", CALLS), opens_seal=True)
OVERSEES = Relation(over(OVERSEERS, "community"))
READS = (FIRST, HANDLES, ASSIGNED, IS_CALLED, OVERSEES)

see_case = _over_case("see_case", *READS, public=True)
read_case = _over_case("read_case", *READS)
follow_case = _over_case("follow_case", *READS, JOINED, CARRIED, public=True)
handle_case = _over_case("handle_case", HANDLES)
work_on_case = _over_case("work_on_case", HANDLES, ASSIGNED)
speak_for_reporter = _over_case("speak_for_reporter", FIRST)
have_reported = _over_case("have_reported", FIRST, JOINED, CARRIED)
rate_case = _over_case("rate_case", FIRST, HANDLES)
judge_case = _over_case("judge_case", FIRST, JOINED, CARRIED, HANDLES)
see_door = _over_case("see_door", FIRST, HANDLES, ASSIGNED)
choose_hands = _over_case("choose_hands", FIRST, HANDLES)
"""Who says yes to a helper, and so opens the door: those who handle the request, and whoever asked for help."""

ANSWERS = CALLS & ~walled("whistle__case")
answer_call = Right("casework.answer_call", "casework.WhistleCall", ANSWERS)
follow_call = Right(
    "casework.follow_call",
    "casework.WhistleCall",
    ANSWERS | through("whistle__case", "casework.Case", any_of(HANDLES, OVERSEES)),
)


# Hands: known neighbours who said yes to this kind, while the call is open; afterwards those whose offer still stands. Wall,
# confidentiality, hiding and merging stand before both, whenever they came.


@dataclass(frozen=True)
class said_yes(Rule):  # noqa: N801
    """Who is willing to come for things of this category in this community, whatever the call."""

    def allows(self, actor: Actor, call: Any) -> bool:
        return actor.person_id is not None and self._for(call.case).filter(person=actor.person_id).exists()

    def within(self, actor: Actor) -> Q:
        if actor.person_id is None:
            return NOTHING
        there = {"community": OuterRef("case__community"), "category": OuterRef("case__category")}
        return Q(Exists(Willing.objects.filter(person=actor.person_id, **there)))

    def people(self, call: Any, on: date) -> Q:
        return Q(pk__in=self._for(call.case).values("person"))

    @staticmethod
    def _for(case: Any) -> Any:
        return Willing.objects.filter(community=case.community_id, category=case.category_id)


SHOWN = when("case__is_confidential", False) & when("case__hidden_reason", "") & ~when("case__state", State.MERGED)
lend_hands = Right(
    "casework.lend_hands",
    "casework.CallForHands",
    SHOWN
    & ~walled("case")
    & known_in("case__community")
    & (
        among("casework.Offer", "call", "offers", is_me("person") & when("ended_at", None))
        | (when("state", CallForHands.State.OPEN) & said_yes())
    ),
)

receive_at_desk = Right("casework.receive_at_desk", "places.Community", over(HANDLERS))
set_up_casework = Right("casework.set_up_casework", "places.Community", over(SETTERS))
