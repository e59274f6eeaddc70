"""What is true of ballots: what is asked, who may vote and whether they did, what lies in the box. Nothing joins the last two."""

from .ballots import Ballot, Option
from .boxes import BallotPaper, BlankPaper, PaperEntry, SealedBallot
from .keys import CodeAsked, CodeMade, HeldSlip
from .rolls import Objection, RollEntry

__all__ = [
    "Ballot",
    "BallotPaper",
    "BlankPaper",
    "CodeAsked",
    "CodeMade",
    "HeldSlip",
    "Objection",
    "Option",
    "PaperEntry",
    "RollEntry",
    "SealedBallot",
]
