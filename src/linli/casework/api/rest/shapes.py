"""What goes in and comes out. Names are those of the models; moments carry their time zone; coordinates are WGS84 degrees."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Key = Annotated[int, Field(ge=1, le=2**53)]


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """Why something was not done, in the reader's language."""

    code: int
    message: str
    field: str | None = None


class CommunityOut(Schema):
    slug: str
    name: str
    name_en: str
    committee_address: str
    committee_telephone: str
    latitude: float | None
    longitude: float | None


class FigureOut(Schema):
    kind: str
    value: int
    as_of_date: date
    confirmed_by: str


class BuildingOut(Schema):
    id: int
    road: str
    name: str
    floors: int | None
    has_lift: bool | None


class CommunityDetail(CommunityOut):
    figures: list[FigureOut]
    buildings: list[BuildingOut]


class QuestionOut(Schema):
    code: str
    datatype: str
    is_required: bool
    text: str
    text_en: str
    values: list[dict[str, Any]]


class CategoryOut(Schema):
    key: str
    name: str
    name_en: str
    good: str
    is_confidential: bool
    needs_hands: bool
    questions: list[QuestionOut]


class CaseOut(Schema):
    """A request as a list shows it. Words of others come without telephone numbers and the like."""

    id: int
    number: str
    version: int
    community: str
    category: str
    good: str
    text: str
    place: str
    state: str
    outcome: str
    is_public: bool
    reported_at: datetime
    resolve_due_at: datetime | None
    resolved_at: datetime | None
    latitude: float | None
    longitude: float | None


class LineOut(Schema):
    key: str
    what: str
    at: datetime
    role: str
    organisation: str
    words: str


class CallOut(Schema):
    id: int
    organisation: str
    state: str
    called_at: datetime
    due_at: datetime
    is_due_provisional: bool
    who: str
    what: str
    by_date: date | None
    ground: str


class CaseDetail(CaseOut):
    story: list[LineOut]
    calls: list[CallOut]
    pictures: list[str]
    can: list[str]


class CasePage(Schema):
    cases: list[CaseOut]
    after: str | None = Field(description="Goes into the next page's `after`; null where the list ends.")


class CaseFilter(Strict):
    q: Line = ""
    community: Line = ""
    state: Literal["", "new", "accepted", "in_progress", "resolved", "closed", "declined", "merged", "reopened"] = ""
    category: Line = ""
    good: Line = ""
    building: Key | None = None
    after: Line = ""


class DeskFilter(Strict):
    tab: Literal["mine", "unassigned", "today", "overdue", "whistled", "open", "ended"] = "unassigned"
    q: Line = ""
    category: Line = ""
    after: Line = ""


class Typing(Strict):
    community: Line
    text: Line
    category: Line = ""
    building: Key | None = None


class ContactIn(Strict):
    name: Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")] = ""
    telephone: Annotated[str, StringConstraints(max_length=30, pattern=r"^[^\x00]*$")] = ""
    email: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00]*$")] = ""


class ReportIn(ContactIn):
    """A request. The same `submission` twice is received once."""

    community: Line
    category: Line
    text: Text
    building: Key | None = None
    place_text: Line = ""
    door: Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\x00]*$")] = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    is_public: bool = True
    answers: dict[str, str | list[str]] = {}
    submission: UUID | None = None


class JoinIn(ContactIn):
    words: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")] = ""


class Received(Schema):
    """What the reporter is given: the number, and the code that opens it without an account."""

    id: int
    number: str
    code: str
    url: str


class WordsIn(Strict):
    text: Text


class RatingIn(Strict):
    is_solved: bool
    stars: Annotated[int, Field(ge=1, le=5)]
    text: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")] = ""


class DeedIn(Strict):
    """What a deed needs: `seen` is the version that was read; the rest depends on the deed, as on the pages."""

    seen: Annotated[int, Field(ge=1, le=2**31 - 1)]
    text: Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00]*$")] = ""
    outcome: Literal["", "solved", "explained", "beyond", "promised"] = ""
    promised_date: date | None = None
    beyond_whose: Line = ""
    was_kept: bool | None = None
    days: int | None = None
    organisations: list[Key] = []
    category: Line = ""
    into: Line = ""
    person: Key | None = None


class AssignIn(Strict):
    """Either a person or an organisation."""

    seen: Annotated[int, Field(ge=1, le=2**31 - 1)]
    person: Key | None = None
    organisation: Key | None = None


class AnswerIn(Strict):
    """What an office answers: `who`, `what` and `by_date` for a report, `what` when done, `ground` when it refuses."""

    who: Line = ""
    what: Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")] = ""
    by_date: date | None = None
    ground: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")] = ""


class WhistlesOut(Schema):
    waiting: list[CallOut]
    followed: list[CallOut]


class RateOut(Schema):
    """Counts with their denominators; a rate is null where its denominator is too small to be public."""

    key: str
    name: str
    reported: int
    response: float | None
    resolution: float | None
    satisfaction: float | None
