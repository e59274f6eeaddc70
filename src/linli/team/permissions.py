"""Who sees and keeps a team: the chair keeps it, who works there sees it, those above see figures without names."""

from linli.base.actors import RoleKind
from linli.base.rights import Right, is_me
from linli.base.roles import CHAIR, COMMITTEE, WATCHERS
from linli.places.rules import over

STAFF = COMMITTEE | {RoleKind.MEDIATOR}
"""Those who can be given a post, a duty or something that is handed over."""

keep_team = Right("team.keep_team", "places.Community", over(CHAIR))
hand_over = Right("team.hand_over", "team.Handover", over(CHAIR, "community") | is_me("holding__person"))
"""The chair, and who leaves."""

see_team = Right("team.see_team", "places.Community", over(COMMITTEE))
see_figures = Right("team.see_figures", "places.Community", over(COMMITTEE | WATCHERS))
