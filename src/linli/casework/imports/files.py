"""A whole file: read in batches, bad rows put beside it with their reasons, and gone on with after an interruption."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.sheets import open_table, signature

from ..actions.importing import Batch, begin_import, end_import, import_batch, known_numbers
from .bad_rows import BadRows, Refusal
from .mapping import NewCategory, read_mapping
from .rows import Record, RowReader
from .targets import NewCommunity, Targets

BATCH = 1000
Reach = Callable[[int], None]


@dataclass
class Outcome:
    """What became of the lines of a file, or would become of them. `to_make` names what a trial found missing."""

    imported: int = 0
    known_already: int = 0
    refused: int = 0
    went_on_after: int = 0
    left_out: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    to_make: list[str] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return self.imported + self.known_already + self.refused


def import_file(
    by: Actor, path: Path, raw_mapping: dict[str, Any], *, bad_rows: Path, now: datetime, reach: Reach
) -> Outcome:
    """Read a file in, batch by batch; killed and started again it goes on after the last batch that was stored.

    Invalid if the file or the mapping cannot be read, or the one does not fit the other. Bad rows are no reason to stop.
    """
    mapping = read_mapping(raw_mapping)
    table = open_table(path, sheet=mapping.sheet, header=mapping.header, most_cells=0)
    reader, targets = RowReader(mapping, table.columns, now=now), Targets(mapping)
    run = begin_import(
        by,
        digest=_digest(path),
        file_name=path.name,
        mapping=raw_mapping,
        name=mapping.name or path.stem,
        columns_signature=signature(table.columns),
        now=now,
    )
    done = Outcome(went_on_after=run.lines_done)
    bad = BadRows(bad_rows, table.columns, keep_upto=run.lines_done)
    for chunk in _chunks(table.rows(), reader, targets, after=run.lines_done):
        bad.write(chunk.refused)
        batch = Batch(run.lines_done, chunk.upto, chunk.records, chunk.repeated, len(chunk.refused))
        run = import_batch(by, run, batch, targets=targets, now=now)
        done.reasons.update(reason for _line, _row, reason in chunk.refused)
        reach(chunk.upto)
    run = end_import(by, run, now=now)
    done.imported, done.known_already, done.refused = run.imported, run.known_already, run.refused
    done.left_out = sum(table.left_out.values())
    return done


def try_file(path: Path, raw_mapping: dict[str, Any], *, now: datetime, reach: Reach) -> Outcome:
    """Read a file to its end and say what importing it would do. Nothing is written."""
    mapping = read_mapping(raw_mapping)
    table = open_table(path, sheet=mapping.sheet, header=mapping.header, most_cells=0)
    reader, targets = RowReader(mapping, table.columns, now=now), Targets(mapping)
    found = Outcome()
    for chunk in _chunks(table.rows(), reader, targets, after=0):
        known = _count_known(chunk.records, targets)
        found.imported += len(chunk.records) - known
        found.known_already += known + chunk.repeated
        found.refused += len(chunk.refused)
        found.reasons.update(reason for _line, _row, reason in chunk.refused)
        reach(chunk.upto)
    made = [*targets.communities.values(), *targets.categories.values()]
    found.to_make = list(dict.fromkeys(t.name for t in made if isinstance(t, NewCommunity | NewCategory)))
    found.left_out = sum(table.left_out.values())
    return found


@dataclass
class _Chunk:
    """Lines read together, up to this one."""

    upto: int
    records: list[Record] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    repeated: int = 0

    @property
    def lines(self) -> int:
        return len(self.records) + len(self.refused) + self.repeated


def _chunks(
    rows: Iterator[tuple[int, dict[str, Any]]], reader: RowReader, targets: Targets, *, after: int
) -> Iterator[_Chunk]:
    """The rows after this line, a thousand at a time. Earlier ones are only counted, so that repeats get the numbers they had."""
    chunk = _Chunk(after)
    with closing(_Numbers()) as numbers:
        for line, row in rows:
            try:
                number = reader.number_of(row)
                nth = numbers.nth(number, row)
                if line <= after:
                    continue
                if nth == 0 or (nth > 1 and not reader.mapping.counts_repeats):
                    chunk.repeated += 1
                else:
                    record = reader.read(line, row, number=number if nth == 1 else f"{number}/{nth}")
                    targets.of(record)
                    chunk.records.append(record)
            except Invalid as wrong:
                if line > after:
                    chunk.refused.append((line, row, str(wrong)))
            chunk.upto = line
            if chunk.lines >= BATCH:
                yield chunk
                chunk = _Chunk(line)
    if chunk.lines:
        yield chunk


class _Numbers:
    """How often a number stood in the file so far. Kept in a nameless file on disk, so that memory stays flat."""

    def __init__(self) -> None:
        self.seen = sqlite3.connect("")
        self.seen.execute("CREATE TABLE seen (number INTEGER, said INTEGER, PRIMARY KEY (number, said)) WITHOUT ROWID")

    def nth(self, number: str, row: Mapping[str, Any]) -> int:
        """1 for its first line, 2 for the next that says something else; 0 for a line that says the same as one before."""
        key, said = hash(number), hash(tuple(row.values()))
        if not self.seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, said)).rowcount:
            return 0
        return int(self.seen.execute("SELECT count(*) FROM seen WHERE number = ?", (key,)).fetchone()[0])

    def close(self) -> None:
        self.seen.close()


def _count_known(records: list[Record], targets: Targets) -> int:
    wanted: dict[int, set[str]] = {}
    for record in records:
        community = targets.of(record).community
        if not isinstance(community, NewCommunity):
            wanted.setdefault(community.pk, set()).add(record.number)
    return len(known_numbers(targets.mapping.source, wanted))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as wrong:
        raise Invalid(_("The file cannot be opened: %(reason)s") % {"reason": wrong.strerror or str(wrong)}) from wrong
