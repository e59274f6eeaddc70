"""Everything that can be done with publications."""

from .boards import hang_up, take_down
from .publishing import correct_publication, discard_draft, draft_publication, post_publication, rewrite_publication
from .speaking import answer, ask, complain, rule_on

__all__ = [
    "answer",
    "ask",
    "complain",
    "correct_publication",
    "discard_draft",
    "draft_publication",
    "hang_up",
    "post_publication",
    "rewrite_publication",
    "rule_on",
    "take_down",
]
