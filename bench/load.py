"""Ask again and again over a few kept-open connections, and count."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 4


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Figures:
    """Requests per second, and the 95th percentile in milliseconds."""

    per_second: float
    p95: float
    failed: int


def measure(address: str, ask: Callable[[int], Asked], *, seconds: float = 6.0, warm_up: int = 20) -> Figures:
    """`ask(n)` gives the n-th request. A status of 400 and more counts as failed."""
    place = urlsplit(address).netloc
    took: list[float] = []
    failed = [0]
    counter = iter(range(10**9))
    lock = threading.Lock()

    def run(until: float | None, times: list[float]) -> None:
        connection = http.client.HTTPConnection(place, timeout=30)
        rounds = warm_up if until is None else 10**9
        for _round in range(rounds):
            if until is not None and time.perf_counter() > until:
                break
            with lock:
                asked = ask(next(counter))
            begun = time.perf_counter()
            connection.request(asked.method, asked.path, asked.body, dict(asked.headers or {}))
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - begun)
            failed[0] += answer.status >= 400
        connection.close()

    run(None, [])
    failed[0] = 0
    begun = time.perf_counter()
    threads = [threading.Thread(target=run, args=(begun + seconds, took)) for _n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    return Figures(len(took) / spent, statistics.quantiles(took, n=20)[-1] * 1000, failed[0])
