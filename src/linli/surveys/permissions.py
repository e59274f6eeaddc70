"""Who draws up and runs surveys, and who takes single answers out. Everybody answers, and reads what is published."""

from linli.base.rights import Right
from linli.base.roles import CHAIR, COMMITTEE
from linli.places.rules import over

draft_surveys = Right("surveys.draft_surveys", "places.Community", over(COMMITTEE))
run_survey = Right("surveys.run_survey", "surveys.Survey", over(COMMITTEE, "community"))
"""Draw up, open, enter what came on paper or by telephone, read the results, publish them."""

take_answers_out = Right("surveys.take_answers_out", "surveys.Survey", over(CHAIR, "community"))
"""The chair alone: every answer sheet as a file, in no order, without names."""
