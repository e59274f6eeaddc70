"""A file goes into the records: kept, mapped, decided about, taken in whole or not at all."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rows import all_held, held, open_row
from linli.base.rules import rule
from linli.base.sheets import signature
from linli.facts.actions import record
from linli.places.models import Community

from .. import facts
from ..addresses import Home
from ..imports.comparing import KEPT, NEW, Match, Plan
from ..imports.files import Uploaded, forget_file, keep_file
from ..imports.reading import Reading, Said
from ..models import Entry, Household, ImportRun, RememberedMapping, Resident
from ..permissions import keep_records
from ..queries.fields import register_of
from ..queries.imports import ground_of, plan_of
from ..register import ADDRESS, Field
from ..writing import Source, change_household, change_resident, differences

BATCH = 500
DECISIONS = (NEW, KEPT, "")


@action
def begin_import(by: Actor, community: Community, *, file: Uploaded, now: datetime) -> ImportRun:
    """Keep an uploaded file until it is read in or dropped. Invalid for what is no table; NotYours for who keeps no records here."""
    keep_records.require(by, community)
    name = keep_file(file)
    return ImportRun.objects.create(
        community=community, by_id=by.person_id, file=name, file_name=str(file.name)[-200:], created_at=now
    )


@action
def choose_sheet(by: Actor, run: ImportRun, *, sheet: str, now: datetime) -> ImportRun:
    """Which sheet of the file is meant; what was decided for another one falls away. Safe by the lock of the run."""
    run = _open_run(by, run)
    run.sheet, run.columns, run.decisions = sheet[:80], {}, {}
    run.save()
    return run


@action
def map_columns(by: Actor, run: ImportRun, *, columns: Mapping[str, str], now: datetime) -> ImportRun:
    """Which column is which field. Invalid if none holds the names, or two hold one field. Safe by the lock of the run."""
    run = _open_run(by, run)
    chosen = [key for key in columns.values() if key]
    if "name" not in chosen:
        raise Invalid(_("Say which column holds the names."), field="columns")
    if twice := {key for key in chosen if chosen.count(key) > 1}:
        labels = [register_of(run.community)[key].label for key in sorted(twice) if key in register_of(run.community)]
        raise Invalid(
            _("Two columns are the same field: %(fields)s.") % {"fields": ", ".join(labels or sorted(twice))},
            field="columns",
        )
    run.columns = dict(columns)
    run.save(update_fields=["columns"])
    RememberedMapping.objects.update_or_create(
        community=run.community,
        signature=signature(list(columns)),
        defaults={"columns": list(columns.values()), "used_at": now},
    )
    return run


@action
def decide(
    by: Actor,
    run: ImportRun,
    *,
    now: datetime,
    everything: str | None = None,
    columns: Mapping[str, str] | None = None,
    rows: Mapping[str, Mapping[str, str]] | None = None,
    alike: Mapping[str, str] | None = None,
) -> ImportRun:
    """Decide about what the file would replace: for all, for a column, for single values; and who is who among those alike.

    Decisions add up; a nearer one counts before a wider one. Safe by the lock of the run.
    """
    run = _open_run(by, run)
    decisions = dict(run.decisions)
    given = [everything or "", *(columns or {}).values(), *(d for row in (rows or {}).values() for d in row.values())]
    if any(d not in DECISIONS for d in given):
        raise Invalid(_("Choose the new value or the old one."))
    if everything is not None:
        decisions |= {"all": everything, "columns": {}, "rows": {}}
    if columns:
        decisions["columns"] = {**decisions.get("columns", {}), **columns}
        decisions["rows"] = {
            line: {key: d for key, d in row.items() if key not in columns}
            for line, row in decisions.get("rows", {}).items()
        }
    if rows:
        known = decisions.get("rows", {})
        decisions["rows"] = known | {line: {**known.get(line, {}), **row} for line, row in rows.items()}
    if alike:
        decisions["alike"] = {**decisions.get("alike", {}), **alike}
    run.decisions = decisions
    run.save(update_fields=["decisions"])
    return run


@action
def finish_import(by: Actor, run: ImportRun, reading: Reading, *, now: datetime) -> ImportRun:
    """Take the file in: new records, additions, and the replacements that were decided for; the rest stays as it was.

    One transaction: the lock of the run and of the community's row keeps two imports apart, and what the file would change
    is worked out anew under it. Refused while something waits for a decision.
    """
    run = _open_run(by, run)
    held(Community, run.community_id)
    ground = ground_of(run.community)
    plan = plan_of(run, reading, ground)
    if waiting := plan.undecided + len(plan.alike):
        raise Refused(
            ngettext(
                "%(count)d thing still waits for your decision. Nothing was stored.",
                "%(count)d things still wait for your decision. Nothing was stored.",
                waiting,
            )
            % {"count": waiting}
        )
    _Taking(by, run, plan, ground.register, now).take_in()
    run.report = {
        "new": len(plan.fresh),
        "added": len(plan.added_to),
        "same": plan.same,
        "repeated": plan.repeated,
        "changed": sum(1 for m in plan.changed if any(c.decision == NEW for c in m.cells)),
        "kept": sum(1 for m in plan.changed if all(c.decision == KEPT for c in m.cells)),
        "refused": len(plan.refused),
        "left_out": plan.left_out,
    }
    mapped = [at for at, heading in enumerate(reading.columns) if run.columns.get(heading)]
    run.keep_refused(
        [reading.columns[at] for at in mapped],
        [[r.line, r.reason, [str(r.cells[at]) if at < len(r.cells) else "" for at in mapped]] for r in plan.refused],
    )
    _end(run, ImportRun.State.DONE, now)
    record(
        by,
        facts.IMPORTED.key,
        run,
        now=now,
        community_id=run.community_id,
        value=len(reading.said),
        new=run.report["new"],
        changed=run.report["changed"],
        refused=run.report["refused"],
    )
    return run


@action
def drop_import(by: Actor, run: ImportRun, *, now: datetime) -> ImportRun:
    """Leave the file be: it is deleted, and nothing was changed. Safe by the lock of the run."""
    run = _open_run(by, run)
    _end(run, ImportRun.State.DROPPED, now)
    return run


@action
def forget_old_files(by: Actor, *, now: datetime) -> int:
    """Files that nobody finished go after their days, and so do the rows that were refused. Run again it does no harm."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    on = timezone.localdate(now)
    unfinished = now - timedelta(days=rule("records.upload_days", on=on).value)
    mended = now - timedelta(days=rule("records.refused_days", on=on).value)
    left = list(all_held(ImportRun.objects.filter(state=ImportRun.State.OPEN, created_at__lt=unfinished)))
    for run in left:
        _end(run, ImportRun.State.DROPPED, now)
    ImportRun.objects.filter(ended_at__lt=mended).exclude(refused_sealed="").update(refused_sealed="")
    return len(left)


def _open_run(by: Actor, run: ImportRun) -> ImportRun:
    run = open_row(by, ImportRun.objects.select_related("community"), run.pk, right=keep_records, of="community")
    if run.state != ImportRun.State.OPEN:
        raise Missing(_("This file is done with."))
    return run


def _end(run: ImportRun, state: str, now: datetime) -> None:
    """The file goes when the change stands, and its headings with it; what is left says what became of it."""
    transaction.on_commit(lambda name=run.file: forget_file(name))  # type: ignore[misc]
    run.state, run.ended_at, run.file, run.decisions, run.columns = state, now, "", {}, {}
    run.save()


class _Taking:
    """Writes a plan down, in as many queries for a thousand rows as for ten."""

    def __init__(self, by: Actor, run: ImportRun, plan: Plan, register: Mapping[str, Field], now: datetime) -> None:
        self.by, self.run, self.plan, self.register, self.now = by, run, plan, register, now
        self.entries: list[Entry] = []
        self.households: dict[Home, Household] = {}
        self.changed_homes: dict[int, Household] = {}

    def take_in(self) -> None:
        self._find_households()
        fresh = [self._new(said) for said in self.plan.fresh]
        changed = self._changed()
        Household.objects.bulk_update(self.changed_homes.values(), ["values"], batch_size=BATCH)
        Resident.objects.bulk_create(fresh, batch_size=BATCH)
        Resident.objects.bulk_update(changed, ["values", "name", "sound", "household"], batch_size=BATCH)
        Entry.objects.bulk_create(self.entries, batch_size=BATCH)

    def _find_households(self) -> None:
        wanted = {said.home for said in self._all_said() if said.home}
        self._load()
        Household.objects.bulk_create(
            [
                Household(
                    community=self.run.community, building_id=home.building_id, door=home.door, created_at=self.now
                )
                for home in sorted(wanted - self.households.keys(), key=lambda h: (h.building_id or 0, h.door))
            ],
            batch_size=BATCH,
        )
        self._load()

    def _load(self) -> None:
        found = Household.objects.filter(community=self.run.community).select_related("building")
        self.households = {Home(h.building_id, h.door): h for h in found}

    def _all_said(self) -> list[Said]:
        return [*self.plan.fresh, *(match.said for match in self.plan.matches)]

    def _new(self, said: Said) -> Resident:
        household = self.households[said.home] if said.home else None
        resident = Resident(
            community=self.run.community,
            household=household,
            is_demonstration=self.run.community.is_demonstration,
            created_at=self.now,
        )
        changes = differences(self.register, {}, said.values) | ({"address": household.address} if household else {})
        self._enter(change_resident(self.by, resident, changes, self._source(said), now=self.now))
        if household:
            self._change_home(household, {k: v for k, v in said.household.items() if k not in household.values}, said)
        return resident

    def _changed(self) -> list[Resident]:
        matches = {m.known.key: m for m in self.plan.matches if m.taken}
        residents = Resident.objects.filter(community=self.run.community, left_date__isnull=True)
        changed = []
        for resident in residents.select_related("household__building").order_by("pk"):
            if resident.pk in matches:
                self._apply(resident, matches[resident.pk])
                changed.append(resident)
        return changed

    def _apply(self, resident: Resident, match: Match) -> None:
        taken = dict(match.taken)
        moved = taken.pop(ADDRESS.key, None)
        own = {k: v for k, v in taken.items() if self.register[k].belongs_to == "resident"}
        if moved:
            resident.household = self.households[moved]
        changes = differences(self.register, resident.values, own) | (
            {"address": resident.household.address} if moved and resident.household else {}
        )
        self._enter(change_resident(self.by, resident, changes, self._source(match.said), now=self.now))
        if resident.household:
            self._change_home(resident.household, {k: v for k, v in taken.items() if k not in own}, match.said)

    def _change_home(self, household: Household, values: Mapping[str, Any], said: Said) -> None:
        household = self.changed_homes.get(household.pk, self.households[Home(household.building_id, household.door)])
        changes = differences(self.register, household.values, values)
        if entry := change_household(self.by, household, changes, self._source(said), now=self.now):
            self._enter(entry)
            self.changed_homes[household.pk] = household

    def _source(self, said: Said) -> Source:
        return Source(Entry.Origin.FILE, self.run.file_name, said.line)

    def _enter(self, entry: Entry | None) -> None:
        if entry:
            self.entries.append(entry)
