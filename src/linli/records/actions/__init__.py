"""Every write of records, by what is done."""

from .deciding import add_own_field, switch_field
from .exporting import export_list
from .forgetting import forget_old_records
from .importing import begin_import, choose_sheet, decide, drop_import, finish_import, forget_old_files, map_columns
from .joining import join_residents, keep_apart
from .keeping import add_resident, correct_household, correct_resident, forget_person_link, link_person, note_left
from .opening import (
    note_list_read,
    note_list_seen,
    note_roll_read,
    open_household,
    open_resident,
    open_rows,
    unseal_field,
)
from .wishes import answer_correction, ask_correction

__all__ = [
    "add_own_field",
    "add_resident",
    "answer_correction",
    "ask_correction",
    "begin_import",
    "choose_sheet",
    "correct_household",
    "correct_resident",
    "decide",
    "drop_import",
    "export_list",
    "finish_import",
    "forget_old_files",
    "forget_old_records",
    "forget_person_link",
    "join_residents",
    "keep_apart",
    "link_person",
    "map_columns",
    "note_left",
    "note_list_read",
    "note_list_seen",
    "note_roll_read",
    "open_household",
    "open_resident",
    "open_rows",
    "switch_field",
    "unseal_field",
]
