"""What the district does: admit, admit with change, return, refuse, review, end. Reasons are public."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours
from linli.base.rules import rule
from linli.base.text import words
from linli.funds.actions.lines import open_line
from linli.funds.models import Source

from .. import facts
from ..completeness import lacks, minutes_a_week
from ..models import Application, Duty, State, Task
from ..permissions import decide_application
from .applying import give_to_communities
from .story import happened, lock, next_number, require_state, tell_all


@dataclass(frozen=True)
class Change:
    """What the district changes when it admits; None leaves as it was asked. Communities are taken out, never added."""

    minutes_each_time: int | None = None
    frequency: str | None = None
    to_date: date | None = None
    money_fen: int | None = None
    without: Collection[int] = ()


@action
def admit_application(
    by: Actor,
    application: Application,
    *,
    duty_list: str,
    reasons: str,
    now: datetime,
    change: Change | None = None,
    seen: int | None = None,
) -> Application:
    """Admit it, as asked or with change: it gets a number, each community its steps, and its money a line.

    Safe by the lock. An emergency is admitted here when it is reviewed: then nothing may be missing any more.
    """
    application = _to_decide(by, application, seen)
    if duty_list not in {Duty.List.BY_LAW, Duty.List.ASSISTANCE}:
        raise Invalid(_("Choose the list it belongs to."), field="duty_list")
    changed = _change(application, change or Change())
    missing = lacks(application, communities=application.includes.count())
    if missing:
        raise Invalid(
            _("It cannot be admitted. Missing: %(what)s.") % {"what": _("; ").join(str(lack.what) for lack in missing)}
        )
    _decide(application, State.ADMITTED, reasons, now)
    application.list = duty_list
    application.review_due_date = _in_months(localdate(now), rule("intake.review_months", on=localdate(now)).value)
    next_number(application, now=now)
    communities = application.includes.count()
    happened(
        by,
        application,
        facts.ADMITTED,
        now=now,
        text=application.reasons,
        data=changed,
        changed=bool(changed),
        communities=communities,
    )
    application.tasks.update(
        minutes_a_week=minutes_a_week(
            application.minutes_each_time or 0,
            application.frequency,
            application.from_date or localdate(now),
            application.to_date,
        ),
        to_date=application.to_date,
    )
    give_to_communities(application, now=now)
    _bind_money(by, application, now=now)
    tell_all(by, application, facts.ADMITTED, now=now)
    return application


@action
def return_application(
    by: Actor, application: Application, *, reasons: str, now: datetime, seen: int | None = None
) -> Application:
    """Send it back to be completed. Safe by the lock. An emergency is not returned: it is admitted or refused."""
    application = _to_decide(by, application, seen)
    require_state(application, State.SUBMITTED)
    _decide(application, State.RETURNED, reasons, now)
    happened(by, application, facts.RETURNED, now=now, text=application.reasons)
    tell_all(by, application, facts.RETURNED, now=now)
    return application


@action
def refuse_application(
    by: Actor, application: Application, *, reasons: str, now: datetime, seen: int | None = None
) -> Application:
    """Do not admit it. Safe by the lock. An emergency under review ends today."""
    application = _to_decide(by, application, seen)
    if application.state == State.ADMITTED:
        return _end(by, application, reasons=words(reasons, field="reasons"), now=now, by_itself=False)
    _decide(application, State.REFUSED, reasons, now)
    happened(by, application, facts.REFUSED, now=now, text=application.reasons)
    tell_all(by, application, facts.REFUSED, now=now)
    return application


@action
def keep_task(
    by: Actor, application: Application, *, reasons: str, now: datetime, seen: int | None = None
) -> Application:
    """The yearly review, or one that residents asked for, finds that it stays; the reasons are public. Safe by the lock."""
    application = lock(application, seen=seen)
    decide_application.require(by, application)
    require_state(application, State.ADMITTED)
    if _waits_for_review(application):
        raise Invalid(_("This emergency has not been decided yet: admit it or refuse it."))
    application.review_due_date = _in_months(localdate(now), rule("intake.review_months", on=localdate(now)).value)
    happened(by, application, facts.KEPT, now=now, text=words(reasons, field="reasons"))
    tell_all(by, application, facts.KEPT, now=now)
    return application


@action
def end_task(
    by: Actor, application: Application, *, reasons: str, now: datetime, seen: int | None = None
) -> Application:
    """End an admitted task: communities need not do it any more. By the district, or by the house when its time is over. Safe by the lock."""
    application = lock(application, seen=seen)
    if not by.is_house:
        decide_application.require(by, application)
    require_state(application, State.ADMITTED)
    return _end(by, application, reasons=words(reasons, field="reasons"), now=now, by_itself=by.is_house)


def _end(by: Actor, application: Application, *, reasons: str, now: datetime, by_itself: bool) -> Application:
    today = localdate(now)
    application.state, application.reasons, application.ended_date, application.review_due_date = (
        State.ENDED,
        reasons,
        today,
        None,
    )
    Task.objects.filter(application=application, from_date__gt=today).update(to_date=None, from_date=today)
    Task.objects.filter(application=application).exclude(to_date__lt=today).update(to_date=today)
    happened(by, application, facts.ENDED, now=now, text=reasons, by_itself=by_itself)
    tell_all(by, application, facts.ENDED, now=now)
    return application


def _to_decide(by: Actor, application: Application, seen: int | None) -> Application:
    application = lock(application, seen=seen)
    decide_application.require(by, application)
    if application.applicant_id in by.organisations({role.kind for role in by.roles}):
        raise NotYours(_("Whoever applies does not decide."))
    if not _waits_for_review(application):
        require_state(application, State.SUBMITTED)
    return application


def _waits_for_review(application: Application) -> bool:
    """An emergency that entered at once and was not decided yet."""
    return application.state == State.ADMITTED and application.is_emergency and application.decided_at is None


def _decide(application: Application, state: State, reasons: str, now: datetime) -> None:
    application.state, application.decided_at = state, now
    application.reasons = words(reasons, field="reasons")


def _bind_money(by: Actor, application: Application, *, now: datetime) -> None:
    """Each community's money gets a line of its own with the promise and its day: money follows the task (费随事转)."""
    if not (application.money_fen and application.money_date):
        return
    for task in (
        application.tasks.filter(line__isnull=True).exclude(to_date__lte=localdate(now)).select_related("community")
    ):
        task.line = open_line(
            by,
            task.community,
            name=application.title,
            source=Source.TASK,
            year=application.money_date.year,
            payer=application.applicant,
            promised_fen=application.money_fen,
            promised_date=application.money_date,
            task_number=application.number,
            purpose=application.money_line,
            now=now,
        )
        task.save(update_fields=["line"])


def _change(application: Application, change: Change) -> dict[str, Any]:
    """Apply it; what was asked and what is admitted, for the public history."""
    changed: dict[str, Any] = {}
    for field in ("minutes_each_time", "frequency", "to_date", "money_fen"):
        new, old = getattr(change, field), getattr(application, field)
        if new is not None and new != old:
            setattr(application, field, new)
            changed[field] = [str(old) if isinstance(old, date) else old, str(new) if isinstance(new, date) else new]
    gone = application.includes.filter(community__in=list(change.without))
    if count := gone.count():
        changed["communities"] = [application.includes.count(), application.includes.count() - count]
        application.tasks.filter(community__in=list(change.without)).update(to_date=application.from_date)
        gone.delete()
    return changed


def _in_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))
