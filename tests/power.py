"""A disk of its own whose power can be cut: an image that is mounted, and what of it had reached the disk."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path


def can_cut() -> bool:
    """Mounting an image needs root and loop devices."""
    return os.geteuid() == 0 and run("losetup", "-f", check=False) == 0


def run(*command: object, check: bool = True) -> int:
    return subprocess.run([str(c) for c in command], capture_output=True, check=check).returncode


@contextlib.contextmanager
def disk(folder: Path, name: str, megabytes: int = 96) -> Iterator[Path]:
    """A file system in an image file; the folder where it is mounted."""
    image, mounted = folder / f"{name}.img", folder / name
    run("truncate", "-s", f"{megabytes}M", image)
    run("mkfs.ext4", "-q", "-F", image)
    with mount(image, mounted) as there:
        yield there


@contextlib.contextmanager
def mount(image: Path, at: Path) -> Iterator[Path]:
    at.mkdir(exist_ok=True)
    run("mount", "-o", "loop", image, at)
    try:
        yield at
    finally:
        run("umount", "-l", at, check=False)


def cut(image: Path, copy: Path) -> None:
    """What the disk holds at this moment. The system's memory of the files inside the image is not in the image yet."""
    copy.unlink(missing_ok=True)
    run("cp", "--sparse=always", image, copy)
