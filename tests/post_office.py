"""A mail server on this machine, as good or as bad as told."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class PostOffice(socketserver.ThreadingTCPServer):
    """`refuses`: what RCPT is answered for an address that holds the word. `hangs` says nothing, `drips` a byte at a time."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self, *, refuses: dict[str, str], hangs: bool, drips: bool, ends_after: int, sender: str) -> None:
        super().__init__(("127.0.0.1", 0), Clerk)
        self.refuses, self.hangs, self.drips, self.ends_after, self.sender = refuses, hangs, drips, ends_after, sender
        self.connections, self.letters, self.over = 0, list[str](), threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]


class Clerk(socketserver.StreamRequestHandler):
    server: PostOffice

    def say(self, text: str) -> None:
        for part in text if self.server.drips else [text + "\r\n"]:
            self.wfile.write(part.encode())
            self.server.over.wait(0.1 if self.server.drips else 0)

    def handle(self) -> None:
        self.server.connections += 1
        try:
            self.serve()
        except OSError:
            return

    def serve(self) -> None:
        if self.server.hangs:
            self.server.over.wait(60)
        self.say("220 here" if not self.server.drips else "220 " + "x" * 500)
        taken, to = 0, ""
        while line := self.rfile.readline():
            verb, _blank, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "MAIL":
                    self.say(self.server.sender)
                case "RCPT":
                    to = rest
                    self.say(next((said for word, said in self.server.refuses.items() if word in to), "250 ok"))
                case "DATA":
                    self.say("354 go on")
                    while self.rfile.readline() != b".\r\n":
                        pass
                    self.server.letters.append(to)
                    taken += 1
                    self.say("250 taken")
                    if taken == self.server.ends_after:
                        return
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 here")


@contextmanager
def open_post_office(
    *,
    refuses: dict[str, str] | None = None,
    hangs: bool = False,
    drips: bool = False,
    ends_after: int = 0,
    sender: str = "250 ok",
) -> Iterator[PostOffice]:
    with PostOffice(refuses=refuses or {}, hangs=hangs, drips=drips, ends_after=ends_after, sender=sender) as office:
        threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield office
        finally:
            office.over.set()
            office.shutdown()
            time.sleep(0)
