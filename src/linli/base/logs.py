"""One line of JSON for each thing logged. Personal data never reaches a log: messages carry kinds and keys, not names or texts."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from .pressure import chain, words_of

CODE = re.compile(r"(/\d+-)[^/\s]+")  # what opens a thing without an account, in the address of its page


class Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": CODE.sub(r"\1***", record.getMessage()),
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
