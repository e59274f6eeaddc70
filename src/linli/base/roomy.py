"""Room for calls: what makes the same Python a fifth quicker on CPython 3.11 to 3.13.

A thread keeps the frames of its calls in pieces of sixteen kilobytes. Where a loop lies just at the end of a piece, every turn
asks the system for the next one and gives it back. Nobody sees where that is: a call more in the stack moves it. A frame
that is larger than a piece gets one as large as it needs, rounded up to a power of two, and all calls within it have the rest.
"""

from collections.abc import Callable
from typing import Any

NAMES = " = ".join(f"n{number}" for number in range(70_000))
_scope: dict[str, Any] = {}
exec(f"def roomy(run):\n    return run()\n    {NAMES} = None", _scope)  # noqa: S102  seventy thousand names are not typed
roomy: Callable[[Callable[[], Any]], Any] = _scope["roomy"]
"""Calls `run` with half a megabyte of room and returns what it returns. It costs a call to the system: use it for a thread's loop."""
