"""Three invented residents, and a form that an office asks for."""

import pytest

from linli.records.actions import add_resident

from .given import asked


@pytest.fixture
def residents(cast, now) -> None:
    for name, born, door, telephone in (
        ("演示婆婆", "1941-03-02", "3栋801", "13800138000"),
        ("演示阿公", "1938-10-01", "3栋802", ""),
        ("演示后生", "1999-01-01", "3栋802", ""),
    ):
        values = {"name": name, "birth_date": born, "telephone": telephone}
        add_resident(cast.worker, cast.here, values=values, address=door, now=now)


@pytest.fixture
def form(cast, now):
    return asked(cast, now)
