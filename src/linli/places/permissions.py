"""Who may change places: the committee's chair its own community, administrators what lies in theirs."""

from linli.base.actors import RoleKind
from linli.base.rights import Right

from .models import lies_under, under

KEEPERS = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.ADMINISTRATOR})

keep_community = Right(
    "places.keep_community",
    "places.Community",
    allows=lambda actor, community: actor.is_house or lies_under(community, actor.divisions(KEEPERS)),
    within=lambda actor: under(actor.divisions(KEEPERS), ""),
)
keep_country = Right(
    "places.keep_country",
    "places.Division",
    allows=lambda actor, _division: actor.is_house or actor.holds(RoleKind.ADMINISTRATOR),
    within=lambda actor: (
        under(actor.divisions({RoleKind.ADMINISTRATOR}), "") if not actor.is_house else ~under(frozenset(), "")
    ),
)
