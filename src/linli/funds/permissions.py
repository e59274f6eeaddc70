"""Who may do what with a community's money.

The committee keeps the books and its chair decides; supervision, auditors and the offices above read all of theirs; an
office that pays reads the lines it pays and what came of them. Everybody else reads what is published.
"""

from linli.base.actors import RoleKind
from linli.base.rights import HOUSE_ITSELF, Right, is_me, when
from linli.base.roles import CHAIR, COMMITTEE, COORDINATOR, ISSUERS, STREET, WATCHERS
from linli.places.rules import for_office, over

from .models import Question

READERS = COMMITTEE | WATCHERS | {RoleKind.SUPERVISION}
OPENERS = COMMITTEE | STREET | COORDINATOR
PAYS = for_office(ISSUERS, "payer")

# The books of a community: keep them, decide in them, read them.

keep_books = Right("funds.keep_books", "places.Community", over(COMMITTEE))
decide_in_books = Right("funds.decide_in_books", "places.Community", over(CHAIR))
read_books = Right("funds.read_books", "places.Community", over(READERS))

# A line is opened by the committee, by the offices above it, and by the office that will pay it.

open_line = Right("funds.open_line", "funds.Line", HOUSE_ITSELF | over(OPENERS, "community") | PAYS)
see_line = Right("funds.see_line", "funds.Line", over(READERS, "community") | PAYS)
follow_promises = Right("funds.follow_promises", "funds.Line", over(COMMITTEE, "community") | PAYS)
"""See to it that promised money comes: the committee, and the office that promised it."""

# What is asked for, its vouchers and papers name people: they are for those who read the books.

see_expenditure = Right("funds.see_expenditure", "funds.Expenditure", over(READERS, "line__community"))
approve_expenditure = Right(
    "funds.approve_expenditure", "funds.Expenditure", ~is_me("asked_by") & over(CHAIR, "line__community")
)
withdraw_expenditure = Right(
    "funds.withdraw_expenditure",
    "funds.Expenditure",
    (is_me("asked_by") & over(COMMITTEE, "line__community")) | over(CHAIR, "line__community"),
)

answer_question = Right("funds.answer_question", "funds.Question", over(COMMITTEE, "statement__community"))
read_question = Right(
    "funds.read_question",
    "funds.Question",
    ~when("state", Question.State.WAITING) | is_me("person") | over(READERS, "statement__community"),
)
read_entry = over(READERS, "community")
"""Over entries: whoever reads the books of the community."""
