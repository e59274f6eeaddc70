"""A bare Debian in a folder: git, python3 and python3-venv, and nothing else. Kept in build/roots; each rehearsal has a copy."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TREE = Path(__file__).resolve().parent.parent
ROOTS = Path(os.environ.get("LINLI_ROOTS") or TREE / "build" / "roots")
SUITES = {"12": "bookworm", "13": "trixie"}
# How this machine reaches registries is how the bare one does.
PASSED_ON = re.compile(
    r"(?i)^(https?_proxy|no_proxy|PIP_(INDEX_URL|CERT|DEFAULT_TIMEOUT)|UV_(INDEX_URL|DEFAULT_INDEX)|SSL_CERT_FILE)$"
)
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@contextmanager
def step(name: str) -> Iterator[None]:
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"-- {name}: FAILED, {time.monotonic() - begun:.0f} s", flush=True)
        raise
    print(f"-- {name}: {time.monotonic() - begun:.0f} s", flush=True)


class Machine:
    """Its processes live in a namespace of this programme: they end with it, and so do the mounts."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.root = ROOTS / f"debian-{version}-rehearsed"
        self.env = {name: value for name, value in os.environ.items() if PASSED_ON.match(name)}

    def set_up(self) -> None:
        kept = ROOTS / f"debian-{self.version}"
        if not (kept / "etc/debian_version").exists():
            with step(f"debootstrap {SUITES[self.version]}"):
                _debootstrap(SUITES[self.version], kept)
        shutil.rmtree(self.root, ignore_errors=True)
        run("cp", "-a", "--reflink=auto", str(kept), str(self.root))
        for folder, kind in (
            ("proc", ["-t", "proc", "proc"]),
            ("dev", ["--rbind", "/dev"]),
            ("sys", ["--rbind", "/sys"]),
        ):
            run("mount", *kind, str(self.root / folder))
        self._reach_out()
        self("root", "useradd --create-home guest && git config --system safe.directory '*'")

    def _reach_out(self) -> None:
        """Names, certificates, mirrors and proxies as this machine has them."""
        (self.root / "etc/hosts").write_text("127.0.0.1 localhost\n127.0.0.1 linli.example.cn\n")
        for file in (Path("/etc/resolv.conf"), Path("/etc/pip.conf"), CERTIFICATES):
            if file.exists():
                shutil.copy(file, self.root / str(file).lstrip("/"))
        for file in Path("/etc/apt/apt.conf.d").glob("*"):
            if "Acquire::" in file.read_text(errors="replace") and "docker" not in file.name:
                shutil.copy(file, self.root / "etc/apt/apt.conf.d")

    def __call__(
        self, user: str, command: str, *, env: dict[str, str] | None = None, code: int = 0, shown: bool = False
    ) -> str:
        """Run it in a shell as somebody who just signed in; what it said. Fails where it ends otherwise than it should."""
        done = subprocess.run(
            self._called(user, command, env),
            stdin=subprocess.DEVNULL,
            stdout=None if shown else subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != code:
            raise SystemExit(f"{done.stdout or ''}\n{user}$ {command}\nended with {done.returncode}, not with {code}")
        return done.stdout or ""

    def start(
        self, user: str, command: str, log: Path, *, env: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """In the background, as the leader of a group; what it says goes into the log."""
        with log.open("wb") as said:
            return subprocess.Popen(
                self._called(user, command, env),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def _called(self, user: str, command: str, env: dict[str, str] | None) -> list[str]:
        home = "/root" if user == "root" else f"/home/{user}"
        told = {"PATH": PATH, "HOME": home, "USER": user, "LANG": "C.UTF-8"} | self.env | (env or {})
        as_user = [] if user == "root" else ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--"]
        return [
            "chroot",
            str(self.root),
            "/usr/bin/env",
            "-i",
            *(f"{k}={v}" for k, v in told.items()),
            *as_user,
            "bash",
            "-ec",
            f"cd {home}; {command}",
        ]


def run(*command: str) -> None:
    subprocess.run(command, check=True)


def _debootstrap(suite: str, kept: Path) -> None:
    if not shutil.which("debootstrap"):
        sys.exit("debootstrap is not installed here: sudo apt-get install -y debootstrap")
    half = kept.with_name(f"{kept.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.parent.mkdir(parents=True, exist_ok=True)
    log = half.with_suffix(".log")
    with log.open("w") as said:
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", "--include=git,python3,python3-venv", suite, str(half), *_mirror()],
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if made.returncode:
        sys.exit(
            f"Debian's packages cannot be reached, no bare machine can be built. {log} ends:\n{log.read_text()[-600:]}"
        )
    half.rename(kept)


def _mirror() -> list[str]:
    """Where this machine gets Debian from; debootstrap knows another place where it is no Debian."""
    for file in [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("debian*"))]:
        if file.exists() and (
            found := re.search(r"(?:^URIs: *|^deb (?:\[.*\] )?)(\S+/debian/?)\s", file.read_text(), re.MULTILINE)
        ):
            return [found[1]]
    return []
