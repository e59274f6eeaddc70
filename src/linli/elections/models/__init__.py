"""What is true of an election: who runs it, who was named by whom, who votes for whom, and that it was handed over."""

from .elections import CommitteeMember, Election
from .seats import Seat
from .standing import Backing, Kinship, Nominee, Proxy

__all__ = ["Backing", "CommitteeMember", "Election", "Kinship", "Nominee", "Proxy", "Seat"]
