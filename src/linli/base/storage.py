"""Files that survive a power cut: what is acknowledged lies on the disk, not in the system's memory."""

import os
from pathlib import Path


def write_durably(path: Path, data: bytes) -> None:
    """Write a file and wait until its bytes and the names of its folders are on the disk. Folders are made."""
    new = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    for folder in {path.parent, *(made.parent for made in new)}:
        flush_to_disk(folder)


def flush_to_disk(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    there = os.open(path, os.O_RDONLY)
    try:
        os.fsync(there)
    finally:
        os.close(there)
