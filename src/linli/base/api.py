"""What the rooms' parts of the JSON API share: what may come in, and the one shape of every refusal."""

import re
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

LARGEST_KEY = 2**53 - 1  # the largest whole number that every JSON reader keeps exactly
NO_NUL = r"^[^\x00]*$"
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _only_a_day(given: Any) -> Any:
    """A day is written as one: a number is not taken for seconds since 1970."""
    if given is None or (isinstance(given, str) and DAY.fullmatch(given)):
        return given
    raise PydanticCustomError("date_type", "not a day")


def _whole(given: Any) -> Any:
    """In JSON 4.0 is the whole number 4."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


WHOLE = BeforeValidator(_whole)
Line = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=NO_NUL)]
Day = Annotated[date, BeforeValidator(_only_a_day)]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
"""A row's key in an address."""
SentKey = Annotated[int, Field(strict=True, ge=1, le=LARGEST_KEY), WHOLE]
"""A row's key in a body, where a number is a number."""

# In an address nothing can be null: what is left out is simply not there.
KeyIfAny = Annotated[Key | None, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LARGEST_KEY})]
DayIfAny = Annotated[date | None, BeforeValidator(_only_a_day), WithJsonSchema({"type": "string", "format": "date"})]


class Sent(Schema):
    """A body. What it does not know is refused: a mistyped name would otherwise be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class Press(Sent):
    """Nothing is said with it: the body is {}."""


class Problem(Schema):
    """Why something was not done, in the reader's language; `field` is the part of the call that it speaks of."""

    code: int
    message: str
    field: str | None = None


READING = dict.fromkeys((403, 404, 422, 429), Problem)
WRITING = dict.fromkeys((400, 403, 404, 409, 413, 415, 422, 429), Problem)
"""The answers that are no success, documented with every operation. 405 belongs to an address, not to an operation."""
