"""A row of a table becomes a record: what it says in our words, not yet where it belongs. No database here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.coordinates import Point, parse_point, to_wgs84
from linli.base.errors import Invalid
from linli.base.headings import bare
from linli.base.office_dates import read_moment
from linli.base.text import clean, telephone, words
from linli.places.queries import is_nowhere

from ..models import State
from .mapping import Columns, Ending, PointRule, TableMapping

NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "不详", "未知", "n/a", "na", "null", "none"})
USUAL_STATES = {
    "new": State.NEW,
    "open": State.NEW,
    "received": State.NEW,
    "待处理": State.NEW,
    "未处理": State.NEW,
    "待受理": State.NEW,
    "accepted": State.ACCEPTED,
    "已受理": State.ACCEPTED,
    "受理": State.ACCEPTED,
    "in progress": State.IN_PROGRESS,
    "处理中": State.IN_PROGRESS,
    "办理中": State.IN_PROGRESS,
    "在办": State.IN_PROGRESS,
    "closed": State.CLOSED,
    "completed": State.CLOSED,
    "resolved": State.CLOSED,
    "done": State.CLOSED,
    "办结": State.CLOSED,
    "已办结": State.CLOSED,
    "已完成": State.CLOSED,
    "完成": State.CLOSED,
    "已解决": State.CLOSED,
    "已关闭": State.CLOSED,
    "declined": State.DECLINED,
    "rejected": State.DECLINED,
    "不予受理": State.DECLINED,
    "不受理": State.DECLINED,
}
ENDED = frozenset({State.RESOLVED, State.CLOSED, State.DECLINED})
FEW_HOURS = timedelta(hours=26)  # a day written elsewhere on earth may be tomorrow here


@dataclass(frozen=True)
class Record:
    """What one line says. `number` is its name in the source; the words for category and community are still those of the table."""

    line: int
    number: str
    text: str
    place_text: str
    reported_at: datetime
    ended_at: datetime | None
    ending: Ending
    category_word: str
    community_word: str
    point: Point | None
    reporter_name: str
    reporter_telephone: str


class RowReader:
    """Reads the rows of one table by a mapping. Invalid at once if the table lacks a column that the mapping names."""

    def __init__(self, mapping: TableMapping, columns: Sequence[str], *, now: datetime) -> None:
        self.mapping = mapping
        self.now = now
        self.zone = ZoneInfo(mapping.zone)
        self.today = localdate(now, self.zone)
        self._found = _Headings(columns)
        m, find = mapping, self._found.column
        self.number, self.reported, self.ended = find(m.number), find(m.reported), find(m.ended)
        self.state, self.category, self.community = (find(r.column) for r in (m.state, m.category, m.community))
        self.name, self.telephone = find(m.reporter_name), find(m.reporter_telephone)
        self.text, self.place = self._columns(m.text), self._columns(m.place)
        self.point = self._point(m.point)
        self.endings = {w: Ending(state) for w, state in USUAL_STATES.items()} | {
            _folded(word): ending for word, ending in m.state.words.items()
        }

    def read(self, line: int, row: Mapping[str, Any], *, number: str) -> Record:
        """The record of a row, under this number. Invalid says what is wrong with it, in a sentence for whoever mends the table."""
        reported_at = self._moment(row, self.reported)
        if reported_at is None:
            raise Invalid(_("It is not said when this was reported."))
        if reported_at > self.now + FEW_HOURS:
            raise Invalid(_("It is reported in the future."))
        text = words(self._joined(row, self.text), required=False)
        if not text:
            raise Invalid(_("It does not say what is asked."))
        ended_at = self._moment(row, self.ended)
        ending = self._ending(row, ended_at)
        return Record(
            line=line,
            number=number,
            text=text,
            place_text=words(self._joined(row, self.place), field="place_text", longest=200, required=False),
            reported_at=reported_at,
            ended_at=_end(reported_at, ended_at) if ending.state in ENDED else None,
            ending=ending,
            category_word=said_in(row, self.category),
            community_word=said_in(row, self.community),
            point=self._where(row),
            reporter_name=words(said_in(row, self.name), field="name", longest=60, required=False),
            reporter_telephone=_telephone(said_in(row, self.telephone)),
        )

    def number_of(self, row: Mapping[str, Any]) -> str:
        """Its number in the source; where the table has none, one made of all that the row says."""
        if not self.number:
            return sha256("\x1f".join(map(str, row.values())).encode()).hexdigest()[:20]
        number = said_in(row, self.number)
        if not number or len(number) > 70:
            raise Invalid(_("The number is missing or too long."))
        return number

    def _columns(self, columns: Columns) -> tuple[tuple[str, ...], str]:
        return tuple(self._found.column(name) for name in columns.names), columns.join

    def _joined(self, row: Mapping[str, Any], columns: tuple[tuple[str, ...], str]) -> str:
        names, join = columns
        return join.join(dict.fromkeys(said for name in names if (said := said_in(row, name))))

    def _moment(self, row: Mapping[str, Any], column: str) -> datetime | None:
        value = row[column] if column else ""
        if isinstance(value, str) and value.strip().lower() in NOTHING:
            return None
        return read_moment(value, zone=self.zone, today=self.today, order=self.mapping.date_order)

    def _ending(self, row: Mapping[str, Any], ended_at: datetime | None) -> Ending:
        said = said_in(row, self.state)
        if not said:
            return self.mapping.state.otherwise or Ending(State.CLOSED if ended_at else State.NEW)
        found = self.endings.get(_folded(said)) or self.mapping.state.otherwise
        if found is None:
            raise Invalid(_("The mapping does not say what the state “%(word)s” means.") % {"word": said[:40]})
        return found

    def _point(self, rule: PointRule | None) -> PointRule | None:
        if rule is None:
            return None
        find = self._found.column
        return PointRule(find(rule.latitude), find(rule.longitude), find(rule.both), rule.longitude_first, rule.datum)

    def _where(self, row: Mapping[str, Any]) -> Point | None:
        if self.point is None:
            return None
        if self.point.both:
            said = said_in(row, self.point.both)
            pair = _swapped(said) if self.point.longitude_first else said
        else:
            said = said_in(row, self.point.latitude) and said_in(row, self.point.longitude)
            pair = f"{said_in(row, self.point.latitude)}, {said_in(row, self.point.longitude)}"
        if not said:
            return None
        point = parse_point(pair)
        return None if is_nowhere(*point) else to_wgs84(*point, self.point.datum)


class _Headings:
    """Columns found by name, whatever their blanks and case; under merged headings by the lower name, if only one bears it."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns = columns

    def column(self, name: str) -> str:
        """The column of this name; where the mapping gives several, as "电话|手机", the first that the table has."""
        if not name:
            return ""
        found = next((c for one in (name, *name.split("|")) if (c := self._called(bare(one)))), None)
        if found is None:
            raise Invalid(
                _("The table has no column “%(column)s”. Its columns are: %(columns)s.")
                % {"column": name, "columns": ", ".join(self.columns)},
                field="mapping",
            )
        return found

    def _called(self, name: str) -> str | None:
        whole = [c for c in self.columns if bare(c) == name]
        lower = [c for c in self.columns if bare(c.rsplit("/", 1)[-1]) == name]
        return whole[0] if whole else lower[0] if len(lower) == 1 else None


def said_in(row: Mapping[str, Any], column: str) -> str:
    """What stands in a column; nothing where an office writes that there is nothing."""
    if not column:
        return ""
    text = str(row[column]).strip()
    return "" if text.lower() in NOTHING else text


def _folded(word: str) -> str:
    return re.sub(r"\s+", " ", clean(word)).strip().lower()


def _end(reported_at: datetime, ended_at: datetime | None) -> datetime | None:
    """An end without a time of day is not before a beginning on the same day."""
    if ended_at is None or ended_at >= reported_at:
        return ended_at
    if localdate(ended_at) == localdate(reported_at):
        return reported_at
    raise Invalid(_("It ended before it was reported."))


def _telephone(said: str) -> str:
    """The first of the numbers written here that can be read."""
    readable = []
    for part in re.split(r"[/、,，;；]| {2,}", said):
        try:
            readable.append(telephone(part))
        except ValueError:
            continue
    if said and not readable:
        raise Invalid(_("The telephone number cannot be read."))
    return readable[0] if readable else ""


def _swapped(pair: str) -> str:
    return ", ".join(reversed(re.split(r"[\s,，;；]+", pair.strip(" ()（）"))))
