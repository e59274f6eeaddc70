"""Applications and admitted tasks, as far as the reader may see them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.money import yuan
from linli.base.rights import Right
from linli.facts.kinds import KINDS
from linli.people.queries import acted_as
from linli.places.models import Community, Organisation, under

from .. import facts
from ..models import Application, Comment, Event, Include, State, Step, Task
from ..permissions import (
    APPLICANTS,
    apply_for_task,
    comment_application,
    decide_application,
    do_task,
    say_of_task,
    see_application,
)

PARTS = ("applicant", "county__parent__parent", "duty")
MOST = 200


def applications(
    reader: Actor, *, state: str = "", office: int | None = None, community: Community | None = None, words: str = ""
) -> list[Application]:
    """What the reader may see, newest first, with how many communities each touches."""
    rows = Application.objects.filter(see_application.within(reader)).select_related("applicant")
    if state:
        rows = rows.filter(state=state)
    if office:
        rows = rows.filter(applicant=office)
    if community:
        rows = rows.filter(includes__community=community)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(applicant__name__icontains=words))
    return list(rows.annotate(communities=Count("includes", distinct=True)).order_by("-made_at", "-pk")[:MOST])


def get_application(reader: Actor, key: int, right: Right = see_application) -> Application:
    comments = Prefetch("comments", Comment.objects.select_related("community"))
    rows = Application.objects.select_related(*PARTS).prefetch_related("data_asked", comments)
    found = rows.filter(pk=key).first()
    if found is None or not see_application.allows(reader, found) or not right.allows(reader, found):
        raise Missing(_("There is no such application."))
    return found


def communities_of(application: Application) -> list[Community]:
    """The communities it touches, by name."""
    keys = Include.objects.filter(application=application).values("community")
    return list(Community.objects.filter(pk__in=keys).order_by("name", "pk"))


@dataclass(frozen=True)
class Line:
    """One line of the public history: what, when, in which role, what was changed, and the reasons."""

    what: str | Promise
    at: datetime
    role: str | Promise
    changes: list[str]
    text: str


def story(application: Application) -> list[Line]:
    return [
        Line(KINDS[e.key].name, e.at, acted_as(e.by_role), _changes(e), e.text)
        for e in application.events.all()
        if e.key != facts.SAID.key
    ]


def _changes(event: Event) -> list[str]:
    """What the district changed, in words: “Money for each community: 500.00 → 800.00”."""
    if event.key != facts.ADMITTED.key:
        return []
    frequencies = dict(Application.Frequency.choices)
    shown: dict[str, tuple[str, Callable[[Any], str]]] = {
        "minutes_each_time": (_("Minutes each time"), str),
        "frequency": (_("How often"), lambda v: str(frequencies.get(v, v))),
        "to_date": (_("Ends on"), str),
        "money_fen": (_("Money for each community"), lambda v: yuan(v or 0)),
        "communities": (_("Communities"), str),
    }
    return [
        f"{shown[f][0]}: {shown[f][1](old)} → {shown[f][1](new)}" for f, (old, new) in event.data.items() if f in shown
    ]


def my_offices(reader: Actor) -> list[Organisation]:
    """The offices for which the reader applies."""
    return list(Organisation.objects.filter(pk__in=sorted(reader.organisations(APPLICANTS))).order_by("name", "pk"))


def communities_to_ask(office: Organisation) -> list[Community]:
    """The communities that this office may ask something of."""
    return list(Community.objects.filter(under({office.division_id}, "")).order_by("name", "pk"))


def to_decide(reader: Actor) -> list[Application]:
    """What waits for the reader's decision or review, the nearest day first."""
    waiting = Q(state=State.SUBMITTED) | Q(state=State.ADMITTED, review_due_date__isnull=False)
    rows = Application.objects.filter(decide_application.within(reader), waiting).select_related("applicant")
    return sorted(rows, key=lambda a: (a.decide_due_date if a.state == State.SUBMITTED else a.review_due_date, a.pk))


def to_comment(reader: Actor) -> list[Include]:
    """Applications on which the reader's committee can still say something."""
    rows = Include.objects.filter(comment_application.within(reader)).select_related(
        "application__applicant", "community"
    )
    return list(rows.order_by("application__decide_due_date", "pk")[:MOST])


def commenting(reader: Actor, application: Application) -> list[Community]:
    """The communities for which the reader may comment."""
    rows = Include.objects.filter(comment_application.within(reader), application=application).select_related(
        "community"
    )
    return [row.community for row in rows.order_by("pk")]


def may_say(reader: Actor, application: Application) -> bool:
    return Include.objects.filter(say_of_task.within(reader), application=application).exists()


@dataclass(frozen=True)
class Says:
    """What residents say of a task: counts alone, and the reader's own word."""

    good: int
    end: int
    mine: bool | None


def says(reader: Actor, application: Application) -> Says:
    counted = application.says.aggregate(all=Count("pk"), end=Count("pk", filter=Q(should_end=True)))
    mine = (
        application.says.filter(person=reader.person_id).values_list("should_end", flat=True).first()
        if reader.person_id
        else None
    )
    return Says(counted["all"] - counted["end"], counted["end"], mine)


def open_steps(reader: Actor, community: Community) -> list[Step]:
    """What a community still has to do of its tasks, the nearest day first."""
    tasks = Task.objects.filter(do_task.within(reader), community=community, application__state=State.ADMITTED)
    rows = Step.objects.filter(task__in=tasks, done_at__isnull=True).select_related("task__application__applicant")
    return list(rows.order_by("due_date", "pk")[:MOST])


def steps_of(reader: Actor, application: Application) -> list[Step]:
    """The steps of the reader's own communities."""
    tasks = Task.objects.filter(do_task.within(reader), application=application)
    return list(
        Step.objects.filter(task__in=tasks)
        .select_related("task__community", "done_by")
        .order_by("due_date", "pk")[:MOST]
    )


def progress(applications_: Iterable[Application]) -> dict[int, tuple[int, int]]:
    """Steps done and steps in all, by application: two figures, one query."""
    rows = Step.objects.filter(task__application__in=[a.pk for a in applications_]).values("task__application")
    counted = rows.annotate(all=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)))
    return {row["task__application"]: (row["done"], row["all"]) for row in counted}


def application_to_change(reader: Actor, key: int) -> Application:
    return get_application(reader, key, apply_for_task)
