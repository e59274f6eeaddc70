"""What staff and offices do: the desk, the deeds on a request, whistles."""

from collections.abc import Callable
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from ninja import Query, Router, Status

from linli.base.actors import RoleKind
from linli.base.api import READING, WRITING, Key, Sent
from linli.base.errors import ChangedMeanwhile, Invalid, Missing, NotYours
from linli.base.requests import Request
from linli.people.queries import colleagues
from linli.places.queries import offices_above, organisation_named, organisations

from ...actions import handling, whistles
from ...deeds import DEEDS
from ...permissions import CALLED, HANDLERS, OVERSEERS, handle_case
from ...queries import calls
from ...queries.cases import Filter, get_case_to_work_on
from ...queries.cases import desk_cases as rows_of_desk
from ...queries.history import changes_since
from . import shapes
from .show import call_to_answer, lines, short, whole

router = Router(tags=["staff"])
LEND_HANDS = frozenset({RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD}) | HANDLERS
AT_THE_DESK = LEND_HANDS | {RoleKind.MEDIATOR, RoleKind.UNIT_CONTACT}
CALLED_HERE = {"assigned_to": "person", "assigned_organisation": "organisation", "reason": "text"}
"""What the actions call otherwise than the bodies do."""

DONE = {200: shapes.CaseDetail, 204: None, **WRITING, 409: shapes.Conflict}
ANSWERED = {200: shapes.CallToAnswer, **WRITING}


@router.get(
    "/desk",
    response={200: shapes.CasePage, **READING},
    summary=gettext_noop("The lists of the desk; open ones come by deadline"),
)
def desk_cases(request: Request, asked: Query[shapes.DeskFilter]) -> Any:
    if not request.actor.holds(*AT_THE_DESK):
        raise NotYours(_("The desk is for those who work for a community."))
    narrowed = Filter(words=asked.q, states=tuple(asked.state), category=asked.category)
    page = rows_of_desk(request.actor, asked.tab, narrowed, now=request.now, after=asked.after)
    return {"cases": [short(c, insider=True) for c in page.rows], "after": page.after}


@router.get(
    "/desk/cases/{key}/helpers",
    response={200: shapes.Helpers, **READING},
    summary=gettext_noop("Whom a request can be given to, and which offices can be called"),
)
def helpers(request: Request, key: Key) -> Any:
    case = get_case_to_work_on(request.actor, key)
    handle_case.require(request.actor, case)
    people = colleagues(request.actor, case.community, LEND_HANDS, on=localdate(request.now))
    return {
        "people": [{"id": person, "name": name, "role": role} for person, name, role in people],
        "organisations": [_named(o) for o in organisations(case.community, *handling.LENDS_HANDS)],
        "offices": [_named(o) for o in offices_above(case.community)],
    }


@router.post(
    "/desk/cases/{key}/assign",
    response=DONE,
    summary=gettext_noop("Give the work to a person or an organisation; the lead stays responsible"),
)
def assign_case(request: Request, key: Key, sent: shapes.AssignIn) -> Any:
    whom = organisation_named(sent.organisation) if sent.organisation else None

    def assign(case: Any) -> None:
        handling.assign_case(
            request.actor, case, person_id=sent.person, organisation=whom, seen=sent.seen, now=request.now
        )

    return _do(request, key, sent, assign)


def deed(verb: str, name: str, body: type[Sent], summary: str = "") -> None:
    """The operation for a deed of the work page: the same form reads what was sent, the same action does it."""
    done = DEEDS[verb]

    def operation(request: Request, key: Key, sent: Any) -> Any:
        def run(case: Any) -> None:
            form = done.blank(request, case, _as_form(case, sent))
            if not form.is_valid():
                field, errors = next(iter(form.errors.items()))
                raise Invalid(" ".join(str(e) for e in errors), field=field)
            done.run(request, case, form.cleaned_data)

        return _do(request, key, sent, run)

    operation.__name__ = name
    operation.__annotations__["sent"] = body
    with override(None):  # the description is in English; people read it translated on the page made of it
        said = summary or str(done.name)
    router.post(f"/desk/cases/{{key}}/{verb}", response=DONE, summary=said)(operation)


deed("accept", "accept_case", shapes.Seen)
deed("start", "start_case", shapes.Seen)
deed("hands", "call_for_hands", shapes.Seen)
deed("answer", "answer_case", shapes.SeenWords, gettext_noop("Answer the reporter"))
deed("ask", "ask_reporter", shapes.SeenWords)
deed("reply", "reply_on_behalf", shapes.WordsIn)
deed("resolve", "resolve_case", shapes.ResolveIn)
deed("follow_up", "follow_up_promise", shapes.FollowUpIn)
deed("whistle", "blow_whistle", shapes.WhistleIn)
deed("extend", "extend_case", shapes.ExtendIn)
deed("note", "note_case", shapes.WordsIn)
deed("recategorise", "recategorise_case", shapes.CategoryIn)
deed("merge", "merge_cases", shapes.MergeIn)
deed("wall", "wall_case", shapes.WallIn)
deed("decline", "decline_case", shapes.SeenWords)
deed("reopen", "reopen_case", shapes.SeenWords)
deed("hide", "hide_case", shapes.SeenWords)
deed("show", "show_case", shapes.Seen)


def _do(request: Request, key: int, sent: Any, run: Callable[[Any], None]) -> Any:
    """Do it. Where somebody was faster the answer says what happened since; who sees the request no more gets an empty one."""
    case = get_case_to_work_on(request.actor, key)
    try:
        run(case)
    except ChangedMeanwhile as changed:
        case = get_case_to_work_on(request.actor, key)
        since = lines(changes_since(request.actor, case, sent.seen))
        told = {"code": 409, "message": str(changed), "field": "seen", "version": case.version, "changes": since}
        return Status(409, told)
    except Invalid as wrong:
        raise Invalid(str(wrong), field=CALLED_HERE.get(wrong.field, wrong.field)) from wrong
    try:
        return whole(request.actor, get_case_to_work_on(request.actor, key))
    except Missing:
        return Status(204, None)


def _as_form(case: Any, sent: Sent) -> dict[str, Any]:
    """What was sent, as the forms of the pages read it. What only adds words asks for no version."""
    given = {"seen": case.version} | sent.model_dump(exclude_none=True)
    if "was_kept" in given:
        given["was_kept"] = "yes" if given["was_kept"] else "no"
    return given


@router.get(
    "/whistles",
    response={200: list[shapes.CallToAnswer], **READING},
    summary=gettext_noop("Calls that wait for one's own offices"),
)
def calls_to_answer(request: Request) -> Any:
    _near_whistles(request)
    return [call_to_answer(c) for c in calls.calls_to_answer(request.actor)]


@router.get(
    "/whistles/followed",
    response={200: list[shapes.CallToAnswer], **READING},
    summary=gettext_noop("Calls under one's eyes, newest first"),
)
def calls_to_follow(request: Request) -> Any:
    _near_whistles(request)
    return [call_to_answer(c) for c in calls.calls_to_follow(request.actor)]


@router.post("/whistles/{key}/accept", response=ANSWERED, summary=gettext_noop("Accept a call to one's own office"))
def accept_call(request: Request, key: Key, sent: Sent) -> Any:
    whistles.accept_call(request.actor, calls.get_call(request.actor, key), now=request.now)
    return _called(request, key)


@router.post("/whistles/{key}/report", response=ANSWERED, summary=gettext_noop("Say who does what by when"))
def report_call(request: Request, key: Key, sent: shapes.CallReportIn) -> Any:
    call = calls.get_call(request.actor, key)
    whistles.report_call(request.actor, call, who=sent.who, what=sent.what, by_date=sent.by_date, now=request.now)
    return _called(request, key)


@router.post("/whistles/{key}/refuse", response=ANSWERED, summary=gettext_noop("Refuse a call, with the ground"))
def refuse_call(request: Request, key: Key, sent: shapes.CallRefusalIn) -> Any:
    whistles.refuse_call(request.actor, calls.get_call(request.actor, key), ground=sent.ground, now=request.now)
    return _called(request, key)


@router.post("/whistles/{key}/finish", response=ANSWERED, summary=gettext_noop("Say that one's part is done"))
def finish_call(request: Request, key: Key, sent: shapes.CallDoneIn) -> Any:
    whistles.finish_call(request.actor, calls.get_call(request.actor, key), what=sent.what, now=request.now)
    return _called(request, key)


def _near_whistles(request: Request) -> None:
    if not request.actor.holds(*CALLED, *OVERSEERS, *HANDLERS):
        raise NotYours(_("Whistles are for the offices that can be called, and for those who call them."))


def _called(request: Request, key: int) -> dict[str, Any]:
    return call_to_answer(calls.get_call(request.actor, key))


def _named(organisation: Any) -> dict[str, Any]:
    return {"id": organisation.pk, "name": organisation.label}
