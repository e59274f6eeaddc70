"""Records of earlier years or another system become cases, a batch in one transaction, so that an interrupted import goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.base.errors import ChangedMeanwhile, NotYours
from linli.base.rows import held
from linli.facts.actions import fact, record_all
from linli.facts.kinds import FactKind
from linli.facts.models import Fact
from linli.places.actions.local import open_local_community
from linli.places.models import Community
from linli.places.queries import Frame, division_by_code, frame_of

from .. import facts
from ..clocks import set_next_due, start_clocks
from ..imports.mapping import NewCategory
from ..imports.rows import ENDED, Record
from ..imports.targets import NewCommunity, Targets
from ..models import Case, Category, Channel, Event, ImportRun, RememberedMapping, Reporter, State
from ..search_index import index_cases, settle
from .setup import add_category

DUE = ("accept_due_at", "answer_due_at", "resolve_due_at", "is_due_provisional")


@dataclass(frozen=True)
class Batch:
    """Lines of the file read together: those after `after` up to `upto`. `repeated` and `refused` count the lines without a record."""

    after: int
    upto: int
    records: list[Record]
    repeated: int = 0
    refused: int = 0


@action
def begin_import(
    by: Actor,
    *,
    digest: str,
    file_name: str,
    mapping: dict[str, Any],
    name: str,
    columns_signature: str,
    now: datetime,
) -> ImportRun:
    """Begin to read a file, or go on where it was interrupted; the mapping is remembered for tables with the same headings.

    A file read in whole before, or with another mapping, is read from its beginning: what is known stays single, and what
    was refused gets its second chance. Unique by the file's digest and the source, so two at once share one run.
    """
    _require_importer(by)
    RememberedMapping.objects.update_or_create(
        signature=columns_signature, defaults={"name": name[:80], "mapping": mapping, "used_at": now}
    )
    begun, is_new = ImportRun.objects.get_or_create(
        digest=digest,
        source=mapping["source"],
        defaults={"file_name": file_name[:200], "mapping": mapping, "started_at": now},
    )
    run = held(ImportRun, begun.pk)
    if not is_new and (run.ended_at or run.mapping != mapping):
        run.mapping, run.file_name, run.started_at, run.ended_at = mapping, file_name[:200], now, None
        run.lines_done = run.imported = run.known_already = run.refused = 0
        run.save()
    return run


@action
def import_batch(by: Actor, run: ImportRun, batch: Batch, *, targets: Targets, now: datetime) -> ImportRun:
    """Store a batch of records as cases with their history and facts. Nobody is told, and no clock runs for what is over.

    Safe by the lock on the run: of two imports of one file the later one gets ChangedMeanwhile. A record is unique by
    community, source and number in the database; one that is known already stays as it is and is counted.
    """
    _require_importer(by)
    run = held(ImportRun, run.pk)
    if run.lines_done != batch.after:
        raise ChangedMeanwhile(_("This file is being read in by somebody else at this moment."))
    _make_missing(by, batch.records, targets, now)
    fresh = _unknown(batch.records, targets, run.source)
    frames: dict[int, Frame] = {}
    cases = [_case(record, targets, run.source, now, frames) for record in fresh]
    _start_clocks(cases, now)
    happenings = [h for case, record in zip(cases, fresh, strict=True) for h in _history(case, record, now)]
    Case.objects.bulk_create(cases)
    Reporter.objects.bulk_create(
        Reporter(case=case, name=r.reporter_name, telephone=r.reporter_telephone, joined_at=r.reported_at)
        for case, r in zip(cases, fresh, strict=True)
        if r.reporter_name or r.reporter_telephone
    )
    Event.objects.bulk_create(h.event(by) for h in happenings)
    record_all(h.fact(by, now) for h in happenings)
    index_cases(cases)
    run.lines_done = batch.upto
    run.imported += len(cases)
    run.known_already += len(batch.records) - len(cases) + batch.repeated
    run.refused += batch.refused
    run.save()
    return run


@action
def end_import(by: Actor, run: ImportRun, *, now: datetime) -> ImportRun:
    """The file was read to its end. Safe by the lock on the run; ending twice changes nothing."""
    _require_importer(by)
    run = held(ImportRun, run.pk)
    run.ended_at = run.ended_at or now
    run.save(update_fields=["ended_at"])
    settle()
    return run


@dataclass(frozen=True)
class _Happening:
    """One thing that happened to an imported case: its line of history and its fact."""

    case: Case
    kind: FactKind
    at: datetime
    before: str
    after: str
    version: int
    data: dict[str, str]
    attributes: dict[str, Any]

    def event(self, by: Actor) -> Event:
        return Event(
            case=self.case,
            key=self.kind.key,
            at=self.at,
            by_id=by.person_id,
            by_role=by.acts_as,
            is_public=not self.case.is_confidential,
            state_before=self.before,
            state_after=self.after,
            version=self.version,
            data=self.data,
        )

    def fact(self, by: Actor, now: datetime) -> Fact:
        community = self.case.community_id
        return fact(by, self.kind.key, self.case, now=now, at=self.at, community_id=community, **self.attributes)


def known_numbers(source: str, numbers: dict[int, set[str]]) -> set[tuple[int, str]]:
    """Which of these records (numbers by community) are cases already."""
    known: set[tuple[int, str]] = set()
    for community, wanted in numbers.items():
        rows = Case.objects.filter(community=community, source=source, source_number__in=wanted).exclude(source="")
        known |= {(community, number) for number in rows.order_by().values_list("source_number", flat=True)}
    return known


def _require_importer(by: Actor) -> None:
    if not (by.is_house or by.holds(RoleKind.ADMINISTRATOR)):
        raise NotYours(_("Only an administrator imports records."))


def _make_missing(by: Actor, records: Iterable[Record], targets: Targets, now: datetime) -> None:
    """Communities and categories that the mapping allows and these records need."""
    for record in records:
        target = targets.of(record)
        if isinstance(target.community, NewCommunity):
            targets.communities[record.community_word] = _make_community(by, target.community, now)
        if isinstance(target.category, NewCategory):
            targets.categories[record.category_word] = _make_category(by, target.category, now)


def _make_community(by: Actor, new: NewCommunity, now: datetime) -> Community:
    under = division_by_code(new.under_code) if new.under_code else None
    return open_local_community(by, new.chain, slug=new.slug, under=under, now=now)


def _make_category(by: Actor, new: NewCategory, now: datetime) -> Category:
    return Category.objects.filter(key=new.key).first() or add_category(
        by,
        key=new.key,
        name=new.name,
        name_en=new.name_en,
        good=new.good,
        group=new.group,
        group_en=new.group_en,
        words=new.words,
        now=now,
    )


def _place(record: Record, targets: Targets) -> tuple[Community, Category]:
    target = targets.of(record)
    if isinstance(target.community, NewCommunity) or isinstance(target.category, NewCategory):
        raise TypeError("communities and categories are made before records are placed")
    return target.community, target.category


def _unknown(records: Iterable[Record], targets: Targets, source: str) -> list[Record]:
    """The records that are no cases yet, each number once."""
    numbered: dict[tuple[int, str], Record] = {}
    by_community: dict[int, set[str]] = {}
    for record in records:
        community, _category = _place(record, targets)
        numbered.setdefault((community.pk, record.number), record)
        by_community.setdefault(community.pk, set()).add(record.number)
    known = known_numbers(source, by_community)
    return [record for key, record in numbered.items() if key not in known]


def _frame(community: Community, frames: dict[int, Frame], now: datetime) -> Frame:
    """A point far outside of the community is no point of it: the record stays, off the map."""
    if community.pk not in frames:
        frames[community.pk] = frame_of(community, on=localdate(now))
    return frames[community.pk]


def _case(record: Record, targets: Targets, source: str, now: datetime, frames: dict[int, Frame]) -> Case:
    community, category = _place(record, targets)
    state, public = record.ending.state, targets.mapping.is_public and not category.is_private_matter
    is_over = state in {State.RESOLVED, State.CLOSED}
    case = Case(
        community=community,
        category=category,
        text=record.text,
        place_text=record.place_text,
        channel=Channel.IMPORT,
        state=state,
        outcome=record.ending.outcome,
        wants_public=public,
        is_public=public and not category.is_confidential,
        is_confidential=category.is_confidential,
        reported_at=record.reported_at,
        resolved_at=(record.ended_at or (now if state == State.RESOLVED else None)) if is_over else None,
        closed_at=(record.ended_at or now) if state in {State.CLOSED, State.DECLINED} else None,
        changed_at=record.ended_at or record.reported_at,
        source=source,
        source_number=record.number,
    )
    if record.point and _frame(community, frames, now).holds(*record.point):
        case.latitude, case.longitude = record.point
        case.datum = targets.mapping.point.datum if targets.mapping.point else case.datum
    return case


def _start_clocks(cases: Iterable[Case], now: datetime) -> None:
    """For what is still open the clocks start now, when the committee first hears of it; alike cases have alike deadlines."""
    started: dict[tuple[int, int], Case] = {}
    for case in cases:
        if not case.is_open:
            continue
        alike = started.setdefault((case.community_id, case.category_id), case)
        if alike is case:
            start_clocks(case, now=now)
        for name in DUE:
            setattr(case, name, getattr(alike, name))
        set_next_due(case)


def _history(case: Case, record: Record, now: datetime) -> list[_Happening]:
    """What the record tells of the case, in order; as for every case, its version counts what happened."""
    category, is_over = case.category.key, record.ending.state in ENDED
    told: list[_Happening] = []

    def happened(
        kind: FactKind, at: datetime, after: str, data: dict[str, str] | None = None, **attributes: Any
    ) -> None:
        before = told[-1].after if told else ""
        told.append(
            _Happening(case, kind, at, before, after, len(told) + 1, data or {}, {"category": category, **attributes})
        )

    happened(
        facts.REPORTED,
        record.reported_at,
        State.NEW if is_over else case.state,
        {"channel": case.channel},
        good=case.category.good,
        channel=case.channel,
        visible=case.is_public,
    )
    if case.resolved_at:
        happened(
            facts.RESOLVED,
            case.resolved_at,
            State.RESOLVED,
            {"outcome": case.outcome},
            outcome=case.outcome or None,
            round=0,
        )
    if case.state == State.CLOSED:
        happened(facts.CLOSED, case.closed_at or now, State.CLOSED, rated=False)
    if case.state == State.DECLINED:
        happened(facts.DECLINED, case.closed_at or now, State.DECLINED)
    case.version = len(told)
    return told
