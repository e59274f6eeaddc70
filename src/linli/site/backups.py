"""One file that holds everything: the database, the uploads, the keys; and the way back. What the manifest names is checked."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Refused
from linli.base.storage import flush_to_disk
from linli.site.keys import marks

FOLDERS = ("uploads", "keys")
MANIFEST, SQLITE, POSTGRES = "manifest.json", "database.sqlite3", "database.dump"
FORMAT = 1


def back_up(to: Path, *, now: datetime, with_keys: bool = True) -> int:
    """Write a backup while the house runs; its size in bytes. Refused if the file exists, cannot be written, nothing is here,
    or the database is damaged: a rotten copy must not push out the good ones.

    The database is a consistent picture of one moment. It is taken first, so that every upload that it names lies in the archive.
    """
    if to.exists():
        raise Refused(_("%(file)s exists already.") % {"file": to})
    if not _is_set_up():
        raise Refused(_("There is nothing to back up: no database is set up here."))
    try:
        with tempfile.TemporaryDirectory(dir=to.resolve().parent) as folder:
            half = Path(folder) / "backup.tar.gz"
            _write_archive(half, _dump_database(Path(folder)), now=now, with_keys=with_keys)
            half.chmod(0o600)
            flush_to_disk(half)
            half.replace(to)
        flush_to_disk(to.resolve().parent)
    except sqlite3.DatabaseError as wrong:
        raise Refused(_("The backup cannot be written: %(why)s") % {"why": wrong}) from wrong
    except OSError as wrong:
        raise Refused(_("The backup cannot be written: %(why)s") % {"why": wrong.strerror or wrong}) from wrong
    return to.stat().st_size


def restore(source: Path, *, replace: bool) -> dict[str, Any]:
    """Bring back what a backup holds; what it told of itself. The server and the worker must stand still.

    Everything is unpacked and checked before anything is touched. Refused where data lie that `replace` does not give up, and
    while somebody else has the database open; Invalid if the archive is damaged, newer than this Linli, or of the other kind
    of database.
    """
    data = Path(settings.DATA)
    if not replace and _holds_something(data):
        raise Refused(_("Data lie here already. Give --replace if they may be lost."))
    _refuse_while_in_use()
    with tempfile.TemporaryDirectory(dir=data) as folder:
        told = _unpack(source, Path(folder))
        _load_database(Path(folder), told["database"])
        for name in FOLDERS:
            if name == "keys" and not has_keys(told):
                continue
            shutil.rmtree(data / name, ignore_errors=True)
            if (Path(folder) / name).exists():
                shutil.move(Path(folder) / name, data / name)
        _keep_private(data / "keys")
    return told


def has_keys(told: dict[str, Any]) -> bool:
    return any(part.startswith("keys/") for part in told["parts"])


def _write_archive(to: Path, dump: Path, *, now: datetime, with_keys: bool) -> None:
    parts: dict[str, str] = {}
    with tarfile.open(to, "w:gz", compresslevel=6) as archive:
        for name, path in [(dump.name, dump), *_files(FOLDERS if with_keys else ("uploads",))]:
            with suppress(FileNotFoundError):  # a picture that was erased since it was listed
                parts[name] = _add(archive, name, path)
        manifest = {
            "format": FORMAT,
            "version": version("linli"),
            "made_at": now.isoformat(),
            "database": connection.vendor,
            "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
            "parts": parts,
            "key_marks": marks(),
        }
        about = to.with_name(MANIFEST)
        about.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        archive.add(about, MANIFEST)


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    """Put a file into the archive as it is at this moment; the hash of what was put."""
    with path.open("rb") as file:
        hashed = _Hashed(file)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), cast("IO[bytes]", hashed))
    return hashed.digest.hexdigest()


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        part = self.file.read(size)
        self.digest.update(part)
        return part


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                _take_out(archive, member, folder)
        told = _about(folder / MANIFEST)
        found = {str(path.relative_to(folder)): _hash(path) for path in folder.rglob("*") if path.is_file()}
        found.pop(MANIFEST)
        damaged = sorted(part[0] for part in found.items() ^ told["parts"].items())
    except (OSError, tarfile.TarError, ValueError, KeyError, EOFError, RecursionError, zlib.error) as wrong:
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


def _take_out(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one part below the folder. ValueError for what no backup of ours holds: a link, a device, a way out of the folder, the same twice.

    Not `extractall`: its `filter` is missing in Python 3.11.2, and a backup has nothing but plain files whose names we know.
    """
    where = PurePosixPath(member.name)
    is_ours = member.name in {MANIFEST, SQLITE, POSTGRES} or (
        where.parts[:1] in {(top,) for top in FOLDERS} and len(where.parts) > 1
    )
    packed = archive.extractfile(member) if member.type in {tarfile.REGTYPE, tarfile.AREGTYPE} else None
    if packed is None or not is_ours or ".." in where.parts or str(where) != member.name:
        raise ValueError(member.name)
    target = folder / where
    target.parent.mkdir(parents=True, exist_ok=True)
    with packed, target.open("xb") as file:
        shutil.copyfileobj(packed, file)


def _about(manifest: Path) -> dict[str, Any]:
    """What the backup tells of itself, in the shape in which we write it. ValueError otherwise."""
    told = json.loads(manifest.read_text(encoding="utf-8"))
    shape = {"format": int, "version": str, "database": str, "migrations": list, "parts": dict}
    if not isinstance(told, dict) or any(not isinstance(told[name], kind) for name, kind in shape.items()):
        raise ValueError(manifest.name)
    if not all(isinstance(one, str) for one in [*told["migrations"], *told["parts"].values()]):
        raise ValueError(manifest.name)
    return told


def _known_migrations() -> set[str]:
    from django.db.migrations.loader import MigrationLoader

    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def _dump_database(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        target = folder / SQLITE
        with closing(sqlite3.connect(_name())) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA ignore_check_constraints=ON")  # they call functions of Django's
            if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise Refused(
                    _(
                        "The database is damaged, and is not backed up. Keep the backups that you have, and restore the last whole one."
                    )
                )
        return target
    target = folder / POSTGRES
    _run("pg_dump", "--format=custom", f"--file={target}")
    return target


def _load_database(folder: Path, kind: str) -> None:
    if kind == "sqlite":
        live = Path(_name())
        for ending in ("-wal", "-shm"):
            live.with_name(live.name + ending).unlink(missing_ok=True)
        shutil.move(folder / SQLITE, live)
        return
    script = folder / "database.sql"
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", f"--file={script}", str(folder / POSTGRES))
    _run(
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        *_drop_tables(),
        f"--file={script}",
    )


def _drop_tables() -> list[str]:
    """What empties the database of all that is ours: a table younger than the backup would stand in the way of its migration."""
    rooms = {"django", *(app.label for app in apps.get_app_configs())}
    ours = [connection.ops.quote_name(t) for t in connection.introspection.table_names() if t.split("_")[0] in rooms]
    connections.close_all()
    return [f"--command=DROP TABLE {', '.join(ours)} CASCADE"] if ours else []


def _refuse_while_in_use() -> None:
    """Whoever had the old database open would go on in it, and what they acknowledge would be lost."""
    if connection.vendor == "sqlite":
        connections.close_all()
        is_in_use = Path(_name()).exists() and _is_open_elsewhere(_name())
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend')"
            )
            is_in_use = cursor.fetchone()[0]
    if is_in_use:
        raise Refused(_("The database is in use. Stop the server and the worker first."))


def _is_open_elsewhere(database: str) -> bool:
    """SQLite leaves its write-ahead log only for one who is alone. A broken database is in nobody's use."""
    try:
        with closing(sqlite3.connect(database, timeout=0)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as wrong:
        return wrong.sqlite_errorcode == sqlite3.SQLITE_BUSY
    return False


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


def _files(folders: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    data = Path(settings.DATA)
    for folder in folders:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file():
                yield str(path.relative_to(data)), path


def _keep_private(keys: Path) -> None:
    if keys.exists():
        keys.chmod(0o700)
    for key in keys.glob("*"):
        key.chmod(0o600)


def _is_set_up() -> bool:
    if connection.vendor == "sqlite" and not Path(_name()).exists():
        return False
    return "casework_case" in connection.introspection.table_names()


def _holds_something(data: Path) -> bool:
    try:
        return _is_set_up() or any((data / "uploads").rglob("*"))
    except OperationalError:
        raise
    except DatabaseError:  # a broken database may still be somebody's only one
        return True


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
