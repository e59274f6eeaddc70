"""What a server's process does before its first request: read templates, import what pages import, open the database."""

import logging
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

log = logging.getLogger("linli.serving")
PAGES = ("/", "/cases/", "/report/", "/search/?q=%E8%B7%AF%E7%81%AF", "/accounts/login/")


def warm(application: Callable[..., Iterable[bytes]]) -> None:
    """Ask for some pages. Whatever goes wrong is left to the first visitor's request to show."""
    for page in PAGES:
        path, _mark, query = page.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_X_FORWARDED_PROTO": "https",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        try:
            output = application(environ, lambda *_said: None)
            b"".join(output)
            getattr(output, "close", lambda: None)()
        except Exception as wrong:  # noqa: BLE001  a cold start is slower, not impossible
            log.warning("%s was not warmed: %s", path, type(wrong).__name__)
