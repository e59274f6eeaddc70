"""What an office does: draft, complete, submit, withdraw."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.rules import rule
from linli.base.text import clean, words
from linli.base.working_time import Calendar
from linli.places.models import Community, Division, Level, Organisation, under
from linli.places.queries import calendar_for

from .. import facts
from ..completeness import lacks, minutes_a_week
from ..models import Application, DataAsked, Duty, Include, PlannedStep, State, Step, Task
from ..permissions import APPLICANTS, apply_for_task
from ..states import OPEN_TO_CHANGE
from .story import happened, lock, next_number, require_state, tell_all, tell_deciders

WORDS = {
    "contact": 120,
    "basis_law": 160,
    "basis_article": 60,
    "touches": 300,
    "money_line": 160,
    "community_does": 4000,
    "department_does": 4000,
    "people": 2000,
    "training": 2000,
    "means": 2000,
    "powers": 2000,
    "exit": 2000,
}
CHOICES = (
    ("kind", Application.Kind, False),
    ("basis_rank", Application.Rank, True),
    ("frequency", Application.Frequency, True),
    ("assessment", Application.Assessment, True),
)
MOST_MINUTES, MOST_FEN = 100_000, 10**13
PLAIN = (
    "kind",
    "basis_rank",
    "minutes_each_time",
    "frequency",
    "from_date",
    "to_date",
    "money_fen",
    "money_date",
    "assessment",
    "duty_id",
)


@action
def draft_application(
    by: Actor, applicant: Organisation, *, title: str, kind: str, now: datetime, **given: Any
) -> Application:
    """Begin an application for one's own office. Only its title and kind are needed yet; nobody else sees it."""
    if applicant.pk not in by.organisations(APPLICANTS):
        raise NotYours(_("You apply for your own office."))
    made = Application(
        county=_county_of(applicant),
        applicant=applicant,
        title=words(title, field="title", longest=120),
        kind=kind,
        made_at=now,
        changed_at=now,
    )
    _check(made)
    made.save()
    return _fill(made, given, now)


@action
def save_application(
    by: Actor, application: Application, *, now: datetime, seen: int | None = None, **given: Any
) -> Application:
    """Write down what the office says of it. Safe by the lock; only a draft or what was returned can be changed."""
    application = lock(application, seen=seen)
    apply_for_task.require(by, application)
    require_state(application, *OPEN_TO_CHANGE)
    return _fill(application, given, now)


@action
def submit_application(by: Actor, application: Application, *, now: datetime, seen: int | None = None) -> Application:
    """Ask for the decision. Safe by the lock.

    Refused where money, people, means or anything else is missing (OL art. 43), where it stands on the list of what is not
    for communities, or where it would begin sooner than the rule's working days ahead.
    """
    application = lock(application, seen=seen)
    apply_for_task.require(by, application)
    require_state(application, *OPEN_TO_CHANGE)
    _refuse_incomplete(application)
    calendar, today = _calendar(application, now), localdate(now)
    ahead = rule("intake.ahead_days", on=today).value
    earliest = working_days_after(calendar, today, ahead)
    if application.from_date and application.from_date < earliest:
        raise Invalid(
            _(
                "It is applied for %(days)d working days ahead: it can begin on %(day)s at the earliest. An emergency enters at once."
            )
            % {"days": ahead, "day": earliest},
            field="from_date",
        )
    application.state, application.is_emergency = State.SUBMITTED, False
    application.submitted_at = now
    reckon_decision(application)
    happened(by, application, facts.SUBMITTED, now=now)
    tell_all(by, application, facts.SUBMITTED, now=now, due=str(application.decide_due_date))
    tell_deciders(by, application, facts.SUBMITTED.key, now=now, due=str(application.decide_due_date))
    return application


@action
def enter_emergency(by: Actor, application: Application, *, now: datetime, seen: int | None = None) -> Application:
    """Admit an emergency at once, with a number and an end, until it is reviewed; without a decision it ends by itself.

    Safe by the lock. It needs a basis, an end date within the rule's days, and says who does what; money, people and means
    may come later, but must be there when it is reviewed.
    """
    application = lock(application, seen=seen)
    apply_for_task.require(by, application)
    require_state(application, *OPEN_TO_CHANGE)
    _refuse_incomplete(application, at_once=True)
    today = localdate(now)
    longest = today + timedelta(days=rule("intake.emergency_longest_days", on=today).value)
    if application.to_date is None or not today < application.to_date <= longest:
        raise Invalid(_("An emergency ends on a day, at the latest on %(day)s.") % {"day": longest}, field="to_date")
    application.from_date = min(application.from_date or today, today)
    application.state, application.is_emergency = State.ADMITTED, True
    application.list = Duty.List.ASSISTANCE
    application.submitted_at = now
    application.review_due_date = application.decide_due_date = today + timedelta(
        days=rule("intake.emergency_review_days", on=today).value
    )
    next_number(application, now=now)
    happened(by, application, facts.SUBMITTED, now=now)
    give_to_communities(application, now=now)
    tell_all(by, application, facts.ADMITTED, now=now)
    tell_deciders(by, application, facts.SUBMITTED.key, now=now, due=str(application.decide_due_date))
    return application


@action
def withdraw_application(by: Actor, application: Application, *, now: datetime, seen: int | None = None) -> Application:
    """The office takes it back before it is decided. Safe by the lock. A draft that nobody saw is gone."""
    application = lock(application, seen=seen)
    apply_for_task.require(by, application)
    require_state(application, *OPEN_TO_CHANGE, State.SUBMITTED)
    application.state = State.WITHDRAWN
    happened(by, application, facts.WITHDRAWN, now=now)
    return application


def give_to_communities(application: Application, *, now: datetime) -> list[Task]:
    """Each community gets the task and its steps. Three statements, however many communities."""
    begins = application.from_date or localdate(now)
    week = minutes_a_week(application.minutes_each_time or 0, application.frequency, begins, application.to_date)
    have = set(application.tasks.values_list("community_id", flat=True))
    included = application.includes.exclude(community__in=have).order_by("pk").values_list("community_id", flat=True)
    about = {"application": application, "minutes_a_week": week, "from_date": begins, "to_date": application.to_date}
    tasks = Task.objects.bulk_create([Task(community_id=key, **about) for key in included], batch_size=500)
    planned = list(application.planned_steps.all())
    steps = [Step(task=task, what=step.what, due_date=step.due_date) for task in tasks for step in planned]
    Step.objects.bulk_create(steps, batch_size=500)
    return tasks


def working_days_after(calendar: Calendar, day: date, count: int) -> date:
    """The day on which `count` working days have passed since `day`."""
    while count:
        day += timedelta(days=1)
        count -= calendar.is_working(day)
    return day


def _fill(application: Application, given: Mapping[str, Any], now: datetime) -> Application:
    for field, longest in WORDS.items():
        if field in given:
            setattr(application, field, words(given[field] or "", field=field, longest=longest, required=False))
    for field in PLAIN:
        if field in given:
            setattr(application, field, given[field])
    _check(application)
    if "title" in given:
        application.title = words(given["title"], field="title", longest=120)
    if application.from_date and application.to_date and application.from_date >= application.to_date:
        raise Invalid(_("It ends before it begins."), field="to_date")
    application.version += 1
    application.changed_at = now
    application.save()
    if "communities" in given:
        _include(application, given["communities"])
    if "data_asked" in given:
        _ask_data(application, given["data_asked"])
    if "steps" in given:
        _plan(application, given["steps"])
    return application


def _check(application: Application) -> None:
    """Invalid for what no choice offers and no budget holds."""
    for field, choices, may_be_empty in CHOICES:
        value = getattr(application, field)
        if value not in choices.values and not (may_be_empty and value == ""):
            raise Invalid(_("Choose one of the list."), field=field)
    if application.minutes_each_time is not None and not 0 < application.minutes_each_time <= MOST_MINUTES:
        raise Invalid(_("Say how many minutes it takes each time."), field="minutes_each_time")
    if application.money_fen is not None and not 0 <= application.money_fen <= MOST_FEN:
        raise Invalid(_("This is no amount of money."), field="money_fen")
    if application.duty_id is not None and not Duty.objects.filter(pk=application.duty_id).exists():
        raise Invalid(_("There is no such line."), field="duty_id")


def _include(application: Application, communities: Collection[int]) -> None:
    reach = Community.objects.filter(under({application.applicant.division_id}, ""), pk__in=communities)
    chosen = set(reach.values_list("pk", flat=True))
    if set(communities) - chosen:
        raise Invalid(_("A community lies outside what this office is for."), field="communities")
    application.includes.exclude(community__in=chosen).delete()
    have = set(application.includes.values_list("community_id", flat=True))
    Include.objects.bulk_create([Include(application=application, community_id=key) for key in sorted(chosen - have)])


def _ask_data(application: Application, rows: Sequence[Mapping[str, str]]) -> None:
    needed = ("fields", "purpose", "recipient", "basis", "retention")
    application.data_asked.all().delete()
    for row in rows:
        if not all(row.get(name) for name in needed):
            raise Invalid(_("Data are asked for with purpose, recipient, basis and retention."), field="data_asked")
        kept = {name: clean(row.get(name, "")).strip() for name in (*needed, "held_by")}
        DataAsked.objects.create(application=application, **kept)


def _plan(application: Application, steps: Sequence[tuple[str, date]]) -> None:
    application.planned_steps.all().delete()
    PlannedStep.objects.bulk_create(
        [
            PlannedStep(application=application, what=words(what, field="steps", longest=200), due_date=day)
            for what, day in steps
        ]
    )


def _refuse_incomplete(application: Application, *, at_once: bool = False) -> None:
    if application.duty and application.duty.list == Duty.List.NOT_OURS:
        raise Refused(
            _("This stands on the list of what is not for communities: %(law)s, %(article)s.")
            % {"law": application.duty.law, "article": application.duty.article}
        )
    missing = lacks(application, communities=application.includes.count(), at_once=at_once)
    if missing:
        raise Invalid(
            _("It cannot be submitted yet. Missing: %(what)s.")
            % {"what": _("; ").join(str(lack.what) for lack in missing)},
            field=missing[0].field,
        )


def reckon_decision(application: Application) -> None:
    """By when it is decided, in working days from its submission by the calendar of now. The caller saves."""
    if (since := application.submitted_at) is None:
        return
    calendar, day = _calendar(application, since), localdate(since)
    application.decide_due_date = working_days_after(calendar, day, rule("intake.decide_days", on=day).value)
    application.is_due_provisional = calendar.is_provisional(since, since + timedelta(days=45))


def _calendar(application: Application, now: datetime) -> Calendar:
    """The calendar of the first community: offices of one county keep the same one."""
    first = application.includes.select_related("community").order_by("pk").first()
    if first is None:
        raise Invalid(_("Choose the communities that are to do it."), field="communities")
    return calendar_for(first.community, year_from=localdate(now).year, year_to=localdate(now).year + 1)


def _county_of(applicant: Organisation) -> Division:
    """The county that decides on what this office asks."""
    at: Division | None = applicant.division
    while at is not None and at.level != Level.COUNTY:
        if at.level in {Level.CITY, Level.PROVINCE}:
            return at
        at = at.parent
    return at or applicant.division
