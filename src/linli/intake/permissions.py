"""Who may do what at the gate. What was submitted is public; a draft is the office's own."""

from linli.base.rights import HOUSE_ITSELF, Right, when
from linli.base.roles import ADMINISTRATOR, CHAIR, COMMITTEE, COORDINATOR, ISSUERS, WATCHERS
from linli.places.rules import for_office, holding, lives_in, over, over_area

from .models import State

APPLICANTS = ISSUERS | COORDINATOR
DECIDERS = COORDINATOR
KEEPERS = COORDINATOR | ADMINISTRATOR

OWN_OFFICE = for_office(APPLICANTS, "applicant")
SUBMITTED = ~when("submitted_at", None)

apply_for_task = Right("intake.apply_for_task", "intake.Application", OWN_OFFICE)
"""Draft, submit and withdraw what one's own office asks."""

see_application = Right("intake.see_application", "intake.Application", SUBMITTED | OWN_OFFICE)
decide_application = Right("intake.decide_application", "intake.Application", SUBMITTED & over_area(DECIDERS, "county"))

comment_application = Right(
    "intake.comment_application",
    "intake.Include",
    when("application__state", State.SUBMITTED) & over(CHAIR, "community"),
)
"""A committee says what it thinks before the decision; its chair speaks for it."""

say_of_task = Right(
    "intake.say_of_task", "intake.Include", when("application__state", State.ADMITTED) & lives_in("community")
)
"""Who lives where a task is carried out says whether it does good there."""

do_task = Right("intake.do_task", "intake.Task", over(COMMITTEE, "community"))
work_for = Right("intake.work_for", "places.Community", over(COMMITTEE))
"""Refuse work without a number, report what the law does not allow."""

speak_for = Right("intake.speak_for", "places.Community", over(CHAIR))
"""Rate offices in the committee's name."""

see_load = Right("intake.see_load", "places.Community", over(COMMITTEE | WATCHERS))
answer_gap = Right("intake.answer_gap", "intake.Gap", over(DECIDERS, "community"))
keep_duty = Right(
    "intake.keep_duty",
    "intake.Duty",
    HOUSE_ITSELF | (when("county", None) & holding(ADMINISTRATOR)) | over_area(KEEPERS, "county"),
)
"""A list of a district is kept by its coordinator, one that holds everywhere by the administrator."""
