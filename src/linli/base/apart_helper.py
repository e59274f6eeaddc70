"""The helper that `apart` starts: one thread, no database, no secret. For each file it forks a child, which sets its limits.

python -m linli.base.apart_helper MODULE …      with a Unix socket as its standard input
"""

import os
import resource
import signal
import socket
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from .apart_wire import BYTES, END, HELLO, JSON, REFUSED, as_json, from_json, receive, send

NICE = 5
MEGABYTE = 1024 * 1024


def main() -> None:
    """One byte with a socket beside it is a file to open; the end of the stream is the end of whoever asked."""
    control = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    _load(sys.argv[1:])
    while True:
        try:
            asked, sockets, _flags, _address = socket.recv_fds(control, 1, 1)
        except OSError:
            asked = b""
        if not asked:
            os.killpg(os.getpgrp(), signal.SIGKILL)  # with all children
        for number in sockets:
            if os.fork() == 0:
                control.close()
                os._exit(_serve(socket.socket(fileno=number)))
            os.close(number)


def _load(modules: list[str]) -> None:
    """Only as much of Django as refusals need to be said in the reader's language."""
    import django
    from django.conf import settings

    catalogues = sorted(str(path) for path in Path(__file__).parent.parent.glob("*/locale"))
    settings.configure(
        USE_I18N=True,
        LANGUAGE_CODE="zh-hans",
        LANGUAGES=[("zh-hans", "中文"), ("en", "English")],
        LOCALE_PATHS=catalogues,
        INSTALLED_APPS=[],
        LOGGING_CONFIG=None,
        SECRET_KEY="none",  # noqa: S106  nothing is signed here
    )
    django.setup()
    from django.utils.translation import trans_real

    for language in ("zh-hans", "en"):
        trans_real.translation(language)
    for name in modules:
        module = import_module(name)
        getattr(module, "load", lambda: None)()


def _serve(asker: socket.socket) -> int:
    """In the child. Whatever goes wrong is said; what cannot be said any more is the end, which says it too."""
    from .errors import Invalid

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 2)
    try:
        asker.sendall(HELLO)
        task = from_json(receive(asker)[1])
        data = receive(asker)[1]
        seconds = int(task["seconds"])
        _limit(task["megabytes"])
        _until_next_answer(seconds)
        for answer in _answers(task, data):
            _until_next_answer(0)
            _say(asker, answer)
            _until_next_answer(seconds)
        send(asker, END, b"")
    except Invalid as wrong:
        send(asker, REFUSED, as_json({"message": str(wrong), "field": wrong.field}))
    except (OSError, EOFError):
        return 1
    except BaseException as fault:  # noqa: BLE001  also what libraries raise when they panic
        place = traceback.extract_tb(fault.__traceback__)[-1]
        del data
        send(asker, REFUSED, as_json({"fault": f"{type(fault).__name__} in {place.name}, line {place.lineno}"}))
    return 0


def _answers(task: dict[str, Any], data: bytes) -> Any:
    from django.utils import translation

    translation.activate(task["language"])
    module, _colon, function = task["calls"].partition(":")
    return getattr(import_module(module), function)(Path(task["path"]) if task["path"] else data, **task["said"])


def _say(asker: socket.socket, answer: Any) -> None:
    if isinstance(answer, bytes):
        send(asker, BYTES, answer)
    else:
        send(asker, JSON, as_json(answer))


def _limit(megabytes: int) -> None:
    """So much more than the helper has already. Not every system holds to it; the time limits hold everywhere."""
    os.nice(NICE)
    _set(resource.RLIMIT_CORE, 0)
    try:
        already = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        already = 1024 * MEGABYTE
    _set(resource.RLIMIT_AS, already + megabytes * MEGABYTE)


def _until_next_answer(seconds: int) -> None:
    """The clock's signal ends the process wherever it is; 0 while it waits for whoever reads its answers."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if seconds:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + seconds + 1
        _set(resource.RLIMIT_CPU, soft, hard=False)


def _set(what: int, most: int, *, hard: bool = True) -> None:
    _soft, ceiling = resource.getrlimit(what)
    most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
    try:
        resource.setrlimit(what, (most, most if hard else ceiling))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()
