"""One line of JSON for each thing logged. Personal data never reaches a log: messages carry kinds and keys, not names or texts."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.apps import apps

from .pressure import chain, words_of

CODE = re.compile(r"(/\d+-)[^/\s]+")
ASKED = re.compile(r"([?&](?:code|token|key|api_key|q)=)[^&\s\"']+")


def hide_codes(message: str) -> str:
    """A message without what opens a thing without an account: behind each route that the house knows to carry a code.

    Before the addresses are read there is no page yet that could be opened, and a shape is all that can be told.
    """
    if "/" not in message and "%2" not in message:
        return message
    if apps.ready:
        from .routes import hiding

        message = hiding().sub(r"\1***", message)
    return ASKED.sub(r"\1***", CODE.sub(r"\1***", message))


class Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": hide_codes(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    def formatException(self, ei: Any) -> str:  # noqa: N802  named by the standard library
        """Where it went wrong and by which kind of fault, first cause first; what a fault says may be somebody's data.
        Only what disk and database say of their own state is kept.
        """
        faults = reversed(chain(ei[1]))
        return "\n".join("".join(traceback.format_tb(f.__traceback__)) + _named(f) for f in faults)


def _named(fault: BaseException) -> str:
    words = words_of(fault)
    return f"{type(fault).__qualname__}: {words}" if words else type(fault).__qualname__
