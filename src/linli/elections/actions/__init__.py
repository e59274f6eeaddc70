"""Every write of elections."""

from linli.ballots.actions import draft_further

from .calling import answer_recall, call_election, hand_over, join_committee, leave_committee
from .nominating import ask_nominee, list_candidates, nominate, relate
from .signing import give_proxy, sign_recall, take_proxy_back

__all__ = [
    "answer_recall",
    "ask_nominee",
    "call_election",
    "draft_further",
    "give_proxy",
    "hand_over",
    "join_committee",
    "leave_committee",
    "list_candidates",
    "nominate",
    "relate",
    "sign_recall",
    "take_proxy_back",
]
