"""Handing a filled form over leaves a record of what was given, and that record goes when it was kept long enough."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, NotYours
from linli.base.papers import path_of
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record

from .. import facts
from ..models import FOLDER, AskedForm, Handover
from ..periods import due_days, in_months
from ..permissions import keep_form

MOST_FIELDS = 200


@action
def hand_over(
    by: Actor,
    form: AskedForm,
    *,
    due_date: date,
    fields: Sequence[str],
    people: int,
    purpose: str,
    basis: str,
    now: datetime,
    left_out: Sequence[str] = (),
) -> Handover:
    """The form for a due day was given: which fields, of how many, why and on what basis.

    Safe by the lock on the form: two who hand it over at once make two records, each of them true. Refused for a form that was
    refused or ended, Invalid for a day on which it is not due or without purpose and basis.
    """
    form = open_row(by, AskedForm, form.pk, AskedForm.State.OPEN, see=keep_form)
    if due_date not in due_days(form, until=due_date):
        raise Invalid(_("It is not due on that day."), field="due_date")
    given = [words(field, field="fields", longest=80) for field in fields]
    if not given or len(given) > MOST_FIELDS or people < 0:
        raise Invalid(_("Say what was given: each column or figure on a line of its own."), field="fields")
    handed = Handover.objects.create(
        form=form,
        community_id=form.community_id,
        due_date=due_date,
        given_at=now,
        by_id=me(by),
        recipient=form.recipient[:120],
        fields=given,
        people=people,
        purpose=words(purpose, field="purpose", longest=200),
        basis=words(basis, field="basis", longest=200),
        left_out=list(left_out),
    )
    record(
        by,
        facts.HANDED_OVER.key,
        handed,
        now=now,
        community_id=form.community_id,
        value=people,
        office=form.office_id,
        fields=len(given),
        in_time=localdate(now) <= due_date,
    )
    return handed


@action
def forget_old_handovers(by: Actor, *, now: datetime) -> int:
    """Records of what was handed over go after the rule's months, and the signed returns with them. Run by the house alone.

    Safe to run twice: the rows go first, and a file without a row is nobody's.
    """
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    on = localdate(now)
    before = in_months(on, -int(rule("paperwork.handover_months", on=on).value))
    old = Handover.objects.filter(given_at__date__lt=before)
    signed = list(old.exclude(signed="").values_list("signed", flat=True))
    count, _rows = old.delete()
    for name in signed:
        transaction.on_commit(partial(path_of(FOLDER, name).unlink, missing_ok=True))
    return count
