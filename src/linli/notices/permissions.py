"""Who keeps the ways in which offices are reached, and who sees what did not arrive."""

from linli.base.actors import RoleKind
from linli.base.rights import HOUSE_ITSELF, Right, through, when
from linli.base.roles import ADMINISTRATOR, CHAIR, ISSUERS
from linli.places.rules import exactly_over, for_office, holding, over, over_area

OFFICERS = ISSUERS | {RoleKind.UNIT_CONTACT}

# An office keeps its own ways; a chair those of the organisations in the community; an administrator those of the own area.

KEEPS = HOUSE_ITSELF | over_area(ADMINISTRATOR, "division") | exactly_over(CHAIR, "community") | for_office(OFFICERS)
keep_channels = Right("notices.keep_channels", "places.Organisation", KEEPS)

# What goes to a person is nobody else's business; that it did not arrive is the administrator's.

OF_A_PERSON = (when("community", None) & holding(ADMINISTRATOR)) | over(ADMINISTRATOR, "community")
see_delivery = Right(
    "notices.see_delivery",
    "notices.Delivery",
    HOUSE_ITSELF | through("organisation", "places.Organisation", KEEPS) | (when("organisation", None) & OF_A_PERSON),
)
