"""Divisions come in from a table, and communities open."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.recorder import note_fact

from ..models import Community, Division, DivisionName, Level
from ..permissions import keep_country

ORDER = [level.value for level in Level]
BATCH = 2000


@dataclass(frozen=True)
class Imported:
    created: int
    changed: int
    unchanged: int


@dataclass
class _Row:
    line: int
    code: str
    name: str
    level: str
    parent: str
    name_en: str
    local_code: str
    aliases: list[str]
    from_date: date | None
    to_date: date | None


@action
def import_divisions(
    by: Actor,
    rows: Iterable[tuple[int, dict[str, Any]]],
    *,
    source: str,
    now: datetime,
    progress: Callable[[int], None] = lambda _done: None,
) -> Imported:
    """Read divisions in: rows of (line, {code, name, level, parent, …}), parents in any order. All or nothing, in one transaction.

    Doing it twice changes nothing. A new name keeps the former one. Safe against a second import at once: the codes are
    unique, so the later one fails whole. Invalid names the line of the first bad row.
    """
    if not (by.is_house or keep_country.allows(by, None)):
        raise NotYours(_("Only an administrator imports divisions."))
    wanted = _checked([_read(line, row) for line, row in rows])
    known = {d.code: d for d in Division.objects.filter(code__isnull=False).order_by("pk")}
    _check_parents(wanted, known)
    created = changed = done = 0
    for level in ORDER:
        fresh, stale = [], []
        for row in (r for r in wanted.values() if r.level == level):
            old = known.get(row.code)
            parent = known[row.parent].pk if row.parent else None
            if old is None:
                fresh.append(_division(row, parent, source))
            elif _apply(row, parent, old, now):
                stale.append(old)
            done += 1
        for division in Division.objects.bulk_create(fresh, batch_size=BATCH):
            known[division.code] = division
        Division.objects.bulk_update(
            stale, ["name", "name_en", "parent", "local_code", "from_date", "to_date"], batch_size=500
        )
        created, changed = created + len(fresh), changed + len(stale)
        progress(done)
    _keep_aliases(wanted, known)
    if (created or changed) and (top := next(iter(known.values()), None)):
        note_fact(by, "places.divisions.imported", top, now=now, community_id=None, created=created, changed=changed)
    return Imported(created, changed, len(wanted) - created - changed)


@action
def open_community(
    by: Actor,
    division: Division,
    *,
    now: datetime,
    slug: str = "",
    name: str = "",
    name_en: str = "",
    is_demonstration: bool = False,
) -> Community:
    """Begin to serve a community. Its ancestors are written beside it, so that rights over a place are one comparison.

    Safe by the primary key: a community opens once. Refused if it is open, Invalid if the division is no community.
    """
    if not (by.is_house or keep_country.allows(by, division)):
        raise NotYours(_("Only an administrator opens communities."))
    if division.level != Level.COMMUNITY:
        raise Invalid(_("This division is not a community."), field="division")
    if Community.objects.filter(pk=division.pk).exists():
        raise Refused(_("This community is open already."))
    community = Community(
        division=division,
        name=name or short_name(division.name),
        name_en=name_en or division.name_en,
        slug=slug or division.code or f"c{division.pk}",
        from_date=timezone.localdate(now),
        is_demonstration=is_demonstration,
    )
    parent = division.parent
    while parent is not None:
        setattr(community, parent.level, parent)
        parent = parent.parent
    community.save()
    note_fact(by, "places.community.opened", community, now=now, community_id=community.pk)
    return community


def short_name(name: str) -> str:
    """和平南社区居民委员会 → 和平南社区."""
    return re.sub(r"(居民委员会|居委会|村民委员会|村委会)$", "", name) or name


def _read(line: int, row: dict[str, Any]) -> _Row:
    text = {
        key: str(row.get(key) or "").strip()
        for key in ("code", "name", "level", "parent", "name_en", "local_code", "aliases", "from_date", "to_date")
    }
    if not re.fullmatch(r"\d{12}", text["code"]):
        raise _bad(line, _("the code “%(code)s” is not 12 digits") % {"code": text["code"]})
    if not text["name"] or len(text["name"]) > 120:
        raise _bad(line, _("the name is missing or too long"))
    if text["level"] not in ORDER:
        raise _bad(
            line,
            _("the level “%(level)s” is unknown; it is one of %(levels)s")
            % {"level": text["level"], "levels": ", ".join(ORDER)},
        )
    if (text["level"] == Level.PROVINCE) != (text["parent"] == ""):
        raise _bad(line, _("every division but a province names its parent"))
    try:
        days = [date.fromisoformat(text[key]) if text[key] else None for key in ("from_date", "to_date")]
    except ValueError as wrong:
        raise _bad(line, _("a date is not written as 2026-01-31")) from wrong
    aliases = [a.strip() for a in re.split(r"[;；、|]", text["aliases"]) if a.strip()]
    return _Row(
        line,
        text["code"],
        text["name"],
        text["level"],
        text["parent"],
        text["name_en"],
        text["local_code"],
        aliases,
        *days,
    )


def _checked(rows: list[_Row]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows:
        if (twin := found.get(row.code)) and (twin.name, twin.level, twin.parent) != (row.name, row.level, row.parent):
            raise _bad(
                row.line,
                _("the code %(code)s stands on line %(line)d already, with another content")
                % {"code": row.code, "line": twin.line},
            )
        found.setdefault(row.code, row)
    if not found:
        raise Invalid(_("The file holds no divisions."), field="file")
    return found


def _check_parents(wanted: dict[str, _Row], known: dict[str | None, Division]) -> None:
    for row in wanted.values():
        if not row.parent:
            continue
        parent = wanted.get(row.parent) or known.get(row.parent)
        if parent is None:
            raise _bad(row.line, _("the parent %(code)s is neither in the file nor known") % {"code": row.parent})
        if ORDER.index(parent.level) >= ORDER.index(row.level):
            raise _bad(row.line, _("the parent %(code)s does not stand above it") % {"code": row.parent})
        old = known.get(row.code)
        if old is not None and old.level != row.level:
            raise _bad(row.line, _("the code %(code)s is known with another level") % {"code": row.code})


def _bad(line: int, reason: str) -> Invalid:
    return Invalid(
        _("Line %(line)d: %(reason)s. Nothing was changed.") % {"line": line, "reason": reason}, field="file"
    )


def _division(row: _Row, parent: int | None, source: str) -> Division:
    return Division(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        level=row.level,
        parent_id=parent,
        local_code=row.local_code,
        from_date=row.from_date,
        to_date=row.to_date,
        source=source,
    )


def _apply(row: _Row, parent: int | None, old: Division, now: datetime) -> bool:
    """Bring the old row up to date; whether anything changed."""
    new = {
        "name": row.name,
        "parent_id": parent,
        "name_en": row.name_en or old.name_en,
        "local_code": row.local_code or old.local_code,
        "from_date": row.from_date or old.from_date,
        "to_date": row.to_date or old.to_date,
    }
    if all(getattr(old, key) == value for key, value in new.items()):
        return False
    if old.name != row.name:
        DivisionName.objects.get_or_create(
            division=old, name=old.name, kind="former", defaults={"to_date": localdate(now)}
        )
    for key, value in new.items():
        setattr(old, key, value)
    return True


def _keep_aliases(wanted: dict[str, _Row], known: dict[str | None, Division]) -> None:
    names = [
        DivisionName(division=known[r.code], name=alias, kind="alias") for r in wanted.values() for alias in r.aliases
    ]
    DivisionName.objects.bulk_create(names, ignore_conflicts=True, batch_size=BATCH)
