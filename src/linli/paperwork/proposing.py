"""What a form's places are for: details of one person where it names one, counts otherwise."""

from collections.abc import Mapping, Sequence

from .figures import IDENTIFYING
from .layouts import FieldName, Layout, normalised, propose


def proposed(layout: Layout, fields: Sequence[FieldName], remembered: Mapping[str, str]) -> dict[str, str]:
    """As `layouts.propose`; a single place 独居 is the detail of a card that has a place for a name, and a number elsewhere."""
    whole = propose(layout, fields, remembered)
    cells = {slot.key for slot in layout.slots if slot.kind == "cell"}
    if any(field in IDENTIFYING for key, field in whole.items() if key in cells):
        return whole
    counts = propose(layout, [field for field in fields if field.key.startswith("@")], remembered)
    decided = {slot.key for slot in layout.slots if normalised(slot.heading) in remembered} | (whole.keys() - cells)
    return {key: field for key, field in whole.items() if key in decided} | {
        key: field for key, field in counts.items() if key in cells - decided
    }
