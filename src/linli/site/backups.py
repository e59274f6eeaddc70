"""One file that holds everything: the database, the uploads, the keys; and the way back. What the manifest names is checked."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Refused

FOLDERS = ("uploads", "keys")
MANIFEST, SQLITE, POSTGRES = "manifest.json", "database.sqlite3", "database.dump"
FORMAT = 1


def back_up(to: Path, *, now: datetime) -> int:
    """Write a backup while the house runs; its size in bytes. Refused if the file exists already or a part cannot be read.

    The database is a consistent picture of one moment. It is taken first, so that every upload that it names lies in the archive.
    """
    if to.exists():
        raise Refused(_("%(file)s exists already.") % {"file": to})
    with tempfile.TemporaryDirectory(dir=to.resolve().parent) as folder:
        dump = _dump_database(Path(folder))
        parts = [(dump.name, dump), *_files()]
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(),
            "database": connection.vendor,
            "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
            "parts": {name: _hash(path) for name, path in parts},
        }
        half = Path(folder) / "backup.tar.gz"
        with tarfile.open(half, "w:gz", compresslevel=6) as archive:
            about = Path(folder) / MANIFEST
            about.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
            archive.add(about, MANIFEST)
            for name, path in parts:
                archive.add(path, name)
        half.chmod(0o600)
        half.replace(to)
    return to.stat().st_size


def restore(source: Path, *, replace: bool) -> dict[str, Any]:
    """Bring back what a backup holds; what it told of itself. The server and the worker must stand still.

    Everything is unpacked and checked before anything is touched. Refused where data lie that `replace` does not give up;
    Invalid if the archive is damaged, newer than this Linli, or of the other kind of database.
    """
    data = Path(settings.DATA)
    if not replace and _holds_something(data):
        raise Refused(_("Data lie here already. Give --replace if they may be lost."))
    with tempfile.TemporaryDirectory(dir=data) as folder:
        told = _unpack(source, Path(folder))
        _load_database(Path(folder), told["database"])
        for name in FOLDERS:
            shutil.rmtree(data / name, ignore_errors=True)
            if (Path(folder) / name).exists():
                shutil.move(Path(folder) / name, data / name)
        for key in (data / "keys").glob("*"):
            key.chmod(0o600)
    return told


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        damaged = [name for name, known in told["parts"].items() if _hash(folder / name) != known]
    except (OSError, tarfile.TarError, ValueError, KeyError, EOFError) as wrong:
        raise Invalid(_("This is no backup of Linli, or it is damaged."), field="file") from wrong
    if damaged:
        raise Invalid(_("The backup is damaged: %(part)s is not what it was.") % {"part": damaged[0]}, field="file")
    if told["format"] > FORMAT or set(told["migrations"]) - _known_migrations():
        raise Invalid(_("The backup comes from a newer Linli. Upgrade first."), field="file")
    if told["database"] != connection.vendor:
        raise Invalid(
            _("The backup holds a %(theirs)s database; DATABASE_URL names %(ours)s.")
            % {"theirs": told["database"], "ours": connection.vendor},
            field="file",
        )
    return told


def _known_migrations() -> set[str]:
    from django.db.migrations.loader import MigrationLoader

    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def _dump_database(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        target = folder / SQLITE
        with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as source, sqlite3.connect(target) as copy:
            source.backup(copy)
        copy.close()
        source.close()
        return target
    target = folder / POSTGRES
    _run("pg_dump", "--format=custom", f"--file={target}")
    return target


def _load_database(folder: Path, kind: str) -> None:
    connections.close_all()
    if kind == "sqlite":
        live = Path(settings.DATABASES["default"]["NAME"])
        for ending in ("-wal", "-shm"):
            live.with_name(live.name + ending).unlink(missing_ok=True)
        (folder / SQLITE).replace(live)
    else:
        _run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            "--dbname",
            _name(),
            str(folder / POSTGRES),
        )


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own tools, told by its environment where the database is. Refused in its own words if it fails."""
    told = settings.DATABASES["default"]
    where = {
        "PGHOST": told["HOST"],
        "PGPORT": told["PORT"],
        "PGUSER": told["USER"],
        "PGPASSWORD": told["PASSWORD"],
        "PGDATABASE": _name(),
    }
    try:
        done = subprocess.run(  # noqa: S603  PostgreSQL's own tools, with arguments of ours
            [program, *arguments],
            env=os.environ | {k: v for k, v in where.items() if v},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as missing:
        raise Refused(
            _("%(program)s is not installed here; it comes with PostgreSQL.") % {"program": program}
        ) from missing
    if done.returncode:
        raise Refused(_("%(program)s failed: %(why)s") % {"program": program, "why": done.stderr.strip()[-400:]})


def _files() -> Iterator[tuple[str, Path]]:
    data = Path(settings.DATA)
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file():
                yield str(path.relative_to(data)), path


def _holds_something(data: Path) -> bool:
    if connection.vendor == "sqlite" and not Path(_name()).exists():
        return any((data / "uploads").rglob("*"))
    return "casework_case" in connection.introspection.table_names()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
