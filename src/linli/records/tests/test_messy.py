"""Every messy file: imported right, value by value, or refused with its reason."""

from datetime import date

import pytest
from django.utils.translation import override

from linli.base.errors import Invalid
from linli.base.sheets import sheet_names
from linli.places.models import Building
from linli.records.addresses import AddressReader, Home
from linli.records.imports.comparing import Comparer
from linli.records.imports.reading import headings_and_keys, open_sheet, propose, read_sheet
from linli.records.register import shipped

from .messy import FILES, PAGE, page

TODAY = date(2026, 11, 23)
BUILDINGS = [Building(pk=3, road="广重一街", name="3栋"), Building(pk=13, road="广重二街", name="13栋")]
NAMES = {Home(3, ""): "3栋", Home(13, ""): "13栋"}


def register(on=()):
    return {f.key: f.switched(is_on=True, basis="测试") if f.key in on else f for f in shipped()}


def read(path, messy):
    """What the wizard makes of the file without any help: the columns as it proposes them, nobody known yet."""
    known = register(messy.on)
    readable = [f.key for f in known.values() if f.is_fillable]
    columns = headings_and_keys(propose(open_sheet(path, messy.sheet), known, {}, readable=readable))
    reading = read_sheet(open_sheet(path, messy.sheet), columns, known, AddressReader(BUILDINGS), today=TODAY)
    return Comparer(known, [], {}, NAMES).compare(reading)


def told(said, keys):
    home = NAMES.get(Home(said.home.building_id, ""), "") + said.home.door if said.home else None
    everything = {**said.values, **said.household, "home": home}
    return {key: everything.get(key) for key in keys}


@pytest.fixture
def path(tmp_path, messy):
    made = tmp_path / messy.name
    messy.make(made)
    return made


@pytest.mark.parametrize("messy", [f for f in FILES if not f.whole], ids=lambda f: f.name)
def test_a_messy_file_is_read_right_and_the_rest_refused_with_the_reason(path, messy):
    with override("en"):
        plan = read(path, messy)
    assert [told(said, row) for said, row in zip(plan.fresh, messy.rows, strict=False)] == [
        dict(row) for row in messy.rows
    ]
    assert len(plan.fresh) == len(messy.rows)
    assert [r.line for r in plan.refused] == list(messy.refused)
    assert [r.reason for r in plan.refused if messy.refused[r.line] not in r.reason] == []
    assert (plan.left_out, plan.repeated) == (messy.left_out, messy.repeated)


@pytest.mark.parametrize("messy", [f for f in FILES if f.whole], ids=lambda f: f.name)
def test_a_file_that_cannot_be_read_is_refused_whole(path, messy):
    with override("en"), pytest.raises(Invalid, match=messy.whole):
        read(path, messy)


@pytest.mark.parametrize("messy", [f for f in FILES if f.name == "sheets.xlsx"], ids=lambda f: f.name)
def test_the_sheets_of_a_book_are_offered(path, messy):
    assert sheet_names(path) == ["说明", "3栋"]


def test_the_page_for_operators_counts_these_very_files():
    assert PAGE.read_text(encoding="utf-8") == page()
    assert len(FILES) >= 30
