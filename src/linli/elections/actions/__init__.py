"""Every write of elections."""

from linli.ballots.actions import draft_again, draft_further

from .calling import answer_recall, call_election, hand_over, join_committee, leave_committee
from .nominating import ask_nominee, list_candidates, nominate, relate
from .seats import leave_seat, seat_member
from .signing import give_proxy, sign_recall, take_proxy_back

__all__ = [
    "answer_recall",
    "ask_nominee",
    "call_election",
    "draft_again",
    "draft_further",
    "give_proxy",
    "hand_over",
    "join_committee",
    "leave_committee",
    "leave_seat",
    "list_candidates",
    "nominate",
    "relate",
    "seat_member",
    "sign_recall",
    "take_proxy_back",
]
