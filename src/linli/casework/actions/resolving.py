"""How a case ends: resolved with an honest outcome, rated, reopened, closed; or declined with a reason."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.errors import Invalid, Refused
from linli.base.rules import rule
from linli.base.text import words
from linli.base.uploads import Picture

from .. import facts
from ..clocks import in_time, minutes_since, set_next_due, start_clocks
from ..models import Case, Channel, Message, Outcome, Rating, Reporter, State
from ..permissions import handle_case, is_own
from .handling import _take_lead
from .receiving import add_pictures
from .story import happened, lock, move, require, say, tell_reporters, tell_staff
from .whistles import end_calls


@action
def resolve_case(
    by: Actor,
    case: Case,
    *,
    outcome: str,
    text: str,
    now: datetime,
    promised_date: date | None = None,
    beyond_whose: str = "",
    pictures: Sequence[Picture] = (),
    seen: int | None = None,
) -> Case:
    """Say what was done, and honestly how it ended. Open whistle calls and calls for hands end with it. Safe by the lock.

    Invalid: a promise without a coming date, "beyond our powers" without who has them.
    """
    case = lock(case, seen=seen)
    require(by, case, "resolve")
    ended = Outcome(outcome)
    if ended is Outcome.PROMISED and (promised_date is None or promised_date <= localdate(now)):
        raise Invalid(_("Say by which coming day it is promised."), field="promised_date")
    if ended is Outcome.BEYOND and not beyond_whose.strip():
        raise Invalid(_("Say who has the powers that the committee lacks."), field="beyond_whose")
    before = case.state
    _take_lead(by, case, now)
    case.outcome = ended
    case.promised_date = promised_date if ended is Outcome.PROMISED else None
    case.followed_up_at = None
    case.beyond_whose = words(beyond_whose, field="beyond_whose", longest=120) if ended is Outcome.BEYOND else ""
    case.resolved_at = now
    case.answered_at = case.answered_at or now
    case.paused_at = None
    message = say(by, case, Message.Kind.RESOLUTION, text, now=now)
    add_pictures(case, pictures, now=now)
    move(case, "resolve")
    set_next_due(case)
    end_calls(by, case, now=now)
    happened(
        by,
        case,
        facts.RESOLVED,
        now=now,
        before=before,
        message=message,
        public=True,
        value=minutes_since(case, case.reported_at, now),
        data={"outcome": ended.value},
        category=case.category.key,
        outcome=ended.value,
        in_time=in_time(case, "resolve", now),
        round=case.reopened_count,
    )
    tell_reporters(by, case, facts.RESOLVED, now=now)
    return case


@action
def decline_case(by: Actor, case: Case, *, reason: str, now: datetime, seen: int | None = None) -> Case:
    """Say no, with a reason that the reporter reads. Safe by the lock."""
    case = lock(case, seen=seen)
    require(by, case, "decline")
    before = case.state
    _take_lead(by, case, now)
    case.answered_at = case.answered_at or now
    message = say(by, case, Message.Kind.REASON, reason, now=now)
    move(case, "decline")
    set_next_due(case)
    end_calls(by, case, now=now)
    happened(by, case, facts.DECLINED, now=now, before=before, message=message, public=True, category=case.category.key)
    tell_reporters(by, case, facts.DECLINED, now=now)
    return case


@action
def rate_case(
    by: Actor,
    case: Case,
    *,
    reporter: Reporter,
    is_solved: bool,
    stars: int,
    now: datetime,
    text: str = "",
    channel: str = Channel.WEB,
) -> Rating:
    """A reporter judges the result; "not solved" reopens the case. Staff write it down for who comes to the desk or calls.

    "Not solved" from somebody who said "me too" is told to those who handle it, and reopens nothing alone.
    One rating a reporter and resolution, by a unique row; a second is refused. Within the reopening window only.
    """
    case = lock(case)
    require(by, case, "rate")
    if reporter.case_id != case.pk or not (handle_case.allows(by, case) or is_own(by, reporter)):
        raise Invalid(_("This person did not report this request."), field="reporter")
    if not 1 <= stars <= 5:
        raise Invalid(_("Choose one to five stars."), field="stars")
    if case.ratings.filter(reporter=reporter, round=case.reopened_count).exists():
        raise Refused(_("This result has been rated already. Thank you."))
    _check_window(case, now)
    rating = Rating.objects.create(
        case=case,
        reporter=reporter,
        round=case.reopened_count,
        is_solved=is_solved,
        stars=stars,
        words=words(text, longest=1000, required=False),
        channel=channel,
        at=now,
    )
    before = case.state
    move(case, "rate")
    case.closed_at = case.closed_at or now
    happened(
        by,
        case,
        facts.RATED,
        now=now,
        before=before,
        public=True,
        value=stars,
        data={"solved": is_solved, "stars": stars},
        category=case.category.key,
        solved=is_solved,
        channel=channel,
        round=case.reopened_count,
    )
    tell_staff(by, case, facts.RATED, now=now)
    if not is_solved and reporter.is_first:
        _reopen(by, case, now)
    return rating


@action
def reopen_case(by: Actor, case: Case, *, reason: str, now: datetime, seen: int | None = None) -> Case:
    """It is not solved after all: a reason, a counter, and clocks of its own. Safe by the lock. Refused after the window."""
    case = lock(case, seen=seen)
    require(by, case, "reopen")
    _check_window(case, now)
    say(by, case, Message.Kind.REASON, reason, now=now)
    _reopen(by, case, now)
    return case


@action
def follow_up_promise(
    by: Actor, case: Case, *, was_kept: bool, text: str, now: datetime, seen: int | None = None
) -> Case:
    """A promised day has come: say whether the promise was kept. Not kept reopens the case. Safe by the lock."""
    case = lock(case, seen=seen)
    handle_case.require(by, case)
    if case.outcome != Outcome.PROMISED or case.followed_up_at:
        raise Refused(_("There is no promise to follow up."))
    case.followed_up_at = now
    message = say(by, case, Message.Kind.ANSWER, text, now=now)
    happened(by, case, facts.FOLLOWED_UP, now=now, message=message, public=True, data={"kept": was_kept}, kept=was_kept)
    tell_reporters(by, case, facts.FOLLOWED_UP, now=now)
    if not was_kept and case.state in {State.RESOLVED, State.CLOSED}:
        _reopen(by, case, now)
    return case


@action
def close_case(by: Actor, case: Case, *, now: datetime) -> Case:
    """Silence closes a resolved case; it counts as neither satisfied nor dissatisfied. Safe by the lock: a rating that came first wins."""
    case = lock(case)
    require(by, case, "close")
    before = case.state
    move(case, "close")
    case.closed_at = now
    happened(by, case, facts.CLOSED, now=now, before=before, public=True, category=case.category.key, rated=False)
    return case


def close_silent_cases(now: datetime) -> None:
    """Close what was resolved and stayed without a rating for the days that the rule gives."""
    before = now - timedelta(days=rule("casework.auto_close_days", on=localdate(now)).value)
    for case in list(Case.objects.filter(state=State.RESOLVED, resolved_at__lt=before).order_by("pk")):
        with suppress(Refused):  # rated or reopened a moment ago
            close_case(HOUSE, case, now=now)


def _check_window(case: Case, now: datetime) -> None:
    days = rule("casework.reopen_window_days", on=localdate(now)).value
    ended = localdate(case.resolved_at or case.changed_at)
    if localdate(now) > ended + timedelta(days=days):
        raise Refused(
            _("This request ended more than %(days)d days ago. Please report it as a new one.") % {"days": days}
        )


def _reopen(by: Actor, case: Case, now: datetime) -> None:
    before = case.state
    case.state = State.REOPENED
    case.reopened_count += 1
    case.closed_at = None
    start_clocks(case, now=now)
    happened(
        by,
        case,
        facts.REOPENED,
        now=now,
        before=before,
        public=True,
        category=case.category.key,
        round=case.reopened_count,
    )
    tell_staff(by, case, facts.REOPENED, now=now)
