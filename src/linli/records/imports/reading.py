"""Rows of a file become what they say about a resident and the household. The records are not asked here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.headings import bare, find_columns
from linli.base.sheets import Kept, Table, open_table

from ..addresses import AddressReader, Home
from ..cells import read_cell
from ..register import AGE, HOUSEHOLD, PLACE, RESIDENT, Field
from ..values import age
from .files import MOST_ROWS

PLACES = {f.key: f for f in PLACE}
HEADS = frozenset({"户主", "户主姓名"})
EXAMPLES = 3


@dataclass(frozen=True)
class Said:
    """What one line says. `values` and `household` hold what was read, never an empty cell: a gap in a file erases nothing."""

    line: int
    values: dict[str, Any]
    household: dict[str, Any]
    home: Home | None
    cells: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        return str(self.values["name"])


@dataclass(frozen=True)
class Refusal:
    line: int
    reason: str
    cells: tuple[Any, ...] = field(default=(), repr=False)


@dataclass
class Reading:
    """A whole sheet. `left_out` counts lines that are no row: totals, notes, empty lines, headings again."""

    columns: list[str]
    said: list[Said]
    refused: list[Refusal]
    left_out: int


@dataclass(frozen=True)
class Column:
    """A column as the wizard shows it: the field proposed for it, or why it is left out, and what stands in its first rows."""

    heading: str
    key: str
    examples: list[str]
    why_not: str = ""


def open_sheet(file: Kept | Path, sheet: str) -> Table:
    return open_table(file, sheet=sheet or None)


def propose(
    table: Table, register: Mapping[str, Field], known: Mapping[str, str], *, readable: Iterable[str]
) -> list[Column]:
    """A field for each column: as these headings were read last time, otherwise by their words."""
    mine = set(readable)
    every = [*register.values(), *PLACE, AGE]
    found = {column: key for key, column in find_columns(table.columns, {f.key: f.headings for f in every}).items()}
    examples = [row for _line, row in islice(table.rows(), EXAMPLES)]
    columns = []
    for heading in table.columns:
        key = known.get(heading, found.get(heading, ""))
        usable = key in mine or key in PLACES or key == AGE.key
        why_not = "" if usable or key not in register else _why_not(register[key])
        columns.append(Column(heading, key if usable else "", [str(row[heading])[:30] for row in examples], why_not))
    return columns


def read_sheet(
    table: Table, columns: Mapping[str, str], register: Mapping[str, Field], addresses: AddressReader, *, today: date
) -> Reading:
    """Every row, read or refused with its reasons. Invalid if no column holds the names, or the sheet is too long."""
    reader = _RowReader(columns, register, addresses, today)
    said: list[Said] = []
    refused: list[Refusal] = []
    remarks = 0
    for line, row in table.rows():
        cells = tuple(row.values())
        if len(said) + len(refused) >= MOST_ROWS:
            raise Invalid(
                _("More than %(most)d rows. Split the file, by building for instance.") % {"most": MOST_ROWS},
                field="file",
            )
        if reader.is_remark(row):
            remarks += 1
            continue
        try:
            said.append(reader.read(line, row, cells))
        except Invalid as wrong:
            refused.append(Refusal(line, str(wrong), cells))
    return Reading(table.columns, said, refused, sum(table.left_out.values()) + remarks)


class _RowReader:
    def __init__(
        self, columns: Mapping[str, str], register: Mapping[str, Field], addresses: AddressReader, today: date
    ) -> None:
        self.columns = {heading: key for heading, key in columns.items() if key}
        self.register, self.addresses, self.today = register, addresses, today
        self.name = next((heading for heading, key in self.columns.items() if key == "name"), "")
        self.lists_heads = bare(self.name).rsplit("/", 1)[-1] in HEADS and "relation" not in self.columns.values()
        self.above: Home | None = None
        if not self.name:
            raise Invalid(_("Say which column holds the names."), field="columns")

    def is_remark(self, row: Mapping[str, Any]) -> bool:
        """A line with one cell alone, and that not a name: a note that does not call itself one."""
        filled = [heading for heading, cell in row.items() if cell != ""]
        return len(filled) == 1 and (filled[0] != self.name or len(str(row[self.name])) > 12)

    def read(self, line: int, row: Mapping[str, Any], cells: tuple[Any, ...]) -> Said:
        read, wrong = self._values(row)
        if not read[RESIDENT].get("name") and not wrong:
            wrong.append(_("There is no name in this row."))
        if not wrong:
            wrong.extend(self._age(row, read[RESIDENT]))
        if wrong:
            raise Invalid(" ".join(wrong))
        if self.lists_heads:
            read[RESIDENT]["relation"] = "head"
        return Said(line, read[RESIDENT], read[HOUSEHOLD], self._home(row, read[RESIDENT]), cells)

    def _values(self, row: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
        read: dict[str, dict[str, Any]] = {RESIDENT: {}, HOUSEHOLD: {}}
        wrong: list[str] = []
        for heading, key in self.columns.items():
            found = self.register.get(key)
            if found is None:
                continue
            try:
                value = read_cell(found, row[heading], today=self.today)
            except Invalid as refusal:
                wrong.append(str(refusal))
                continue
            if value is not None:
                read[found.belongs_to].setdefault(key, value)
        return read, wrong

    def _age(self, row: Mapping[str, Any], values: dict[str, Any]) -> list[str]:
        """An age alone gives about the year of birth; beside a date of birth it is checked against it."""
        heading = next((h for h, key in self.columns.items() if key == AGE.key), "")
        said = read_cell(AGE, row[heading], today=self.today) if heading else None
        if said is None:
            return []
        if "birth_date" not in values:
            values["birth_date"] = f"{self.today.year - int(said)}~"
            return []
        lived = age(values["birth_date"], on=self.today)
        if lived is not None and abs(lived - said) > 2:
            return [
                _("The age (%(age)s) and the date of birth (%(date)s) contradict each other.")
                % {"age": said, "date": values["birth_date"]}
            ]
        return []

    def _home(self, row: Mapping[str, Any], values: Mapping[str, Any]) -> Home | None:
        """Members of a family stand below its head, and committees write the address once."""
        parts = {key: str(row[heading]).strip() for heading, key in self.columns.items() if key in PLACES}
        home = self.addresses.read(**parts)
        if home is None and values.get("relation", "head") != "head":
            return self.above
        self.above = home
        return home


def _why_not(found: Field) -> str:
    if found.is_sealed:
        return _("A sealed field, not turned on here: it stays in the file.")
    if not (found.basis and found.purpose):
        return _("No basis and no purpose: it is not kept.")
    return _("This field is not kept here.")


def headings_and_keys(columns: Sequence[Column]) -> dict[str, str]:
    return {column.heading: column.key for column in columns}
