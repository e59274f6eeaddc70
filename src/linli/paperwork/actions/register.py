"""A form that is asked for is written down, refused where it lacks what the law wants of it, ended."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.rows import held, open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.notices.actions import tell_office, tell_who_must
from linli.people.queries import persons_for
from linli.places.models import Community, Organisation
from linli.places.rules import over

from .. import facts
from ..marks import missing_marks
from ..models import AskedForm
from ..permissions import DECIDERS, keep_form, keep_forms

LONGEST = {"issuer": 120, "form_number": 60, "approval_number": 80, "basis": 200, "purpose": 200, "platform": 80}
MOST_MINUTES = 60 * 24 * 30


@action
def register_form(
    by: Actor,
    community: Community,
    *,
    title: str,
    office: Organisation | None,
    way: str,
    frequency: str,
    first_due_date: date,
    minutes_each_time: int,
    now: datetime,
    cells: int = 0,
    is_statistical: bool = False,
    valid_until_date: date | None = None,
    **more: str,
) -> AskedForm:
    """Write down what an office asks for. Safe: it only adds a row. Invalid for a missing issuer, an unknown way or rhythm, no time."""
    keep_forms.require(by, community)
    form = AskedForm(community=community, written_at=now)
    given = {
        "title": title,
        "office": office,
        "way": way,
        "frequency": frequency,
        "first_due_date": first_due_date,
        "minutes_each_time": minutes_each_time,
        "cells": cells,
        "is_statistical": is_statistical,
        "valid_until_date": valid_until_date,
    }
    _fill(form, given | more)
    _happened(by, form, facts.WRITTEN, now)
    return form


@action
def correct_form(by: Actor, form: AskedForm, *, now: datetime, **given: Any) -> AskedForm:
    """Write it down anew. Safe by the lock. What was refused or ended stays as it was."""
    form = open_row(by, AskedForm, form.pk, AskedForm.State.OPEN, see=keep_form)
    _fill(form, given)
    _happened(by, form, facts.WRITTEN, now)
    return form


@action
def refuse_form(by: Actor, form: AskedForm, *, now: datetime) -> AskedForm:
    """Refuse a statistical form that lacks its marks, with a letter that names them; the office, street and district are told.

    Safe by the lock on the community's row, under which the letter's number is drawn, and by the unique number. Refused for a
    form that lacks nothing, or that is not statistical: other work without a number is refused at the gate.
    """
    form = open_row(by, AskedForm, form.pk, AskedForm.State.OPEN, see=keep_form)
    lacking = missing_marks(form, on=localdate(now))
    if not lacking:
        raise Refused(
            _(
                "This form bears the marks that the law wants, or is not a statistical one: it cannot be refused for want of them."
            )
        )
    held(Community, form.community_id)
    year = localdate(now).year
    last = AskedForm.objects.filter(community=form.community_id, year=year).aggregate(last=Max("serial"))["last"]
    form.state, form.refused_at, form.year, form.serial = AskedForm.State.REFUSED, now, year, (last or 0) + 1
    form.ended_date = localdate(now)
    form.save()
    lacks = _(", ").join(str(mark.name) for mark in lacking)
    _happened(by, form, facts.REFUSED, now, lacks=len(lacking))
    _tell(by, form, {"title": form.title, "lacks": lacks, "number": form.letter_number}, now)
    return form


@action
def end_form(by: Actor, form: AskedForm, *, on: date, now: datetime) -> AskedForm:
    """It is asked for no more from that day. Safe by the lock."""
    form = open_row(by, AskedForm, form.pk, AskedForm.State.OPEN, see=keep_form)
    form.state, form.ended_date = AskedForm.State.ENDED, on
    form.save(update_fields=["state", "ended_date"])
    _happened(by, form, facts.ENDED, now)
    return form


def _fill(form: AskedForm, given: dict[str, Any]) -> None:
    for choice, known in (("way", AskedForm.Way), ("frequency", AskedForm.Frequency)):
        if given[choice] not in known.values:
            raise Invalid(_("Choose one of the list."), field=choice)
    if not 0 < given["minutes_each_time"] <= MOST_MINUTES:
        raise Invalid(_("Say how many minutes it takes each time."), field="minutes_each_time")
    if given["cells"] < 0:
        raise Invalid(_("A number of cells is not negative."), field="cells")
    given["title"] = words(given["title"], field="title", longest=160)
    for field, longest in LONGEST.items():
        given[field] = words(given.get(field, ""), field=field, longest=longest, required=False)
    if given["office"] is None and not given["issuer"]:
        raise Invalid(_("Say which office asks for it."), field="issuer")
    for field, value in given.items():
        setattr(form, field, value)
    form.save()


def _happened(by: Actor, form: AskedForm, kind: FactKind, now: datetime, **more: Any) -> None:
    record(
        by,
        kind.key,
        form,
        now=now,
        community_id=form.community_id,
        office=form.office_id,
        way=form.way,
        statistical=form.is_statistical,
        **more,
    )


def _tell(by: Actor, form: AskedForm, values: dict[str, Any], now: datetime) -> None:
    on, path = localdate(now), f"/desk/forms/{form.pk}/"
    officers: list[int] = []
    if form.office_id:
        tell_office(by, facts.REFUSED.key, organisation_id=form.office_id, values=values, path=path, now=now)
        officers = persons_for(form.office_id, on=on)
    tell_who_must(
        by, facts.REFUSED.key, over(DECIDERS), form.community, also=officers, values=values, path=path, now=now
    )
