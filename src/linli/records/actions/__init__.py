"""Every write of records, by what is done."""

from .keeping import add_resident, correct_household, correct_resident, forget_person_link, link_person, note_left
from .opening import note_list_read, open_household, open_resident, open_rows, unseal_field

__all__ = [
    "add_resident",
    "correct_household",
    "correct_resident",
    "forget_person_link",
    "link_person",
    "note_left",
    "note_list_read",
    "open_household",
    "open_resident",
    "open_rows",
    "unseal_field",
]
