"""What is slow to make and comes out the same each time is made once, and kept in `build/` until what it is made of changes."""

import fcntl
import shutil
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"


def mark_of(made_of: Iterable[Path]) -> str:
    """The same for the same files with the same contents."""
    known = sha256()
    for file in made_of:
        known.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return known.hexdigest()[:16]


def kept(name: str, mark: str, make: Callable[[Path], None]) -> Path:
    """The file or folder that `make` wrote at the path it was given. Of two processes that ask at once, one makes it."""
    there, new = BUILD / f"{name}-{mark}", BUILD / f"{name}-new"
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not there.exists():
            for stale in BUILD.glob(f"{name}-*"):
                shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
            make(new)
            new.rename(there)
    return there
