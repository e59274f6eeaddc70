"""Who may do what with a community's money.

The committee keeps the books and its chair decides; supervision, auditors and the offices above read all of theirs; an
office that pays reads the lines it pays and what came of them. Everybody else reads what is published.
"""

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import Community, lies_under, under

from .models import Expenditure, Line, Question

KEEPERS = frozenset({RoleKind.COMMUNITY_WORKER, RoleKind.COMMITTEE_CHAIR})
CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
READERS = KEEPERS | {
    RoleKind.SUPERVISION,
    RoleKind.STREET_OFFICER,
    RoleKind.DISTRICT_COORDINATOR,
    RoleKind.AUDITOR,
}
OFFICES_ABOVE = frozenset({RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR})
PAYERS = frozenset({RoleKind.DEPARTMENT_OFFICER, RoleKind.STREET_OFFICER})


def communities_under(actor: Actor, kinds: frozenset[RoleKind], community: str = "community") -> Q:
    """Rows of the communities over which one of these roles is held, as a condition that an index answers."""
    divisions = actor.divisions(kinds)
    return (
        Q(**{f"{community}__in": Community.objects.filter(under(divisions, "")).values("pk")}) if divisions else NOTHING
    )


def _over(actor: Actor, kinds: frozenset[RoleKind], community: Community) -> bool:
    return lies_under(community, actor.divisions(kinds))


# The books of a community: keep them, decide in them, read them.

keep_books = Right(
    "funds.keep_books",
    "places.Community",
    allows=lambda actor, community: _over(actor, KEEPERS, community),
    within=lambda actor: under(actor.divisions(KEEPERS), ""),
)
decide_in_books = Right(
    "funds.decide_in_books",
    "places.Community",
    allows=lambda actor, community: _over(actor, CHAIR, community),
    within=lambda actor: under(actor.divisions(CHAIR), ""),
)
read_books = Right(
    "funds.read_books",
    "places.Community",
    allows=lambda actor, community: _over(actor, READERS, community),
    within=lambda actor: under(actor.divisions(READERS), ""),
)


# A line is opened by the committee, by the offices above it, and by the office that will pay it.


def _opens(actor: Actor, line: Line) -> bool:
    return (
        actor.is_house
        or _over(actor, KEEPERS | OFFICES_ABOVE, line.community)
        or (line.payer_id is not None and line.payer_id in actor.organisations(PAYERS))
    )


def _opens_within(actor: Actor) -> Q:
    if actor.is_house:
        return ~NOTHING
    return communities_under(actor, KEEPERS | OFFICES_ABOVE) | _pays_within(actor)


def _pays_within(actor: Actor) -> Q:
    offices = actor.organisations(PAYERS)
    return Q(payer__in=sorted(offices)) if offices else NOTHING


open_line = Right("funds.open_line", "funds.Line", allows=_opens, within=_opens_within)
see_line = Right(
    "funds.see_line",
    "funds.Line",
    allows=lambda actor, line: _over(actor, READERS, line.community) or line.payer_id in actor.organisations(PAYERS),
    within=lambda actor: communities_under(actor, READERS) | _pays_within(actor),
)


# What is asked for, its vouchers and papers name people: they are for those who read the books.

see_expenditure = Right(
    "funds.see_expenditure",
    "funds.Expenditure",
    allows=lambda actor, expenditure: _over(actor, READERS, expenditure.line.community),
    within=lambda actor: communities_under(actor, READERS, "line__community"),
)


def _approves(actor: Actor, expenditure: Expenditure) -> bool:
    return expenditure.asked_by_id != actor.person_id and _over(actor, CHAIR, expenditure.line.community)


def approvers_of(expenditure: Expenditure) -> list[int]:
    from linli.people.queries import persons_holding

    chairs = persons_holding(CHAIR, expenditure.line.community, on=localdate())
    return [key for key in chairs if key != expenditure.asked_by_id]


approve_expenditure = Right(
    "funds.approve_expenditure",
    "funds.Expenditure",
    allows=_approves,
    within=lambda actor: communities_under(actor, CHAIR, "line__community") & ~Q(asked_by=actor.person_id),
    holders=approvers_of,
)


def _withdraws(actor: Actor, expenditure: Expenditure) -> bool:
    own = expenditure.asked_by_id == actor.person_id and _over(actor, KEEPERS, expenditure.line.community)
    return own or _over(actor, CHAIR, expenditure.line.community)


withdraw_expenditure = Right(
    "funds.withdraw_expenditure",
    "funds.Expenditure",
    allows=_withdraws,
    within=lambda actor: (
        communities_under(actor, CHAIR, "line__community")
        | (communities_under(actor, KEEPERS, "line__community") & Q(asked_by=actor.person_id))
    ),
)
answer_question = Right(
    "funds.answer_question",
    "funds.Question",
    allows=lambda actor, question: _over(actor, KEEPERS, question.statement.community),
    within=lambda actor: communities_under(actor, KEEPERS, "statement__community"),
)


def _reads_question(actor: Actor, question: Question) -> bool:
    return (
        question.state != Question.State.WAITING
        or (actor.person_id is not None and question.person_id == actor.person_id)
        or _over(actor, READERS, question.statement.community)
    )


def _reads_question_within(actor: Actor) -> Q:
    own = Q(person=actor.person_id) if actor.person_id else NOTHING
    return ~Q(state="waiting") | own | communities_under(actor, READERS, "statement__community")


read_question = Right("funds.read_question", "funds.Question", allows=_reads_question, within=_reads_question_within)

follow_promises = Right(
    "funds.follow_promises",
    "funds.Line",
    allows=lambda actor, line: _over(actor, KEEPERS, line.community) or line.payer_id in actor.organisations(PAYERS),
    within=lambda actor: communities_under(actor, KEEPERS) | _pays_within(actor),
)
"""See to it that promised money comes: the committee, and the office that promised it."""
