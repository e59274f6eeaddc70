"""What can be said no to. The sentence is written for the person who asked."""


class Refused(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """The person may not do this, or not now. `str()` is a sentence in their language."""

    status = 409


class NotYours(Refused):
    """The person lacks the right."""

    status = 403


class Missing(Refused):
    """There is no such thing, or it is not theirs to know: both get the same answer."""

    status = 404


class Invalid(Refused):
    """What was given does not hold; `field` names the part of the form or the call that it speaks of."""

    status = 422

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ChangedMeanwhile(Refused):
    """Somebody else changed the thing since the person saw it; nothing was stored."""


class TooMany(Refused):
    """Asked too often; try again later."""

    status = 429
