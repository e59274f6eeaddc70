"""What goes in and comes out. Names are those of the tables; moments carry their time zone; points are WGS84 degrees."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from linli.base.api import NO_NUL, WHOLE, Day, DayIfAny, KeyIfAny, Line, Problem, Sent, SentKey, Text

State = Literal["new", "accepted", "in_progress", "resolved", "closed", "declined", "merged", "reopened"]
Outcome = Literal["solved", "explained", "beyond", "promised"]
By = Literal["category", "community", "street"]
Good = Literal["self_government", "management", "services", "safety", "environment", "ethos"]
CallState = Literal["waiting", "accepted", "reported", "done", "refused", "climbed", "ended"]

Code = Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\x00/]+$")]
Added = Annotated[str, StringConstraints(max_length=1000, pattern=NO_NUL)]
Name = Annotated[str, StringConstraints(max_length=60, pattern=NO_NUL)]
Version = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1), WHOLE]


class Question(Schema):
    """A category's own question; `values` are what a list offers."""

    code: str
    datatype: str
    is_required: bool
    text: str
    text_en: str
    values: list[dict[str, Any]]


class Category(Schema):
    """What can be asked. Requests of a confidential one are seen by the roles named for it alone, and counted nowhere."""

    key: str
    name: str
    name_en: str
    good: Good
    is_confidential: bool
    needs_hands: bool
    is_private_matter: bool
    questions: list[Question]


class Case(Schema):
    """A request as a list shows it. In the words of others telephone numbers and the like are made unreadable."""

    id: int
    number: str
    version: int
    community: str
    category: str
    good: Good
    text: str
    place: str
    state: State
    outcome: Literal[Outcome, ""]
    is_public: bool
    reported_at: datetime
    resolve_due_at: datetime | None
    resolved_at: datetime | None
    latitude: float | None
    longitude: float | None


class StoryLine(Schema):
    """What happened, when, done in which role, and the words that go with it."""

    key: str
    what: str
    at: datetime
    role: str
    organisation: str
    words: str
    stars: int | None = None
    is_solved: bool | None = None


class Call(Schema):
    """An office called by a whistle, and what it answered."""

    id: int
    organisation: str
    state: CallState
    called_at: datetime
    due_at: datetime
    is_due_provisional: bool
    who: str
    what: str
    by_date: date | None
    ground: str


class CallToAnswer(Call):
    """A call with what it is about: the request, and why the committee whistles."""

    case: int
    number: str
    why: str


class Answer(Schema):
    question: str
    answer: str


class Merged(Schema):
    """A request that was merged into this one, in its own words: for who reported it, and for those who handle both."""

    number: str
    reported_at: datetime
    text: str
    place: str


class CaseDetail(Case):
    """`answers` to the category's questions are for those who may read the request; `can` names what the reader may do next.

    By the number of a merged request the reader gets its heir, as far as it is theirs to see: `text` is empty where it is not.
    """

    own_words: str = Field(description="What the reader added with “me too”.")
    merged: list[Merged]
    merged_into: int | None
    reporters: int
    answers: list[Answer]
    story: list[StoryLine]
    calls: list[Call]
    pictures: list[str]
    can: list[str]


class CasePage(Schema):
    cases: list[Case]
    after: str | None = Field(description="Goes into the next page's `after`; null where the list ends.")


class CaseFilter(Schema):
    """`met` chooses what a figure of the rates counts; `until` is the first day that no longer counts."""

    q: Line = ""
    community: Line = ""
    street: KeyIfAny = None
    building: KeyIfAny = None
    category: Line = ""
    good: Literal[Good, ""] = ""
    state: list[State] = []
    office: KeyIfAny = None
    since: DayIfAny = None
    until: DayIfAny = None
    met: Literal["", "answered", "resolved", "satisfied"] = ""
    after: Line = ""


class DeskFilter(Schema):
    tab: Literal["mine", "unassigned", "today", "overdue", "whistled", "open", "ended"] = "unassigned"
    q: Line = ""
    category: Line = ""
    state: list[State] = []
    after: Line = ""


class Typing(Schema):
    community: Line
    text: Line
    category: Line = ""
    building: KeyIfAny = None


class ContactIn(Sent):
    """Who asks, as far as they wish to say. What stands here is never given out by this API."""

    name: Name = ""
    telephone: Annotated[
        str, StringConstraints(max_length=30, pattern=r"^$|^(\+?86)?1[3-9][0-9]{9}$|^0[0-9]{2,3}-?[2-8][0-9]{6,7}$")
    ] = ""
    email: Annotated[
        str,
        StringConstraints(
            max_length=120, pattern=r"^$|^[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]+\.)+[A-Za-z]{2,18}$"
        ),
    ] = ""


class ReportIn(ContactIn):
    """A request. The same `submission` twice is received once, and answered alike."""

    community: Line
    category: Line
    text: Text
    building: SentKey | None = None
    place_text: Line = ""
    door: Annotated[str, StringConstraints(max_length=40, pattern=NO_NUL)] = ""
    latitude: Annotated[float, Field(strict=True, ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(strict=True, ge=-180, le=180)] | None = None
    is_public: Annotated[bool | None, Field(strict=True)] = None
    answers: Annotated[dict[Line, Added | list[Line]], Field(max_length=40)] = {}
    submission: UUID | None = None


class JoinIn(ContactIn):
    words: Added = ""


class Received(Schema):
    """What the reporter is given: the number, and the code that opens it without an account."""

    id: int
    number: str
    code: str
    url: str


class WordsIn(Sent):
    text: Text


class RatingIn(Sent):
    is_solved: Annotated[bool, Field(strict=True)]
    stars: Annotated[int, Field(strict=True, ge=1, le=5), WHOLE]
    text: Added = ""


class Rate(Schema):
    """`rate` is `count` out of `of`."""

    rate: float
    count: int
    of: int


class Rates(Schema):
    """A rate is null where so few stand behind it that it could point at somebody."""

    key: str
    name: str
    reported: int
    response: Rate | None
    resolution: Rate | None
    satisfaction: Rate | None
    rated_beside: int


class OfficeRates(Schema):
    """How an office answers whistles, in numbers of calls."""

    key: int
    name: str
    called: int
    answered_in_time: int
    refused: int
    climbed: int
    done: int


class Seen(Sent):
    """`seen` is the version that was read: whoever acts on an older one gets 409 with what has changed."""

    seen: Version


class SeenWords(Seen):
    text: Text


class AssignIn(Seen):
    """Either a person or an organisation."""

    person: SentKey | None = None
    organisation: SentKey | None = None


class ExtendIn(SeenWords):
    days: Annotated[int, Field(strict=True, ge=1, le=60), WHOLE]


class ResolveIn(SeenWords):
    """A promise needs its day, what is beyond the committee's powers needs who has them."""

    outcome: Outcome
    promised_date: Day | None = None
    beyond_whose: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""


class FollowUpIn(SeenWords):
    was_kept: Annotated[bool, Field(strict=True)]


class WhistleIn(SeenWords):
    organisations: Annotated[list[SentKey], Field(min_length=1, max_length=20)]


class MergeIn(Seen):
    into: SentKey


class CategoryIn(Seen):
    category: Line


class WallIn(SeenWords):
    person: SentKey


class Conflict(Problem):
    """Where somebody was faster: the version that holds now, and what happened since the one in `seen`."""

    version: int | None = None
    changes: list[StoryLine] = []


class Person(Schema):
    id: int
    name: str
    role: str


class Organisation(Schema):
    id: int
    name: str


class Helpers(Schema):
    """Whom a request can be given to, and which offices can be called to it."""

    people: list[Person]
    organisations: list[Organisation]
    offices: list[Organisation]


class CallReportIn(Sent):
    who: Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NO_NUL)]
    what: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=NO_NUL)]
    by_date: Day


class CallRefusalIn(Sent):
    ground: Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NO_NUL)]


class CallDoneIn(Sent):
    what: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=NO_NUL)]
