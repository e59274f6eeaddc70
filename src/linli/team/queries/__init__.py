"""Every read of a team."""

from .handover import handover_for, line_to_pass, open_handovers
from .posts import (
    Standard,
    absences,
    holding_of,
    hours,
    people_of,
    post_to_keep,
    posts,
    standard,
)
from .rota import duty_for, month_of_duties, on_duty
from .training import Plan, training_for, training_plan

__all__ = [
    "Plan",
    "Standard",
    "absences",
    "duty_for",
    "handover_for",
    "holding_of",
    "hours",
    "line_to_pass",
    "month_of_duties",
    "on_duty",
    "open_handovers",
    "people_of",
    "post_to_keep",
    "posts",
    "standard",
    "training_for",
    "training_plan",
]
