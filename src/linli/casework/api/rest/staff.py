"""What staff and offices do: the desk, the deeds on a case, whistles."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Query, Router

from linli.base.actors import RoleKind
from linli.base.errors import ChangedMeanwhile, Invalid, Missing, NotYours
from linli.base.requests import Request
from linli.places.queries import organisation_named

from ...actions import handling, whistles
from ...deeds import DEEDS
from ...permissions import CALLED, HANDLERS, OVERSEERS
from ...queries.calls import calls_to_answer, calls_to_follow, get_call
from ...queries.cases import Filter, desk_cases, get_case_to_work_on
from . import shapes
from .problems import PROBLEMS
from .show import call_of, short, whole

router = Router(tags=["staff"])
AT_THE_DESK = {*HANDLERS, RoleKind.MEDIATOR, RoleKind.UNIT_CONTACT, RoleKind.VOLUNTEER, RoleKind.BUILDING_LEAD}


@router.get("/desk", response={200: shapes.CasePage, **PROBLEMS})
def read_desk(request: Request, chosen: Query[shapes.DeskFilter]) -> Any:
    """The desk's lists. Open ones come by deadline."""
    if not request.actor.holds(*AT_THE_DESK):
        raise NotYours(_("The desk is for those who work for a community."))
    narrowed = Filter(words=chosen.q, category=chosen.category)
    page = desk_cases(request.actor, chosen.tab, narrowed, now=request.now, after=chosen.after)
    return {"cases": [short(c, insider=True) for c in page.rows], "after": page.after}


@router.post("/desk/cases/{key}/assign", response={200: shapes.CaseDetail, **PROBLEMS})
def assign(request: Request, key: shapes.Key, sent: shapes.AssignIn) -> Any:
    """Give the work to a person or an organisation; the lead stays responsible."""
    case = get_case_to_work_on(request.actor, key)
    whom = organisation_named(sent.organisation) if sent.organisation else None
    handling.assign_case(request.actor, case, person_id=sent.person, organisation=whom, seen=sent.seen, now=request.now)
    return whole(request.actor, get_case_to_work_on(request.actor, key))


@router.post("/desk/cases/{key}/{verb}", response={200: shapes.CaseDetail, **PROBLEMS})
def do(request: Request, key: shapes.Key, verb: str, sent: shapes.DeedIn) -> Any:
    """Do one of the deeds of the work page: accept, start, answer, ask, reply, resolve, whistle, extend, note and so on; `can` names them.

    409 where somebody changed the request since the version in `seen`; read it again.
    """
    case = get_case_to_work_on(request.actor, key)
    if verb not in DEEDS:
        raise Missing(_("There is no such thing to do here."))
    if case.version != sent.seen:
        raise ChangedMeanwhile(_("Somebody else changed this request while you were working on it. Look at the change, then send yours again."))  # fmt: skip
    form = DEEDS[verb].blank(request, case, _as_form(sent))
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Invalid(" ".join(str(e) for e in errors), field=field)
    DEEDS[verb].run(request, case, form.cleaned_data)
    return whole(request.actor, get_case_to_work_on(request.actor, key))


@router.get("/whistles", response={200: shapes.WhistlesOut, **PROBLEMS})
def list_whistles(request: Request) -> Any:
    """Calls that wait for one's own offices, and those under one's eyes."""
    if not request.actor.holds(*CALLED, *OVERSEERS, *HANDLERS):
        raise NotYours(_("Whistles are for the offices that can be called, and for those who call them."))
    return {
        "waiting": [call_of(c) for c in calls_to_answer(request.actor)],
        "followed": [call_of(c) for c in calls_to_follow(request.actor)],
    }


@router.post("/whistles/{key}/{verb}", response={200: shapes.CallOut, **PROBLEMS})
def answer(request: Request, key: shapes.Key, verb: str, sent: shapes.AnswerIn) -> Any:
    """accept, report, refuse or finish a call to one's own office."""
    call, by, now = get_call(request.actor, key), request.actor, request.now
    if verb == "accept":
        whistles.accept_call(by, call, now=now)
    elif verb == "report":
        if sent.by_date is None:
            raise Invalid(_("Say by which day."), field="by_date")
        whistles.report_call(by, call, who=sent.who, what=sent.what, by_date=sent.by_date, now=now)
    elif verb == "refuse":
        whistles.refuse_call(by, call, ground=sent.ground, now=now)
    elif verb == "finish":
        whistles.finish_call(by, call, what=sent.what, now=now)
    else:
        raise Missing(_("There is no such thing to do here."))
    return call_of(get_call(by, key))


def _as_form(sent: shapes.DeedIn) -> dict[str, Any]:
    """What was sent, as the forms of the pages read it."""
    given = sent.model_dump(exclude_none=True)
    given["organisations"] = [str(key) for key in given.pop("organisations", [])]
    if "was_kept" in given:
        given["was_kept"] = "yes" if given["was_kept"] else "no"
    return given
