"""A mapping says which column of a table is what. It is a small JSON; `docs/operators/import.md` describes it part by part."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from linli.base.coordinates import Datum
from linli.base.errors import Invalid
from linli.facts.kinds import Good
from linli.places.actions.local import LocalDivision

from ..models import Outcome, State

STATES = (State.NEW, State.ACCEPTED, State.IN_PROGRESS, State.RESOLVED, State.CLOSED, State.DECLINED)
OUTCOMES = ("", Outcome.SOLVED, Outcome.EXPLAINED, Outcome.BEYOND)
DATE_ORDERS = ("auto", "mdy", "dmy")


@dataclass(frozen=True)
class Columns:
    """One column, or several whose words are joined."""

    names: tuple[str, ...] = ()
    join: str = " "


@dataclass(frozen=True)
class Ending:
    """A state of ours, and the outcome if it is over."""

    state: State
    outcome: str = ""


@dataclass(frozen=True)
class StateRule:
    column: str = ""
    words: Mapping[str, Ending] = field(default_factory=dict)
    otherwise: Ending | None = None


@dataclass(frozen=True)
class NewCategory:
    key: str
    name: str
    good: str
    name_en: str = ""
    group: str = ""
    group_en: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class CategoryRule:
    """Which kind of request: by the words of a column, otherwise one for all. `new` ones are made when first needed."""

    column: str
    values: Mapping[str, str]
    otherwise: str
    new: Mapping[str, NewCategory]
    missing_good: str  # the good of categories made for words that nobody foresaw; empty: such rows are refused


@dataclass(frozen=True)
class NewCommunities:
    """How communities are made for the words of a column. With `names_en`, for those words alone."""

    under_code: str
    under: tuple[LocalDivision, ...]
    name: str
    name_en: str
    slug: str
    names_en: Mapping[str, str]


@dataclass(frozen=True)
class CommunityRule:
    column: str
    values: Mapping[str, str]
    otherwise: str
    create: NewCommunities | None


@dataclass(frozen=True)
class PointRule:
    """Two columns, or one that holds both; `longitude_first` is asked of the one alone."""

    latitude: str = ""
    longitude: str = ""
    both: str = ""
    longitude_first: bool = False
    datum: str = Datum.WGS84


@dataclass(frozen=True)
class TableMapping:
    name: str
    source: str
    reported: str
    text: Columns
    category: CategoryRule
    community: CommunityRule
    state: StateRule
    number: str = ""
    counts_repeats: bool = False  # lines that repeat a number and say something else are requests of their own
    place: Columns = Columns()
    ended: str = ""
    date_order: str = "auto"
    zone: str = "Asia/Shanghai"
    point: PointRule | None = None
    reporter_name: str = ""
    reporter_telephone: str = ""
    is_public: bool = False
    sheet: str | None = None
    header: int | None = None


def read_mapping(data: Any, *, name: str = "") -> TableMapping:
    """The mapping that this JSON describes. Invalid says which part is wrong."""
    whole = _Part(
        "",
        data,
        {
            "name",
            "about",
            "source",
            "number",
            "repeats",
            "text",
            "place",
            "reported",
            "ended",
            "dates",
            "zone",
            "state",
            "category",
            "community",
            "point",
            "reporter",
            "public",
            "sheet",
            "header",
        },
    )
    reporter = whole.part("reporter", {"name", "telephone"})
    header = whole.data.get("header")
    return TableMapping(
        name=whole.text("name") or name,
        source=whole.text("source", needed=True, longest=60),
        number=whole.text("number"),
        counts_repeats=whole.one_of("repeats", ("same", "another")) == "another",
        text=_columns(whole, "text", needed=True),
        place=_columns(whole, "place"),
        reported=whole.text("reported", needed=True),
        ended=whole.text("ended"),
        date_order=whole.one_of("dates", DATE_ORDERS),
        zone=_zone(whole),
        state=_state(whole.part("state", {"column", "words", "otherwise"})),
        category=_category(
            whole.part("category", {"column", "values", "otherwise", "new", "create_missing"}, needed=True)
        ),
        community=_community(whole.part("community", {"column", "values", "otherwise", "slug", "create"}, needed=True)),
        point=_point(whole.part("point", {"latitude", "longitude", "column", "order", "datum"})),
        reporter_name=reporter.text("name"),
        reporter_telephone=reporter.text("telephone"),
        is_public=whole.data.get("public") is True,
        sheet=whole.text("sheet") or None,
        header=header if isinstance(header, int) and header > 0 else None,
    )


class _Part:
    """An object of the JSON, whose parts are asked for by name and whose unknown parts are named to the person."""

    def __init__(self, where: str, data: Any, known: Collection[str]) -> None:
        self.where = where
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            raise self.wrong("", _("an object in braces is expected"))
        for key in self.data.keys() - set(known):
            raise self.wrong(key, _("unknown; known here are %(parts)s") % {"parts": ", ".join(sorted(known))})

    def wrong(self, key: str, reason: str) -> Invalid:
        part = ".".join(p for p in (self.where, key) if p) or _("the whole")
        return Invalid(_("The mapping, %(part)s: %(reason)s.") % {"part": part, "reason": reason}, field="mapping")

    def text(self, key: str, *, needed: bool = False, longest: int = 200) -> str:
        value = self.data.get(key) or ""
        if not isinstance(value, str) or len(value) > longest or (needed and not value.strip()):
            raise self.wrong(key, _("a text of 1 to %(longest)d letters is expected") % {"longest": longest})
        return value.strip()

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """One of these words; the first if nothing is said."""
        value = self.data.get(key, allowed[0])
        if value not in allowed:
            raise self.wrong(
                key, _("one of these is expected: %(words)s") % {"words": ", ".join(w for w in allowed if w)}
            )
        return str(value)

    def texts(self, key: str) -> dict[str, str]:
        value = self.data.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self.wrong(key, _("words and what they mean are expected"))
        return value

    def part(self, key: str, known: Collection[str], *, needed: bool = False) -> "_Part":
        if needed and key not in self.data:
            raise self.wrong(key, _("this part is missing"))
        return _Part(".".join(p for p in (self.where, key) if p), self.data.get(key, {}), known)


def _columns(whole: _Part, key: str, *, needed: bool = False) -> Columns:
    value = whole.data.get(key, [])
    if isinstance(value, dict):
        part = whole.part(key, {"columns", "join"})
        value, join = part.data.get("columns"), str(part.data.get("join", " "))
    else:
        join = " "
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(n, str) and n for n in names) or (needed and not names):
        raise whole.wrong(key, _("a column or a list of columns is expected"))
    return Columns(tuple(names), join)


def _zone(whole: _Part) -> str:
    zone = whole.text("zone") or TableMapping.zone
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as wrong:
        raise whole.wrong("zone", _("a time zone as Asia/Shanghai is expected")) from wrong
    return zone


def _state(part: _Part) -> StateRule:
    words = part.data.get("words", {})
    if not isinstance(words, dict):
        raise part.wrong("words", _("words and what they mean are expected"))
    return StateRule(
        column=part.text("column"),
        words={word: _ending(part, f"words.{word}", value) for word, value in words.items()},
        otherwise=_ending(part, "otherwise", part.data["otherwise"]) if "otherwise" in part.data else None,
    )


def _ending(part: _Part, key: str, value: Any) -> Ending:
    given = value if isinstance(value, dict) else {"state": value}
    pair = _Part(f"{part.where}.{key}", given, {"state", "outcome"})
    ending = Ending(State(pair.one_of("state", STATES)), pair.one_of("outcome", OUTCOMES))
    if ending.state == State.RESOLVED and not ending.outcome:
        raise pair.wrong("outcome", _("“resolved” needs an outcome: solved, explained or beyond"))
    return ending


def _category(part: _Part) -> CategoryRule:
    new = part.part("new", part.data.get("new") or {})
    made = {key: _new_category(new, key) for key in new.data}
    missing = part.part("create_missing", {"good"})
    rule = CategoryRule(
        column=part.text("column"),
        values=part.texts("values"),
        otherwise=part.text("otherwise"),
        new=made,
        missing_good=missing.one_of("good", list(Good)) if "create_missing" in part.data else "",
    )
    if not (rule.column or rule.otherwise):
        raise part.wrong("column", _("name a column, or one category under “otherwise”"))
    return rule


def _new_category(new: _Part, key: str) -> NewCategory:
    part = new.part(key, {"name", "name_en", "good", "group", "group_en", "words"})
    words = part.data.get("words", [])
    if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
        raise part.wrong("words", _("a list of words is expected"))
    return NewCategory(
        key=key,
        name=part.text("name", needed=True, longest=120),
        name_en=part.text("name_en", longest=160),
        good=part.one_of("good", list(Good)),
        group=part.text("group", longest=60),
        group_en=part.text("group_en", longest=80),
        words=tuple(words),
    )


def _community(part: _Part) -> CommunityRule:
    create = part.part("create", {"under", "name", "name_en", "slug", "names_en"}) if "create" in part.data else None
    rule = CommunityRule(
        column=part.text("column"),
        values=part.texts("values"),
        otherwise=part.text("otherwise") or part.text("slug"),
        create=_new_communities(create) if create else None,
    )
    if not (rule.column or rule.otherwise):
        raise part.wrong("column", _("name a column, or one community under “slug”"))
    return rule


def _new_communities(part: _Part) -> NewCommunities:
    under = part.data.get("under")
    known = {"level", "local_code", "name", "name_en"}
    chain = [_Part(f"{part.where}.under", one, known) for one in under] if isinstance(under, list) else []
    if not chain and not isinstance(under, str):
        raise part.wrong("under", _("the code of a division, or a list of divisions to make, is expected"))
    return NewCommunities(
        under_code=under if isinstance(under, str) else "",
        under=tuple(
            LocalDivision(*(p.text(k, needed=k != "name_en") for k in ("level", "local_code", "name", "name_en")))
            for p in chain
        ),
        name=part.text("name", needed=True),
        name_en=part.text("name_en"),
        slug=part.text("slug"),
        names_en=part.texts("names_en"),
    )


def _point(part: _Part) -> PointRule | None:
    if not part.data:
        return None
    rule = PointRule(
        latitude=part.text("latitude"),
        longitude=part.text("longitude"),
        both=part.text("column"),
        longitude_first=part.one_of("order", ("latitude", "longitude")) == "longitude",
        datum=part.one_of("datum", list(Datum)),
    )
    if not (rule.both or (rule.latitude and rule.longitude)):
        raise part.wrong("latitude", _("name the columns of latitude and longitude, or one column for both"))
    return rule
