"""Everything that can be done with publications."""

from .publishing import (
    correct_publication,
    draft_publication,
    hang_up,
    post_publication,
    remind,
    remind_of_affairs,
    rewrite_publication,
    take_down,
)
from .speaking import answer, ask, complain, rule_on

__all__ = [
    "answer", "ask", "complain", "correct_publication", "draft_publication", "hang_up", "post_publication", "remind", "remind_of_affairs",
    "rewrite_publication", "rule_on", "take_down",
]  # fmt: skip
