"""What happens to an admitted task: steps are done, residents say what it is worth, time runs out."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, me
from linli.base.errors import NotYours, Refused
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record

from .. import facts
from ..models import Application, Event, Include, Say, State, Step
from ..permissions import do_task, say_of_task
from .deciding import end_task
from .story import happened, lock, tell_all, tell_deciders


@action
def finish_step(by: Actor, key: int, *, note: str = "", now: datetime) -> Step:
    """A step of one's community is done. Safe by the lock on the step: done twice is done once, by the first."""
    step = open_row(
        by, Step.objects.select_related("task__community", "task__application"), key, see=do_task, of="task"
    )
    if step.done_at:
        return step
    if step.task.application.state != State.ADMITTED:
        raise Refused(_("This task has ended: its steps need not be done."))
    step.done_at, step.done_by_id, step.note = now, me(by), words(note, field="note", longest=300, required=False)
    step.save()
    in_time, office = localdate(now) <= step.due_date, step.task.application.applicant_id
    record(by, facts.STEP_DONE.key, step, now=now, community_id=step.task.community_id, office=office, in_time=in_time)
    return step


@action
def say_what_task_is_worth(by: Actor, application: Application, *, should_end: bool, now: datetime) -> Say:
    """A resident says that a task does good here or should end; saying it anew replaces it.

    Safe by the lock on the application and by the unique row. Where most of those who spoke want it to end, the district
    must review it within the same days as an application, or it ends by itself.
    """
    application = lock(application)
    include = (
        Include.objects.filter(application=application, community=by.community_id).select_related("community").first()
    )
    if include is None:
        raise NotYours(_("Only who lives where it is carried out says what it is worth."))
    include.application = application
    say_of_task.require(by, include)
    said, _made = Say.objects.update_or_create(
        application=application,
        person_id=me(by),
        defaults={"community": include.community, "should_end": should_end, "at": now},
    )
    record(by, facts.SAID.key, application, now=now, community_id=include.community_id, should_end=should_end)
    _ask_for_exit(application, now)
    return said


def _ask_for_exit(application: Application, now: datetime) -> None:
    today = localdate(now)
    counted = application.says.aggregate(all=Count("pk"), end=Count("pk", filter=Q(should_end=True)))
    enough = counted["all"] >= rule("intake.disapproval_least", on=today).value
    most = counted["end"] * 100 > counted["all"] * rule("intake.disapproval_share", on=today).value
    since = (
        application.events.filter(key__in=[facts.KEPT.key, facts.ADMITTED.key])
        .order_by("-at")
        .values_list("at", flat=True)
        .first()
    )
    asked = application.events.filter(key=facts.EXIT_ASKED.key, **({"at__gte": since} if since else {})).exists()
    if not (enough and most) or asked:
        return
    application.review_due_date = today + timedelta(days=rule("intake.emergency_review_days", on=today).value)
    happened(HOUSE, application, facts.EXIT_ASKED, now=now, data=counted, value=counted["end"])
    tell_all(HOUSE, application, facts.EXIT_ASKED, now=now)
    tell_deciders(HOUSE, application, facts.EXIT_ASKED.key, now=now)


def end_what_ran_out(now: datetime) -> None:
    """Emergencies that nobody reviewed, tasks whose residents' review nobody decided, and tasks whose last day has passed end by themselves."""
    today = localdate(now)
    running = Application.objects.filter(state=State.ADMITTED)
    unreviewed = running.filter(is_emergency=True, decided_at__isnull=True, review_due_date__lt=today)
    asked = Event.objects.filter(key=facts.EXIT_ASKED.key).values("application")
    unanswered = running.filter(pk__in=asked, review_due_date__lt=today)
    over = running.filter(to_date__lte=today)
    for rows, why in (
        (unreviewed, _("Nobody reviewed this emergency in time.")),
        (over, _("Its time is over.")),
        (unanswered, _("Residents asked for its end, and nobody gave reasons in time to keep it.")),
    ):
        for application in list(rows.order_by("pk")):
            if _kept_since(
                application, why == _("Residents asked for its end, and nobody gave reasons in time to keep it.")
            ):
                continue
            end_task(HOUSE, application, reasons=why, now=now)


def _kept_since(application: Application, residents_asked: bool) -> bool:
    """Whether the district answered the residents already: then only the yearly review is late, which ends nothing by itself."""
    if not residents_asked:
        return Application.objects.filter(pk=application.pk).exclude(state=State.ADMITTED).exists()
    last = application.events.filter(key__in=[facts.KEPT.key, facts.EXIT_ASKED.key]).order_by("-at", "-pk").first()
    return last is None or last.key == facts.KEPT.key or application.state != State.ADMITTED
