"""Who draws up and runs surveys, and who takes single answers out. Everybody answers, and reads what is published."""

from linli.base.actors import Actor, RoleKind
from linli.base.rights import Right
from linli.places.models import lies_under, under

from .models import Survey

COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
CHAIR = frozenset({RoleKind.COMMITTEE_CHAIR})


def _runs(by: Actor, row: Survey) -> bool:
    return lies_under(row.community, by.divisions(COMMITTEE))


draft_surveys = Right(
    "surveys.draft_surveys",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
run_survey = Right(
    "surveys.run_survey",
    "surveys.Survey",
    allows=_runs,
    within=lambda by: under(by.divisions(COMMITTEE)),
)
"""Draw up, open, enter what came on paper or by telephone, read the results, publish them."""

take_answers_out = Right(
    "surveys.take_answers_out",
    "surveys.Survey",
    allows=lambda by, row: lies_under(row.community, by.divisions(CHAIR)),
    within=lambda by: under(by.divisions(CHAIR)),
)
"""The chair alone: every answer sheet as a file, in no order, without names."""
