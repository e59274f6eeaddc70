"""What Linli needs of the machine beside Python: each system library, what does not work without it, and how to get it.

The one place that knows. The doctor, the scripts and the tests ask here. Nothing but Python's own library is imported, because
`script/bootstrap` runs this file before anything is installed: `python3 src/linli/base/machine.py install [KEY …]`.
"""

import gettext as catalogues
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from ctypes import CDLL
from dataclasses import dataclass
from pathlib import Path

FONTS = [
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("~/.fonts").expanduser(),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("~/Library/Fonts").expanduser(),
]
CHINESE = ("cjk", "notosanssc", "notoserifsc", "sourcehan", "pingfang", "songti", "heiti", "wqy", "uming", "ukai")


def gettext_noop(text: str) -> str:
    """A sentence for the catalogue: it is said later, in the language of whoever asks."""
    return text


@dataclass(frozen=True)
class Need:
    """`without` is said where it is missing. A need of the workshop is asked for by its key alone."""

    key: str
    debian: tuple[str, ...]
    brew: tuple[str, ...]
    without: str
    is_here: Callable[[], bool]
    of: str = "house"


def _library(*names: str) -> Callable[[], bool]:
    """Every one of them can be loaded, by the name that it has on Linux or on macOS."""

    def is_here() -> bool:
        return all(
            _loads(f"lib{name}.so.{number}", f"lib{name}.{number}.dylib", f"lib{name}.dylib")
            for name, number in (one.split("/") for one in names)
        )

    return is_here


def _loads(*names: str) -> bool:
    for name in names:
        for path in (name, f"/opt/homebrew/lib/{name}", f"/usr/local/lib/{name}"):
            try:
                CDLL(path)
            except OSError:
                continue
            return True
    return False


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(map(shutil.which, names))


def _has_chinese_font() -> bool:
    """A file whose name tells it, below the folders where fonts lie."""
    for folder in FONTS:
        for _where, _folders, files in os.walk(folder):
            names = (
                name.lower().replace(" ", "").replace("-", "")
                for name in files
                if name.lower().endswith((".ttf", ".ttc", ".otf"))
            )
            if any(part in name for name in names for part in CHINESE):
                return True
    return False


def _has_postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def _has_venv() -> bool:
    return all(map(importlib.util.find_spec, ("venv", "ensurepip")))


PDF = gettext_noop("No PDF files: posters, ballot papers, letters, minutes, vouchers and notice boards cannot be made.")
NEEDS = [
    Need(
        "pango",
        ("libpango-1.0-0", "libpangoft2-1.0-0"),
        ("pango",),
        PDF,
        _library("gobject-2.0/0", "pango-1.0/0", "harfbuzz/0", "fontconfig/1", "pangoft2-1.0/0"),
    ),
    Need(
        "harfbuzz-subset",
        ("libharfbuzz-subset0",),
        ("harfbuzz",),
        gettext_noop("PDF files are made slowly and become large."),
        _library("harfbuzz-subset/0"),
    ),
    Need(
        "chinese-font",
        ("fonts-noto-cjk",),
        ("font-noto-sans-cjk",),
        gettext_noop("PDF files show boxes in place of Chinese."),
        _has_chinese_font,
    ),
    Need("venv", ("python3-venv",), ("python3",), gettext_noop("Linli cannot be installed."), _has_venv, "python"),
    Need(
        "chromium",
        ("chromium",),
        ("chromium",),
        gettext_noop("Tests that drive a browser are skipped."),
        _program("chromium", "chromium-browser", "google-chrome"),
        "workshop",
    ),
    Need(
        "postgresql",
        ("postgresql",),
        ("postgresql",),
        gettext_noop("The tests do not run on PostgreSQL."),
        _has_postgresql,
        "workshop",
    ),
    Need(
        "poppler",
        ("poppler-utils",),
        ("poppler",),
        gettext_noop("Tests that read a PDF file are skipped."),
        _program("pdftotext"),
        "workshop",
    ),
]


def missing(*keys: str, of: str = "house") -> list[Need]:
    """What is not on this machine: of those named, or of those that the running house needs."""
    wanted = [need for need in NEEDS if (need.key in keys if keys else need.of == of)]
    return [need for need in wanted if not need.is_here()]


def how_to_get(needs: Iterable[Need]) -> str:
    """The one command to type."""
    first = [] if os.geteuid() == 0 or sys.platform == "darwin" else ["sudo"]
    return " ".join([*first, *_command(needs)])


def install(needs: list[Need]) -> bool:
    """Install them where that needs no question: as root or with a password-less sudo on Debian and Ubuntu, or by Homebrew."""
    first = _may_install()
    if first is None:
        return False
    print(f"安装系统库 System libraries: {' '.join(_packages(needs))}", file=sys.stderr)
    if sys.platform == "darwin":
        return _runs(_command(needs))
    patient = ["-q", "-o", "Acquire::Retries=2", "-o", "DPkg::Lock::Timeout=60"]
    _runs([*first, "apt-get", "update", *patient])  # old lists may do
    return _runs([*first, *_command(needs), *patient])


def _may_install() -> list[str] | None:
    """How a command that installs begins here; None where a person must be asked."""
    if os.environ.get("LINLI_INSTALL") == "0":
        return None
    if sys.platform == "darwin":
        return [] if shutil.which("brew") else None
    if not shutil.which("apt-get"):
        return None
    told = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return told
    return ["sudo", "-n", *told] if shutil.which("sudo") and _runs(["sudo", "-n", "true"]) else None


def _command(needs: Iterable[Need]) -> list[str]:
    first = ["brew", "install"] if sys.platform == "darwin" else ["apt-get", "install", "-y", "--no-install-recommends"]
    return [*first, *_packages(needs)]


def _packages(needs: Iterable[Need]) -> list[str]:
    return [name for need in needs for name in (need.brew if sys.platform == "darwin" else need.debian)]


def _runs(command: list[str]) -> bool:
    """Whether it went well. What it did is not shown, why it failed is; a sudo that asks for a password is no failure."""
    quiet = subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603  packages named here
        command, check=False, stdin=quiet, stdout=quiet, stderr=quiet if command[-1] == "true" else None
    )
    return done.returncode == 0


def say_what_is_missing(needs: list[Need]) -> None:
    """In both languages, because nobody is asked yet which one; and the command once."""
    chinese = catalogues.translation("django", Path(__file__).parent / "locale", ["zh_Hans"], fallback=True)
    for need in needs:
        said = " ".join(dict.fromkeys((chinese.gettext(need.without), need.without)))
        print(f"! {' '.join(_packages([need]))}: {said}", file=sys.stderr)
    print(f"! 装上 To get it: {how_to_get(needs)}", file=sys.stderr)


def main(verb: str, *keys: str) -> int:
    """`install` gets what is missing where it may and says what still is; `check` only says. 1 where something is missing."""
    needs = missing(*keys)
    if needs and verb == "install" and install(needs):
        needs = missing(*keys)
    if needs:
        say_what_is_missing(needs)
    return 1 if needs else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
