"""Django's way to a mail server with an end: no step takes longer than its limit, however slowly the server drips."""

import contextlib
import functools
import smtplib
import socket
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

STEP_SECONDS = 30.0
"""For connecting and signing in, and for each message."""


_limit: ContextVar[float | None] = ContextVar("limit", default=None)


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Steps begun inside end sooner than usual: for whoever waits for the outcome."""
    token = _limit.set(seconds)
    try:
        yield
    finally:
        _limit.reset(token)


class Line(smtplib.SMTP):
    """A connection that shows its socket before the first word is read: what hangs can be cut."""

    def __init__(self, *place: Any, keep: Callable[[socket.socket], None], **more: Any) -> None:
        self.keep = keep
        super().__init__(*place, **more)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """smtplib's own hook, which SMTP_SSL uses too."""
        made: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]  # unknown to its stubs
        self.keep(made.dup())  # TLS takes the first one over
        return made


class SealedLine(smtplib.SMTP_SSL, Line):
    """The same, encrypted from the first byte."""


class Backend(EmailBackend):
    """A server that answers too slowly is cut off: SMTPServerDisconnected."""

    wire: socket.socket | None = None
    was_cut = False

    @property
    def connection_class(self) -> Callable[..., smtplib.SMTP]:  # type: ignore[override]
        return functools.partial(SealedLine if self.use_ssl else Line, keep=self._keep)

    def open(self) -> bool | None:
        try:
            with self._limited():
                return super().open()
        except Exception:
            self._keep(None)
            if self.connection is not None:
                self.connection.close()
                self.connection = None
            raise

    def close(self) -> None:
        with self._limited():
            super().close()
        self._keep(None)

    def _send(self, email_message: EmailMessage) -> bool:
        with self._limited():
            return super()._send(email_message)  # type: ignore[misc]  # Django's hook, unknown to its stubs

    def _keep(self, line: socket.socket | None) -> None:
        if self.wire is not None:
            self.wire.close()
        self.wire = line

    @contextlib.contextmanager
    def _limited(self) -> Iterator[None]:
        self.was_cut = False
        timer = threading.Timer(_limit.get() or STEP_SECONDS, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        if self.was_cut:  # half a line may have looked like an answer
            self.was_cut = False
            raise smtplib.SMTPServerDisconnected("took too long")

    def _cut(self) -> None:
        line, self.was_cut = self.wire, True
        with contextlib.suppress(OSError):
            if line is not None:
                line.shutdown(socket.SHUT_RDWR)
