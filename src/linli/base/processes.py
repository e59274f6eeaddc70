"""Processes that do not outlive what started them."""

import os
import threading
import time

LOOKS_EVERY_SECONDS = 0.5


def end_with_parent(parent: int | None = None) -> None:
    """End this process at once when its parent is gone: an orphan would hold the port or the worker's lock. `parent` tells who
    it should be, where it may have gone before this is called.
    """
    parent = parent or os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOKS_EVERY_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
