"""Who looked at my details: whatever page of the house's staff shows something personal of a resident, that resident reads it.

Every address of the tables of the matrix is opened by the chair. A page on which the resident stands, in the records or with an
account, must have left a look, or be named here with its reason.
"""

import pytest
from django.db import transaction

from linli.ballots.models import RollEntry
from linli.meetings.models import Seat
from linli.people.models import Look, Person, Role
from linli.records.models import Opening, Resident

from .test_matrix import rows, world  # noqa: F401

pytestmark = pytest.mark.once

SHOWN = {
    "records:columns": "the rows of the file that the worker has just brought in, none of the records",
    "meetings:wall": "who asked to speak, on the screen of the room",
    "meetings:run": "who asked to speak; the seats that it offers leave looks, as meetings/tests/test_looks.py shows",
    "ballots:desk_roll": "voters written down by hand; ballots/tests/test_keys.py reads those known from the records",
    "ballots:tablet": "the same",
    "meetings:roll": "guests written down by hand; meetings/tests/test_looks.py reads those known from the records",
}
"""Where somebody may be read without a look, and why."""


def test_what_staff_read_of_a_resident_stands_on_that_residents_page(cast, world, visit):  # noqa: F811
    chair, untold, names = visit("chair"), [], residents()
    for method, name, template, expected in rows():
        path = template.format(**vars(world))
        if method == "GET" and expected[5] == "2" and name not in SHOWN and path not in untold:
            untold += [f"{name} {path}: {found}" for found in _read_in_silence(chair, path, names)]
    assert not untold, "\n" + "\n".join(untold)


def residents() -> set[str]:
    """The names of everybody in the records, of voters and guests known there, and of whoever holds no role."""
    found = (
        Person.objects.exclude(pk__in=Role.objects.values("person")),
        Resident.objects.all(),
        RollEntry.objects.exclude(resident_key=None, household_key=None),
        Seat.objects.exclude(person_key=None, household_key=None),
    )
    return {name for rows in found for name in rows.values_list("name", flat=True) if name}


def _read_in_silence(chair, path: str, names: set[str]) -> list[str]:
    """Who is shown there, with a purpose given where the page asks for one, when nobody is told. Leaves nothing behind."""
    before, told = transaction.savepoint(), _told()
    answer = chair.get(path)
    if not answer.streaming and b'name="task"' in answer.content:
        assert not _shown(answer.content, names), f"{path} asks for a purpose and names people already"
        chair.post(path, {"task": "走访"})
        answer = chair.get(path)
    found = _shown(b"".join(answer) if answer.streaming else answer.content, names)
    silent = found if _told() == told else []
    transaction.savepoint_rollback(before)
    return silent


def _told() -> int:
    return Look.objects.count() + Opening.objects.count()


def _shown(content: bytes, names: set[str]) -> list[str]:
    return sorted(name for name in names if name.encode() in content)
