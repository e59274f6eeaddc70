"""A group robot on this machine, which answers as told and remembers what it heard."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Robot(ThreadingHTTPServer):
    answers: list[tuple[int, str]]
    heard: list[tuple[str, dict[str, Any]]]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}/robot?key=1"


class Answer(BaseHTTPRequestHandler):
    server: Robot

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, json.loads(body)))
        status, text = self.server.answers.pop(0)
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        pass


@contextmanager
def running_robot(*answers: tuple[int, str]) -> Iterator[Robot]:
    with Robot(("127.0.0.1", 0), Answer) as robot:
        robot.answers, robot.heard = list(answers), []
        thread = threading.Thread(target=robot.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield robot
        finally:
            robot.shutdown()
            thread.join()
