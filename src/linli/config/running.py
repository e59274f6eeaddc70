"""Keeps the server and the worker running: whoever dies is started again, both end together, nobody is left behind.

`script/server` runs it. LINLI_WORKER=0 leaves the worker out, for those who have `linli worker` or `linli tick` elsewhere.
"""

import os
import signal
import subprocess
import sys
import threading
import time

LOOKS_EVERY_SECONDS = 0.1
ENDS_WITHIN_SECONDS = 15.0
LIVED_SECONDS = 10.0
"""Who lived so long is started again at once; who dies sooner, after a pause that grows."""
LONGEST_PAUSE = 30.0
MOST_FALSE_STARTS = 4
NOT_OURS = 3  # as in serving.py: it will not come up however often it is tried
LINLI = "from linli.config.cli import main; main()"


class Kept:
    """One process that is kept running."""

    def __init__(self, *arguments: str) -> None:
        self.arguments, self.pause, self.begun, self.next, self.false_starts = arguments, 0.0, 0.0, 0.0, 0
        self.process: subprocess.Popen | None = None

    def look(self) -> None:
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            if self.process.returncode == NOT_OURS:
                self.false_starts = MOST_FALSE_STARTS
                return
            has_lived = now - self.begun > LIVED_SECONDS
            self.false_starts = 0 if has_lived else self.false_starts + 1
            self.pause = 0.0 if has_lived else min(LONGEST_PAUSE, self.pause * 2 or 0.5)
            self.process, self.next = None, now + self.pause
        if self.process is None and now >= self.next:
            self.begun = now
            env = os.environ | {"LINLI_KEPT": str(os.getpid())}
            self.process = subprocess.Popen([sys.executable, *self.arguments], env=env)  # noqa: S603  our own programmes

    def end(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def main() -> None:
    """Run until SIGTERM or Ctrl-C. Exit code 1 if the server does not come up (its port is taken): the worker alone is no site."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_unused: told.set())
    server = Kept("-m", "linli.config.serving")
    kept = [server]
    if os.environ.get("LINLI_WORKER", "1").lower() not in {"0", "false", "no", "off", ""}:
        kept.append(Kept("-c", LINLI, "worker"))
    while not told.is_set() and server.false_starts < MOST_FALSE_STARTS:
        for one in kept:
            one.look()
        told.wait(LOOKS_EVERY_SECONDS)
    for one in kept:
        one.end()
    until = time.monotonic() + ENDS_WITHIN_SECONDS
    for one in kept:
        one.wait(until)
    sys.exit(0 if told.is_set() else 1)


if __name__ == "__main__":
    main()
