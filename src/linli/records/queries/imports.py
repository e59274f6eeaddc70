"""Files on their way into the records: what stands in them, and what they would change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.sheets import sheet_names, signature
from linli.places.models import Building, Community

from ..addresses import AddressReader, Home
from ..imports.comparing import Comparer, Known, Plan
from ..imports.files import opened
from ..imports.reading import Column, Reading, open_sheet, propose, read_sheet
from ..models import ImportRun, RememberedMapping, Resident
from ..permissions import keep_records
from ..register import Field
from .fields import register_of, require_keeper, seen

MOST_RUNS = 20


@dataclass(frozen=True)
class RunLine:
    key: int
    file_name: str
    sheet: str
    state: str
    state_name: str
    is_open: bool
    by: str
    created_at: datetime
    report: dict[str, int]
    refused: int


@dataclass(frozen=True)
class Ground:
    """What a file is read against: the field register and the buildings of its community."""

    register: dict[str, Field]
    buildings: list[Building]

    @property
    def addresses(self) -> dict[Home, str]:
        return {Home(b.pk, ""): f"{b.road}{b.name}" for b in self.buildings}


def runs(by: Actor, community: Community) -> list[RunLine]:
    """The files read in here, the latest first."""
    require_keeper(by, community)
    found = (
        ImportRun.objects.filter(community=community).select_related("by").order_by("-created_at", "-pk")[:MOST_RUNS]
    )
    return [
        RunLine(
            run.pk,
            run.file_name,
            run.sheet,
            run.state,
            run.get_state_display(),
            run.state == ImportRun.State.OPEN,
            run.by.name if run.by else "",
            run.created_at,
            run.report,
            run.report.get("refused", 0),
        )
        for run in found
    ]


def run_named(by: Actor, key: int) -> ImportRun:
    """A file of a community whose records the reader keeps. Missing otherwise."""
    communities = Community.objects.filter(keep_records.within(by)).values("pk")
    found = ImportRun.objects.filter(community__in=communities, pk=key).select_related("community").first()
    if found is None:
        raise Missing(_("There is no such file here."))
    return found


def sheets_of(run: ImportRun) -> list[str]:
    return sheet_names(opened(run.file))


def ground_of(community: Community) -> Ground:
    return Ground(register_of(community), list(Building.objects.filter(community=community)))


def columns_of(by: Actor, run: ImportRun) -> list[Column]:
    """The columns of the sheet with what is proposed for each: as chosen before, as remembered, or by their words."""
    require_keeper(by, run.community)
    register = register_of(run.community)
    table = open_sheet(opened(run.file), run.sheet)
    known = run.columns or remembered(run.community, table.columns)
    return propose(table, register, known, readable=seen(by, register))


def remembered(community: Community, columns: list[str]) -> dict[str, str]:
    found = RememberedMapping.objects.filter(community=community, signature=signature(columns)).first()
    return dict(zip(columns, found.columns, strict=False)) if found else {}


def read_run(by: Actor, run: ImportRun, ground: Ground, *, now: datetime) -> Reading:
    """Every row of the file as it is mapped. Nothing of the records is asked."""
    require_keeper(by, run.community)
    table = open_sheet(opened(run.file), run.sheet)
    addresses = AddressReader(ground.buildings)
    return read_sheet(table, run.columns, seen(by, ground.register), addresses, today=timezone.localdate(now))


def plan_of(run: ImportRun, reading: Reading, ground: Ground) -> Plan:
    """What the file would change as things stand now, with what was decided so far."""
    known = known_here(run.community, ground.addresses)
    return Comparer(ground.register, known, run.decisions, ground.addresses).compare(reading)


def known_here(community: Community, addresses: dict[Home, str]) -> list[Known]:
    found = Resident.objects.filter(community=community, left_date__isnull=True).order_by("pk")
    columns = ("pk", "name", "sound", "values", "household__building_id", "household__door", "household__values")
    return [_known(addresses, *row) for row in found.values_list(*columns)]


def _known(
    addresses: dict[Home, str],
    key: int,
    name: str,
    sound: str,
    values: dict[str, Any],
    building: int | None,
    door: str | None,
    household: dict[str, Any] | None,
) -> Known:
    home = Home(building, door) if door is not None else None
    address = addresses.get(Home(building, ""), "") + door if door is not None else ""
    return Known(key, name, sound, values, home, household or {}, address)
