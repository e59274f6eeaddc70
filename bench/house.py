"""An installation of its own for measuring: made in a folder that goes afterwards, served by one worker."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PORT = 8765
DATA = ROOT.parent / "shared" / "data"


class House:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {
            "LINLI_DATA": str(folder),
            "DATABASE_URL": "",
            "LINLI_LIMITS": "0",
            "LINLI_LOG": "WARNING",
            "PORT": str(PORT),
            "LINLI_STATIC": str(folder / "static"),
            "PYTHONPATH": str(ROOT),
        }

    def linli(self, *arguments: object) -> str:
        done = subprocess.run(
            [BIN / "linli", *map(str, arguments)], env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout

    @contextlib.contextmanager
    def served(self) -> Iterator[str]:
        """The server with one worker, as long as it is asked."""
        command = [sys.executable, "-m", "linli.config.serving"]
        server = subprocess.Popen(command, env=self.env | {"LINLI_WORKERS": "1"})
        address = f"http://127.0.0.1:{PORT}"
        try:
            for _attempt in range(600):
                with contextlib.suppress(urllib.error.URLError, ConnectionError):
                    urllib.request.urlopen(f"{address}/healthz", timeout=2)
                    break
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait(20)


@contextlib.contextmanager
def house() -> Iterator[House]:
    folder = Path(tempfile.mkdtemp(prefix="linli-bench-"))
    try:
        made = House(folder)
        made.linli("migrate", "-v0")
        made.linli("collectstatic", "--noinput", "-v0")
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def missing(path: Path) -> bool:
    """Say in one line that real data are not here, as in a user's clone."""
    if path.exists():
        return False
    print(f"skipped: {path.name} is not here (it lies beside the repository, not in it)")
    return True
