"""Every write of ballots."""

from .closing import call_off, close_ballot, close_due_ballots, open_box
from .codes import ask_tablet_code, make_tablet_code, note_roll_seen, print_letters, send_code_anew
from .opening import Opened, open_ballot
from .papers import mark_for_paper, print_papers, read_paper, take_paper_back
from .preparing import Standing, draft_again, draft_ballot, draft_further, set_candidates, set_options, set_projects
from .rolls import (
    Listed,
    add_to_roll,
    build_roll,
    complete_roll,
    forget_old_rolls,
    object_to_roll,
    post_roll,
    rule_on_objection,
    strike_off,
    write_roll,
)
from .slips import keep_slip
from .voting import cast_ballot

__all__ = [
    "Listed",
    "Opened",
    "Standing",
    "add_to_roll",
    "ask_tablet_code",
    "build_roll",
    "call_off",
    "cast_ballot",
    "close_ballot",
    "close_due_ballots",
    "complete_roll",
    "draft_again",
    "draft_ballot",
    "draft_further",
    "forget_old_rolls",
    "keep_slip",
    "make_tablet_code",
    "mark_for_paper",
    "note_roll_seen",
    "object_to_roll",
    "open_ballot",
    "open_box",
    "post_roll",
    "print_letters",
    "print_papers",
    "read_paper",
    "rule_on_objection",
    "send_code_anew",
    "set_candidates",
    "set_options",
    "set_projects",
    "strike_off",
    "take_paper_back",
    "write_roll",
]
