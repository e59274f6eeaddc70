"""The gate in the JSON API: the lists, tasks, offices and the load to read; applying, deciding, carrying out, refusing to do."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from linli.base.api import READING, WHOLE, WRITING, Day, DayIfAny, Key, KeyIfAny, Line, Sent, SentKey, Text
from linli.base.errors import Missing, NotYours
from linli.base.requests import Request
from linli.places.queries import community_named, organisation_named

from .actions import applying, carrying_out, deciding, speaking
from .actions.deciding import Change
from .permissions import work_for
from .queries import applications as found
from .queries.lists import is_this_our_job
from .queries.load import communities_under_eyes, load_of, monday_of
from .queries.offices import office_figures, offices_asking
from .queries.voices import office_named, offices_over

router = Router(tags=["gate"])
MOST_MINUTES, MOST_FEN = 100_000, 10**13
Minutes = Annotated[int, Field(strict=True, ge=1, le=MOST_MINUTES), WHOLE]
Fen = Annotated[int, Field(strict=True, ge=0, le=MOST_FEN), WHOLE]
Version = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1), WHOLE]


class Task(Schema):
    """What an office asks of communities, from the application to its end. Hours and money are for one community; money in fen."""

    id: int
    number: str
    version: int
    title: str
    kind: str
    state: str
    office: int
    office_name: str
    basis: str
    minutes_each_time: int | None
    frequency: str
    from_date: date | None
    to_date: date | None
    money_fen: int | None
    is_emergency: bool
    decide_due_date: date | None
    reasons: str


class Happened(Schema):
    what: str
    at: datetime
    role: str
    changes: list[str]
    text: str


class TaskDetail(Task):
    """`communities` are those it touches; `done` and `steps` count the steps of all of them."""

    community_does: str
    department_does: str
    people: str
    means: str
    exit: str
    communities: list[str]
    done: int
    steps: int
    story: list[Happened]


class Step(Schema):
    id: int
    task: int
    what: str
    due_date: date


class Office(Schema):
    """What one office asks of communities now, and what came of it in the last twelve months."""

    id: int
    name: str
    tasks: int
    minutes_a_week: int
    forms: int
    besides: dict[str, list[str]]
    steps_done: int
    steps: int
    whistles: int
    answered_in_time: int
    refused: int
    promised_fen: int
    arrived_fen: int


class Load(Schema):
    """Minutes asked of a community in a week, and those that its people have: null where nobody wrote them down."""

    community: str
    monday: date
    tasks: int
    forms: int
    cases: int
    meetings: int
    rounds: int
    besides: int
    asked: int
    has: int | None


class OnTheLists(Schema):
    """A line of the lists with its article, or an admitted task; `list` says whose job it is."""

    name: str
    list: str
    law: str
    article: str
    task: int | None


class TaskFilter(Schema):
    q: Line = ""
    state: Line = ""
    office: KeyIfAny = None
    community: Line = ""


class PlannedIn(Sent):
    what: Text
    due_date: Day


class DataIn(Sent):
    """Data asked for: which fields, what for, who gets them, on what basis, how long they are kept, and who holds them already."""

    fields: Line
    purpose: Line
    recipient: Line
    basis: Line
    retention: Line
    held_by: Line = ""


class Said(Sent):
    """What an application says, as far as it is told; the rest stays as it was."""

    title: Line = ""
    kind: Line = ""
    contact: Line = ""
    basis_law: Line = ""
    basis_article: Line = ""
    basis_rank: Line = ""
    duty_id: SentKey | None = None
    community_does: Text | None = None
    department_does: Text | None = None
    touches: Line = ""
    minutes_each_time: Minutes | None = None
    frequency: Line = ""
    from_date: Day | None = None
    to_date: Day | None = None
    money_fen: Fen | None = None
    money_line: Line = ""
    money_date: Day | None = None
    people: Text | None = None
    training: Text | None = None
    means: Text | None = None
    powers: Text | None = None
    assessment: Line = ""
    exit: Text | None = None
    communities: Annotated[list[Line], Field(max_length=2000)] = []
    steps: Annotated[list[PlannedIn], Field(max_length=100)] = []
    data_asked: Annotated[list[DataIn], Field(max_length=100)] = []


class DraftIn(Said):
    office: SentKey
    title: Line
    kind: Line


class SaveIn(Said):
    seen: Version


class SeenIn(Sent):
    seen: Version


class ReasonsIn(Sent):
    seen: Version
    reasons: Text


class AdmitIn(ReasonsIn):
    """`duty_list` is by_law or assistance. What is changed is told; `without` names the communities that are taken out."""

    duty_list: Line
    minutes_each_time: Minutes | None = None
    frequency: Line | None = None
    to_date: Day | None = None
    money_fen: Fen | None = None
    without: Annotated[list[Line], Field(max_length=2000)] = []


class CommentIn(Sent):
    community: Line
    text: Text


class WorthIn(Sent):
    should_end: bool


class NoteIn(Sent):
    note: Line = ""


class RefusalIn(Sent):
    office: SentKey
    what: Text
    way: Line
    asked_date: Day


class Refusal(Schema):
    id: int
    number: str
    letter: str


class GapIn(Sent):
    title: Line
    text: Text
    lacks: Text


@router.get(
    "/tasks",
    response={200: list[Task], **READING},
    summary=gettext_noop("What offices ask of communities, the newest first"),
)
def tasks(request: Request, asked: Query[TaskFilter]) -> Any:
    here = community_named(asked.community) if asked.community else None
    rows = found.applications(request.actor, state=asked.state, office=asked.office, community=here, words=asked.q[:60])
    return [_task(row) for row in rows]


@router.get("/tasks/{key}", response={200: TaskDetail, **READING}, summary=gettext_noop("One task with its history"))
def task(request: Request, key: Key) -> Any:
    return _whole(request, key)


@router.get(
    "/offices",
    response={200: list[Office], **READING},
    summary=gettext_noop("What each office asks, and what came of it; by name"),
)
def offices(request: Request, community: Line = "") -> Any:
    here = community_named(community) if community else None
    return [_office(figures) for figures in offices_asking(here, on=localdate(request.now))]


@router.get("/offices/{key}", response={200: Office, **READING}, summary=gettext_noop("One office"))
def office(request: Request, key: Key) -> Any:
    return _office(office_figures(office_named(key), on=localdate(request.now)))


@router.get(
    "/ours",
    response={200: list[OnTheLists], **READING},
    summary=gettext_noop("Is this our job? What the lists and the tasks say of it"),
)
def ours(request: Request, q: Line, community: Line = "") -> Any:
    here = community_named(community) if community else None
    answers = is_this_our_job(q, here, on=localdate(request.now))
    return [_on_the_lists(answer.duty, answer.task) for answer in answers]


@router.get("/load", response={200: list[Load], **READING}, summary=gettext_noop("The load of a week, by community"))
def load(request: Request, week: DayIfAny = None) -> Any:
    communities = {c.pk: c for c in communities_under_eyes(request.actor)}
    if not communities:
        raise NotYours(_("The load is seen by committees and by those who are over them."))
    monday = monday_of(week or localdate(request.now))
    names = tuple(name for name in Load.model_fields if name not in {"community", "monday"})
    return [
        {"community": communities[key].slug, "monday": monday} | {name: getattr(row, name) for name in names}
        for key, row in load_of(communities, monday).items()
    ]


@router.get(
    "/communities/{slug}/steps",
    response={200: list[Step], **READING},
    summary=gettext_noop("Steps that a community still has to do"),
)
def open_steps(request: Request, slug: Line) -> Any:
    community = _mine(request, slug)
    return [
        {"id": step.pk, "task": step.task.application_id, "what": step.what, "due_date": step.due_date}
        for step in found.open_steps(request.actor, community)
    ]


@router.post("/tasks", response={200: TaskDetail, **WRITING}, summary=gettext_noop("Begin an application"))
def draft_application(request: Request, sent: DraftIn) -> Any:
    given = _given(sent)
    applicant = next((o for o in found.my_offices(request.actor) if o.pk == given.pop("office")), None)
    if applicant is None:
        raise NotYours(_("You apply for your own office."))
    return _whole(request, applying.draft_application(request.actor, applicant, now=request.now, **given).pk)


@router.post(
    "/tasks/{key}/save",
    response={200: TaskDetail, **WRITING},
    summary=gettext_noop("Write down what an application says"),
)
def save_application(request: Request, key: Key, sent: SaveIn) -> Any:
    application = found.application_to_change(request.actor, key)
    applying.save_application(request.actor, application, now=request.now, **_given(sent))
    return _whole(request, key)


def _step_of_office(name: str, verb: str, act: Callable[..., Any], summary: str) -> None:
    def operation(request: Request, key: Key, sent: SeenIn) -> Any:
        act(request.actor, found.application_to_change(request.actor, key), now=request.now, seen=sent.seen)
        return _whole(request, key)

    operation.__name__ = name
    router.post(f"/tasks/{{key}}/{verb}", response={200: TaskDetail, **WRITING}, summary=summary)(operation)


_step_of_office("submit_application", "submit", applying.submit_application, gettext_noop("Submit an application"))
_step_of_office("enter_emergency", "emergency", applying.enter_emergency, gettext_noop("Enter as an emergency"))


@router.post("/tasks/{key}/withdraw", response={204: None, **WRITING}, summary=gettext_noop("Take an application back"))
def withdraw_application(request: Request, key: Key, sent: SeenIn) -> Any:
    application = found.application_to_change(request.actor, key)
    applying.withdraw_application(request.actor, application, seen=sent.seen, now=request.now)
    return Status(204, None)


@router.post(
    "/tasks/{key}/admit",
    response={200: TaskDetail, **WRITING},
    summary=gettext_noop("Admit it, as asked or with change"),
)
def admit_application(request: Request, key: Key, sent: AdmitIn) -> Any:
    change = Change(
        sent.minutes_each_time,
        sent.frequency,
        sent.to_date,
        sent.money_fen,
        [community_named(slug).pk for slug in sent.without],
    )
    deciding.admit_application(
        request.actor,
        found.get_application(request.actor, key),
        duty_list=sent.duty_list,
        reasons=sent.reasons,
        change=change,
        seen=sent.seen,
        now=request.now,
    )
    return _whole(request, key)


def _decision(name: str, verb: str, act: Callable[..., Any], summary: str) -> None:
    def operation(request: Request, key: Key, sent: ReasonsIn) -> Any:
        application = found.get_application(request.actor, key)
        act(request.actor, application, reasons=sent.reasons, seen=sent.seen, now=request.now)
        return _whole(request, key)

    operation.__name__ = name
    router.post(f"/tasks/{{key}}/{verb}", response={200: TaskDetail, **WRITING}, summary=summary)(operation)


_decision("return_application", "return", deciding.return_application, gettext_noop("Return it to be completed"))
_decision("refuse_application", "refuse", deciding.refuse_application, gettext_noop("Do not admit it"))
_decision("keep_task", "keep", deciding.keep_task, gettext_noop("Keep a task after its review"))
_decision("end_task", "end", deciding.end_task, gettext_noop("End a task"))


@router.post(
    "/tasks/{key}/comment",
    response={200: TaskDetail, **WRITING},
    summary=gettext_noop("A committee says what it thinks before the decision"),
)
def comment_on_application(request: Request, key: Key, sent: CommentIn) -> Any:
    application = found.get_application(request.actor, key)
    speaking.comment_on_application(
        request.actor, application, community_named(sent.community), text=sent.text, now=request.now
    )
    return _whole(request, key)


@router.post(
    "/tasks/{key}/worth",
    response={200: TaskDetail, **WRITING},
    summary=gettext_noop("A resident says what a task is worth"),
)
def say_what_task_is_worth(request: Request, key: Key, sent: WorthIn) -> Any:
    application = found.get_application(request.actor, key)
    carrying_out.say_what_task_is_worth(request.actor, application, should_end=sent.should_end, now=request.now)
    return _whole(request, key)


@router.post("/steps/{key}/finish", response={200: Step, **WRITING}, summary=gettext_noop("A step is done"))
def finish_step(request: Request, key: Key, sent: NoteIn) -> Any:
    step = carrying_out.finish_step(request.actor, key, note=sent.note, now=request.now)
    return {"id": step.pk, "task": step.task.application_id, "what": step.what, "due_date": step.due_date}


@router.post(
    "/communities/{slug}/refusals",
    response={200: Refusal, **WRITING},
    summary=gettext_noop("Refuse work that came without a number"),
)
def refuse_unnumbered_work(request: Request, slug: Line, sent: RefusalIn) -> Any:
    community = _mine(request, slug)
    given = sent.model_dump()
    asked_by = organisation_named(given.pop("office"))
    if asked_by.pk not in {o.pk for o in offices_over(community)}:
        raise Missing(_("There is no such office."))
    made = speaking.refuse_unnumbered_work(request.actor, community, office=asked_by, now=request.now, **given)
    return {"id": made.pk, "number": made.number, "letter": f"/desk/refuse/{made.pk}.pdf"}


@router.post(
    "/communities/{slug}/gaps",
    response={204: None, **WRITING},
    summary=gettext_noop("Report what the law does not let a community do"),
)
def report_gap(request: Request, slug: Line, sent: GapIn) -> Any:
    speaking.report_gap(request.actor, _mine(request, slug), now=request.now, **sent.model_dump())
    return Status(204, None)


def _mine(request: Request, slug: str) -> Any:
    community = community_named(slug)
    if not work_for.allows(request.actor, community):
        raise Missing(_("There is no such community for you to work for."))
    return community


def _given(sent: Said) -> dict[str, Any]:
    """What was told, and nothing else; communities by their keys."""
    given = sent.model_dump(exclude_unset=True)
    if "communities" in given:
        given["communities"] = [community_named(slug).pk for slug in given["communities"]]
    if "steps" in given:
        given["steps"] = [(step["what"], step["due_date"]) for step in given["steps"]]
    return given


def _task(row: Any) -> dict[str, Any]:
    shown = set(Task.model_fields) - {"id", "office", "office_name", "basis"}
    return {name: getattr(row, name) for name in shown} | {
        "id": row.pk,
        "office": row.applicant_id,
        "office_name": row.applicant.label,
        "basis": f"{row.basis_law} {row.basis_article}".strip(),
    }


def _whole(request: Request, key: int) -> dict[str, Any]:
    row = found.get_application(request.actor, key)
    done, steps = found.progress([row]).get(row.pk, (0, 0))
    told = ("community_does", "department_does", "people", "means", "exit")
    story = [
        {"what": str(line.what), "at": line.at, "role": str(line.role), "changes": line.changes, "text": line.text}
        for line in found.story(row)
    ]
    return (
        _task(row)
        | {name: getattr(row, name) for name in told}
        | {
            "communities": [c.slug for c in found.communities_of(row)],
            "done": done,
            "steps": steps,
            "story": story,
        }
    )


def _office(figures: Any) -> dict[str, Any]:
    same = ("steps_done", "steps", "whistles", "answered_in_time", "refused", "promised_fen", "arrived_fen")
    return {name: getattr(figures, name) for name in same} | {
        "id": figures.office.pk,
        "name": figures.office.label,
        "tasks": figures.asks.tasks,
        "minutes_a_week": figures.asks.minutes_a_week,
        "forms": figures.forms.forms,
        "besides": {one.kind: one.titles for one in figures.besides},
    }


def _on_the_lists(duty: Any, task: Any) -> dict[str, Any]:
    if duty is None:
        return {
            "name": task.title,
            "list": task.list,
            "law": task.basis_law,
            "article": task.basis_article,
            "task": task.pk,
        }
    return {"name": duty.label, "list": duty.list, "law": duty.law, "article": duty.article, "task": None}
