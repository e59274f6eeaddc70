"""Old Office files (.xls) are chains of sectors. A chain that runs in a ring makes its readers take memory without end."""

import struct
from array import array
from collections.abc import Iterable, Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFF0
ENTRY = 128
ROOT, STREAM = 5, 2
IN_HEADER = 109


def has_ring(data: bytes) -> bool:
    """Whether following any chain of the file comes back to where it was, or leads out of it. False for other files."""
    if not data.startswith(MAGIC) or len(data) < 512:
        return False
    try:
        return _Chains(data).are_tangled()
    except (ValueError, IndexError, struct.error):
        return True


class _Chains:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.shift = struct.unpack_from("<H", data, 30)[0]
        if self.shift not in {9, 12}:
            raise ValueError
        self.size = 1 << self.shift
        self.first_directory, _, self.cutoff, self.first_mini = struct.unpack_from("<4I", data, 48)
        self.first_difat = struct.unpack_from("<I", data, 68)[0]
        self.table = self._sectors_of(self._table_sectors())

    def are_tangled(self) -> bool:
        directory = b"".join(self._sector(at) for at in self._chain(self.first_directory, self.table))
        mini = self._sectors_of(self._chain(self.first_mini, self.table))
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            kind, start, length = directory[at + 66], *struct.unpack_from("<2I", directory, at + 116)
            if kind in {STREAM, ROOT} and length:
                table = mini if kind == STREAM and length < self.cutoff else self.table
                for _sector in self._chain(start, table):
                    pass
        return False

    def _chain(self, start: int, table: "array[int]") -> Iterator[int]:
        """ValueError for one that is longer than there are sectors: it has been somewhere twice."""
        at, steps = start, 0
        while at < LAST:
            yield at
            at, steps = table[at], steps + 1
            if steps > len(table):
                raise ValueError

    def _table_sectors(self) -> list[int]:
        found = [at for at in struct.unpack_from(f"<{IN_HEADER}I", self.data, 76) if at < LAST]
        at, seen = self.first_difat, set[int]()
        while at < LAST:
            if at in seen:
                raise ValueError
            seen.add(at)
            *more, at = array("I", self._sector(at))
            found += [one for one in more if one < LAST]
        if len(found) != len(set(found)):
            raise ValueError
        return found

    def _sectors_of(self, chain: Iterable[int]) -> "array[int]":
        return array("I", b"".join(self._sector(at) for at in chain))

    def _sector(self, at: int) -> bytes:
        found = self.data[(at + 1) << self.shift : (at + 2) << self.shift]
        if not found:
            raise ValueError
        return found.ljust(self.size, b"\xff")
