"""Who may change places: the committee's chair its own community, administrators what lies in theirs."""

from linli.base.rights import HOUSE_ITSELF, Right, through, when
from linli.base.roles import ADMINISTRATOR, CHAIR, CHAIR_OR_ADMINISTRATOR

from .rules import exactly_over, holding, over, over_area

KEEPERS = CHAIR_OR_ADMINISTRATOR
KEEPS = HOUSE_ITSELF | over(KEEPERS)
keep_community = Right("places.keep_community", "places.Community", KEEPS)

# Which communities there are is decided above them: opening, renaming, merging and splitting is for administrators.

reshape_community = Right("places.reshape_community", "places.Community", HOUSE_ITSELF | over(ADMINISTRATOR))

# Without a division the whole country is meant: the imported table and the national calendar are every administrator's.

keep_country = Right(
    "places.keep_country",
    "places.Division",
    HOUSE_ITSELF | (when("pk", None) & holding(ADMINISTRATOR)) | over_area(ADMINISTRATOR),
)

# Organisations of a community are its keepers'; offices above it are the administrators'.

keep_organisation = Right(
    "places.keep_organisation",
    "places.Organisation",
    HOUSE_ITSELF
    | through("community", "places.Community", KEEPS)
    | (when("community", None) & over_area(ADMINISTRATOR, "division")),
)
keep_calendar = Right(
    "places.keep_calendar",
    "places.CalendarDay",
    HOUSE_ITSELF | (when("division", None) & holding(ADMINISTRATOR)) | over_area(ADMINISTRATOR, "division"),
)

# The charter is the community's own; what a street or a province sets is written down by who administers it.

keep_rule = Right(
    "places.keep_rule",
    "places.LocalRule",
    HOUSE_ITSELF | exactly_over(CHAIR, "division") | over_area(ADMINISTRATOR, "division"),
)
