"""Topics and what is said of them; wordings; statements and opinions."""

from .opinions import DrawnMap, MapVoter, Opinion, Statement
from .talk import Comment, CommentSupport, Hiding
from .topics import Stage, Step, Support, Threshold, Topic
from .wordings import Amendment, AmendmentSupport, Wording

__all__ = [
    "Amendment",
    "AmendmentSupport",
    "Comment",
    "CommentSupport",
    "DrawnMap",
    "Hiding",
    "MapVoter",
    "Opinion",
    "Stage",
    "Statement",
    "Step",
    "Support",
    "Threshold",
    "Topic",
    "Wording",
]
