"""A register that upper floors fill and lower floors list, so that nobody imports upwards."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(dict[str, T], Generic[T]):
    """Keys are unique; filled in each room's apps.py."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what

    def add(self, key: str, item: T) -> T:
        if key in self:
            raise ValueError(f"{self.what} {key} is registered twice")
        self[key] = item
        return item
