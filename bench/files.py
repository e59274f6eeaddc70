"""Eight uploads at once of the worst pictures, on a real server: its memory at the highest, and how long /healthz waits meanwhile."""

import http.client
import io
import re
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image
from tests.house import House, Server, Visitor

AT_ONCE = 8
SET_UP = "from tests.cast import set_up_cast; set_up_cast()"
QUICKLY = {"WEBP": {"lossless": True, "quality": 0, "method": 0}}
PICTURES = {
    "refused by its header": [("WEBP", "RGBA", (7071, 7071))],
    "the largest allowed": [
        ("WEBP", "RGBA", (6000, 4000)),
        ("PNG", "RGBA", (6000, 4000)),
        ("PNG", "I;16", (6000, 4000)),
    ],
    "a telephone's": [("JPEG", "RGB", (12000, 9000))],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        house("collectstatic", "--noinput", "-v0")
        house("shell", "-v0", "-c", SET_UP)
        with house.served() as server:
            for name, kinds in PICTURES.items():
                _bench(server, name, [_picture(*kind) for kind in kinds])


def _picture(kind: str, mode: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **QUICKLY.get(kind, {}))
    return out.getvalue()


def _bench(server: Server, name: str, pictures: list[bytes]) -> None:
    stop, waits, peaks = threading.Event(), list[float](), list[int]()
    watcher = threading.Thread(target=_watch, args=(server, stop, waits, peaks))
    watcher.start()
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _n: _send(server, pictures), range(AT_ONCE)))
    took = time.monotonic() - began
    stop.set()
    watcher.join()
    print(
        f"{name}, {AT_ONCE} at once, {sum(map(len, pictures)) // 1024} KB each: {took:.1f} s, answers {sorted(answers)}, "
        f"a web process at most {max(peaks)} MB, /healthz at most {max(waits):.2f} s"
    )


def _send(server: Server, pictures: list[bytes]) -> int:
    visitor = Visitor(server)
    fields = {
        "csrfmiddlewaretoken": visitor.token,
        "text": "路灯不亮",
        "category": "street_light",
        "who_reads": "public",
        "submission": str(uuid.uuid4()),
        "marker": "",
        "building": "",
        "place_text": "",
        "name": "",
        "telephone": "",
        "email": "",
    }
    parts = [f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()]
    for picture in pictures:
        head = (
            b'--x\r\nContent-Disposition: form-data; name="pictures"; filename="a"\r\nContent-Type: image/png\r\n\r\n'
        )
        parts.append(head + picture + b"\r\n")
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    cookies = "; ".join(f"{k}={v}" for k, v in visitor.cookies.items())
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Cookie": cookies}
    connection.request("POST", "/report/?c=jia", b"".join(parts) + b"--x--\r\n", headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _watch(server: Server, stop: threading.Event, waits: list[float], peaks: list[int]) -> None:
    while not stop.is_set():
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        waits.append(time.monotonic() - began)
        peaks.append(max(_megabytes(pid) for pid in _web_processes(server.process.pid)))
        time.sleep(0.05)


def _web_processes(group: int) -> list[int]:
    """The server's own process and its workers; the helper has a group of its own."""
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    found = [(int(stat.split()[0]), int(stat.rpartition(")")[2].split()[2])) for stat in stats]
    return [pid for pid, its_group in found if its_group == group]


def _megabytes(pid: int) -> int:
    try:
        said = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(said[1]) // 1024 if said else 0


if __name__ == "__main__":
    main()
