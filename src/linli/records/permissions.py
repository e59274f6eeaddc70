"""Who keeps records, who decides what may be kept, and who sees that somebody looked.

The committee's workers and its chair see and change their own community's records; residents see their own. Nobody above
sees a value: an auditor sees who looked, a coordinator decides which sealed fields there are.
"""

from linli.base.actors import Actor, RoleKind
from linli.base.rights import Right, is_me
from linli.base.roles import ADMINISTRATOR, CHAIR, CHAIR_OR_ADMINISTRATOR, COMMITTEE, COORDINATOR
from linli.places.rules import over, over_area

AUDITORS = CHAIR | {RoleKind.AUDITOR}
CHOOSERS = CHAIR_OR_ADMINISTRATOR
UNSEALERS = COORDINATOR | ADMINISTRATOR

keep_records = Right("records.keep_records", "places.Community", over(COMMITTEE))
keep_resident = Right("records.keep_resident", "records.Resident", over(COMMITTEE, "community"))
keep_household = Right("records.keep_household", "records.Household", over(COMMITTEE, "community"))
read_own_record = Right("records.read_own_record", "records.Resident", is_me("person"))
see_openings = Right("records.see_openings", "places.Community", over(AUDITORS))
choose_fields = Right("records.choose_fields", "places.Community", over(CHOOSERS))
allow_sealed_fields = Right("records.allow_sealed_fields", "places.Division", over_area(UNSEALERS))


def reads_openings(actor: Actor) -> bool:
    """Whether the actor may see who looked, somewhere: for menus."""
    return actor.holds(*AUDITORS)


def keeps_somewhere(actor: Actor) -> bool:
    return actor.holds(*COMMITTEE)


def sets_fields_somewhere(actor: Actor) -> bool:
    return actor.holds(*CHOOSERS, *UNSEALERS)
