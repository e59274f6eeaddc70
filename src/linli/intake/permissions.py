"""Who may do what at the gate. What was submitted is public; a draft is the office's own."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import NOTHING, Right
from linli.places.models import Division, lies_under, under

from .models import Application, Duty, State

APPLICANTS = frozenset({RoleKind.DEPARTMENT_OFFICER, RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR})
DECIDERS = frozenset({RoleKind.DISTRICT_COORDINATOR})
COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})
KEEPERS = frozenset({RoleKind.DISTRICT_COORDINATOR, RoleKind.ADMINISTRATOR})
WATCHERS = frozenset({RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR, RoleKind.AUDITOR})


def _own_office(by: Actor, row: Application) -> bool:
    return row.applicant_id in by.organisations(APPLICANTS)


def _own_office_within(by: Actor) -> Q:
    return Q(applicant__in=sorted(by.organisations(APPLICANTS)))


def _over(county: Division | None, by: Actor, kinds: frozenset[RoleKind]) -> bool:
    """A role over the county, or over what it lies in."""
    held, above = by.divisions(kinds), county
    while above is not None:
        if above.pk in held:
            return True
        above = above.parent
    return False


def _over_within(by: Actor, kinds: frozenset[RoleKind], name: str = "county") -> Q:
    held = sorted(by.divisions(kinds))
    if not held:
        return NOTHING
    above = (name, f"{name}__parent", f"{name}__parent__parent")
    return Q(**{f"{above[0]}__in": held}) | Q(**{f"{above[1]}__in": held}) | Q(**{f"{above[2]}__in": held})


apply_for_task = Right("intake.apply_for_task", "intake.Application", allows=_own_office, within=_own_office_within)
"""Draft, submit and withdraw what one's own office asks."""

see_application = Right(
    "intake.see_application",
    "intake.Application",
    allows=lambda by, row: row.submitted_at is not None or _own_office(by, row),
    within=lambda by: Q(submitted_at__isnull=False) | _own_office_within(by),
)

decide_application = Right(
    "intake.decide_application",
    "intake.Application",
    allows=lambda by, row: row.submitted_at is not None and _over(row.county, by, DECIDERS),
    within=lambda by: Q(submitted_at__isnull=False) & _over_within(by, DECIDERS),
)

comment_application = Right(
    "intake.comment_application",
    "intake.Include",
    allows=lambda by, row: row.application.state == State.SUBMITTED and lies_under(row.community, by.divisions(CHAIR)),
    within=lambda by: Q(application__state=State.SUBMITTED) & under(by.divisions(CHAIR)),
)
"""A committee says what it thinks before the decision; its chair speaks for it."""

say_of_task = Right(
    "intake.say_of_task",
    "intake.Include",
    allows=lambda by, row: row.application.state == State.ADMITTED and by.kind == "person" and row.community_id == by.community_id,
    within=lambda by: Q(application__state=State.ADMITTED, community=by.community_id) if by.kind == "person" else NOTHING,
)  # fmt: skip
"""Who lives where a task is carried out says whether it does good there."""

do_task = Right(
    "intake.do_task",
    "intake.Task",
    allows=lambda by, row: lies_under(row.community, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE)),
)

work_for = Right(
    "intake.work_for",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
"""Refuse work without a number, report what the law does not allow."""

speak_for = Right(
    "intake.speak_for",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(CHAIR)),
    within=lambda by: under(by.divisions(CHAIR), ""),
)
"""Rate offices in the committee's name."""

see_load = Right(
    "intake.see_load",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE | WATCHERS)),
    within=lambda by: under(by.divisions(COMMITTEE | WATCHERS), ""),
)

answer_gap = Right(
    "intake.answer_gap",
    "intake.Gap",
    allows=lambda by, row: lies_under(row.community, by.divisions(DECIDERS)),
    within=lambda by: under(by.divisions(DECIDERS)),
)


def _keeps(by: Actor, row: Duty) -> bool:
    if by.is_house:
        return True
    return by.holds(RoleKind.ADMINISTRATOR) if row.county_id is None else _over(row.county, by, KEEPERS)


def _kept(by: Actor) -> Q:
    if by.is_house:
        return Q()
    everywhere = Q(county__isnull=True) if by.holds(RoleKind.ADMINISTRATOR) else NOTHING
    return everywhere | _over_within(by, KEEPERS)


keep_duty = Right("intake.keep_duty", "intake.Duty", allows=_keeps, within=_kept)
"""A list of a district is kept by its coordinator, one that holds everywhere by the administrator."""
