"""Opinion maps: from votes on short statements to groups of opinion, what each holds, and what all agree on. Pure: numpy and scipy alone.

The way is that of Polis (missing votes count as the statement's mean, two principal axes, base clusters, groups by silhouette), sparse
from end to end. docs/decisions/0012-opinion-maps.md says what differs and why.
"""

from .maps import Group, OpinionMap, Shape, Told, draw_map
from .votes import AGREE, DISAGREE, PASS, Votes

__all__ = ["AGREE", "DISAGREE", "PASS", "Group", "OpinionMap", "Shape", "Told", "Votes", "draw_map"]
