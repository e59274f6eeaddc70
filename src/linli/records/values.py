"""Values as they are kept, shown and compared. A kept value is plain JSON: texts, numbers, yes and no.

Dates are kept as far as they are known: 1958-03-01, 1958-03, 1958, and 1958~ where only an age was written.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .register import Field
from .seals import masked

KEPT_DATE = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~?)$")


def earliest(kept: str) -> date | None:
    """The first day that a kept date can mean."""
    found = KEPT_DATE.match(kept)
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def age(kept: str, *, on: date) -> int | None:
    """Full years lived on a day, as far as the date of birth is known."""
    born = earliest(kept) if kept else None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born else None


def for_form(field: Field, kept: Any) -> Any:
    """A value for a cell of an office's form: a whole date as a date, a choice by its Chinese name, whatever the reader's language."""
    if kept is None or kept == "":
        return ""
    if field.kind == "date" and len(str(kept)) == 10:
        return earliest(str(kept))
    if field.kind == "choice":
        return next((c.name for c in field.choices if c.key == kept), kept)
    return kept


def shown(field: Field, kept: Any) -> str:
    """A value as the reader's page shows it; sealed ones masked."""
    if kept is None or kept == "":
        return ""
    if field.is_sealed:
        return masked(str(kept))
    if field.kind == "yes_no":
        return _("Yes") if kept else _("No")
    if field.kind == "choice":
        return next((c.label for c in field.choices if c.key == kept), str(kept))
    if field.kind == "date" and str(kept).endswith("~"):
        return _("about %(year)s") % {"year": str(kept)[:-1]}
    return str(kept)


def fits(values: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    """Whether a record meets every condition: a value, a list of values, or {"from": …, "to": …} (both count).

    What is not known meets no condition, except {"known": False}.
    """
    return all(_meets(values.get(key), condition) for key, condition in where.items())


def _meets(value: Any, condition: Any) -> bool:
    is_known = value not in (None, "")
    if isinstance(condition, dict) and "known" in condition:
        return is_known == condition["known"]
    if not is_known:
        return False
    if isinstance(condition, dict):
        least, most = condition.get("from"), condition.get("to")
        least, most = (c.isoformat() if isinstance(c, date) else c for c in (least, most))
        return (least is None or value >= least) and (most is None or value <= most)
    if isinstance(condition, list | tuple | set | frozenset):
        return value in condition
    return bool(value == condition)
