"""A list of voters as somebody pastes it: columns between tabs or commas; the lines of one owner are one voter."""

import re
from decimal import Decimal, InvalidOperation

from .actions import Listed

BETWEEN = re.compile(r"[\t,，;；|]")


class WrongLineError(ValueError):
    """A line that is not understood, by its number from one."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(f"{number}: {line}")
        self.number, self.line = number, line


def listed(text: str) -> list[Listed]:
    """Voters in the order of the list: name, address, area in square metres, owner's number. A head line is passed over.

    Raises WrongLineError.
    """
    found: dict[str, Listed] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        columns = [column.strip() for column in BETWEEN.split(line)]
        if not columns[0] or (number == 1 and columns[0] in {"姓名", "name", "Name", "业主"}):
            continue
        name, home, area, owner = (*columns, "", "", "")[:4]
        key = owner or str(-number)
        before = found.get(key)
        if before and before.name != name:
            raise WrongLineError(number, line)
        homes = "、".join(filter(None, [before.home if before else "", home]))
        found[key] = Listed(name, homes, _area(area, number, line, before))
    return list(found.values())


def _area(written: str, number: int, line: str, before: Listed | None) -> int | None:
    if not written:
        return None
    try:
        hundredths = Decimal(written.rstrip("㎡m²平方米").strip()) * 100
    except InvalidOperation as wrong:
        raise WrongLineError(number, line) from wrong
    if hundredths != int(hundredths) or not 0 < hundredths < 10**9:
        raise WrongLineError(number, line)
    return int(hundredths) + ((before.area or 0) if before else 0)
