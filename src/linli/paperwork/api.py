"""Forms in the JSON API: the register, what was handed over, figures; writing down, sending back, handing over."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from linli.base.api import READING, WHOLE, WRITING, Day, Key, Line, Sent, SentKey
from linli.base.errors import Missing
from linli.base.requests import Request
from linli.places.queries import community_named, offices_above

from . import queries
from .actions import handing, register
from .permissions import keep_forms
from .queries.figures import figures_now

router = Router(tags=["forms"])
Minutes = Annotated[int, Field(strict=True, ge=1, le=43_200), WHOLE]
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000), WHOLE]


class Form(Schema):
    """A form that an office asks for. `due_date` is the next day on which it was not handed over; `missing` its legal marks."""

    id: int
    community: str
    issuer: str
    title: str
    state: str
    way: str
    frequency: str
    minutes_each_time: int
    cells: int
    due_date: date | None
    is_late: bool
    missing: list[str]


class Handover(Schema):
    due_date: date
    given_at: datetime
    recipient: str
    fields: list[str]
    left_out: list[str]
    people: int
    purpose: str
    basis: str
    is_signed: bool


class FormDetail(Form):
    """`handovers` are for the committee, its supervision and the auditors."""

    handovers: list[Handover]


class Figure(Schema):
    """`confirmed_by` and `as_of` where the community has confirmed it; otherwise counted in `counted_in` records, which are the
    `share` of what is confirmed."""

    name: str
    count: int
    confirmed_by: str
    as_of: date | None
    counted_in: int
    share: float | None


class FormFilter(Schema):
    community: Line = ""
    state: Line = ""
    q: Line = ""


class FormIn(Sent):
    """The office by its key, or another issuer by name."""

    title: Line
    office: SentKey | None = None
    issuer: Line = ""
    way: Line
    platform: Line = ""
    frequency: Line
    first_due_date: Day
    minutes_each_time: Minutes
    cells: Count = 0
    purpose: Line = ""
    basis: Line = ""
    is_statistical: bool = False
    form_number: Line = ""
    approval_number: Line = ""
    valid_until_date: Day | None = None


class HandedIn(Sent):
    due_date: Day
    fields: Annotated[list[Line], Field(min_length=1, max_length=200)]
    people: Count = 0
    purpose: Line
    basis: Line


class EndIn(Sent):
    on: Day


class Nothing(Sent):
    """No more needs to be said."""


@router.get(
    "/forms", response={200: list[Form], **READING}, summary=gettext_noop("Forms that are asked for, what is due first")
)
def forms(request: Request, asked: Query[FormFilter]) -> Any:
    here = community_named(asked.community) if asked.community else None
    found = queries.forms(request.actor, here, on=localdate(request.now), state=asked.state, words=asked.q[:60])
    return [_form(row) for row in found]


@router.get(
    "/forms/{key}",
    response={200: FormDetail, **READING},
    summary=gettext_noop("One form, and what was handed over with it"),
)
def form(request: Request, key: Key) -> Any:
    return _whole(request, key)


@router.get(
    "/communities/{slug}/figures",
    response={200: list[Figure], **READING},
    summary=gettext_noop("Residents and households, as confirmed or as counted now"),
)
def figures(request: Request, slug: Line) -> Any:
    found = figures_now(request.actor, _mine(request, slug), now=request.now)
    return list(found.rows)


@router.post(
    "/communities/{slug}/forms",
    response={200: FormDetail, **WRITING},
    summary=gettext_noop("Write down a form that is asked for"),
)
def register_form(request: Request, slug: Line, sent: FormIn) -> Any:
    community, given = _mine(request, slug), sent.model_dump()
    key = given.pop("office")
    office = next((o for o in offices_above(community) if o.pk == key), None)
    if key is not None and office is None:
        raise Missing(_("There is no such office."))
    return _whole(request, register.register_form(request.actor, community, office=office, now=request.now, **given).pk)


@router.post(
    "/forms/{key}/handovers",
    response={200: FormDetail, **WRITING},
    summary=gettext_noop("Write down what was handed over"),
)
def hand_over(request: Request, key: Key, sent: HandedIn) -> Any:
    handing.hand_over(request.actor, _asked(request, key), now=request.now, **sent.model_dump())
    return _whole(request, key)


@router.post(
    "/forms/{key}/refuse",
    response={200: FormDetail, **WRITING},
    summary=gettext_noop("Send a form back that lacks its legal marks"),
)
def refuse_form(request: Request, key: Key, sent: Nothing) -> Any:
    register.refuse_form(request.actor, _asked(request, key), now=request.now)
    return _whole(request, key)


@router.post("/forms/{key}/end", response={200: FormDetail, **WRITING}, summary=gettext_noop("It is asked for no more"))
def end_form(request: Request, key: Key, sent: EndIn) -> Any:
    register.end_form(request.actor, _asked(request, key), on=sent.on, now=request.now)
    return _whole(request, key)


def _mine(request: Request, slug: str) -> Any:
    community = community_named(slug)
    if not keep_forms.allows(request.actor, community):
        raise Missing(_("There is no such community for you to work for."))
    return community


def _asked(request: Request, key: int) -> Any:
    return queries.form_for(request.actor, key, on=localdate(request.now)).form


def _form(row: Any) -> dict[str, Any]:
    asked, same = row.form, ("title", "state", "way", "frequency", "minutes_each_time", "cells")
    return {name: getattr(asked, name) for name in same} | {
        "id": asked.pk,
        "community": asked.community.slug,
        "issuer": asked.issuer_name,
        "due_date": row.due,
        "is_late": row.is_late,
        "missing": [str(mark.name) for mark in row.missing],
    }


def _whole(request: Request, key: int) -> dict[str, Any]:
    row = queries.form_for(request.actor, key, on=localdate(request.now))
    same = ("due_date", "given_at", "recipient", "fields", "left_out", "people", "purpose", "basis")
    handed = queries.handovers(request.actor, row.form)
    return _form(row) | {
        "handovers": [{name: getattr(h, name) for name in same} | {"is_signed": bool(h.signed)} for h in handed]
    }
