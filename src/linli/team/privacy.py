"""What is kept of a person in a team: posts held, days away, duties, training. Erasing takes the days away and the duties to come."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.notices.actions import tell
from linli.people.queries import persons_holding
from linli.people.registries import ERASERS, EXPORTS, OBLIGATIONS
from linli.places.models import Community

from .models import Absence, Attendance, Duty, HandoverLine, Holding
from .notices import DUTY_FREE
from .permissions import STAFF


def export_team(person_id: int) -> tuple[Any, dict[str, Path]]:
    """One's own posts, days away, duties, training, and what was taken over."""
    told = {
        "posts": Holding.objects.filter(person=person_id).order_by("pk").values("post__name", "from_date", "to_date"),
        "away": Absence.objects.filter(person=person_id).order_by("pk").values("from_date", "to_date"),
        "duties": Duty.objects.filter(person=person_id).order_by("date", "pk").values("date", "part"),
        "training": Attendance.objects.filter(person=person_id, training__held_at__isnull=False)
        .order_by("training__date", "pk")
        .values("training__title", "training__date", "training__minutes"),
        "taken_over": HandoverLine.objects.filter(passed_to=person_id)
        .order_by("pk")
        .values("kind", "words", "passed_at"),
    }
    return {name: list(rows) for name, rows in told.items()}, {}


@action
def erase_team(by: Actor, person_id: int, now: datetime) -> None:
    """Days away go, and duties to come went back before (`give_back_duties`); what was done stays the committee's record. Safe by single statements."""
    del by, now
    Absence.objects.filter(person=person_id).delete()


@action
def give_back_duties(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """Duties to come of who is gone are free again, and the chair is told of each community's first free day. Safe by single statements.

    A post that is held ends with an erased person; with a role or a suspended account it stays, as the chair ends it (`leave_post`).
    """
    today = localdate(now)
    duties = Duty.objects.filter(person=person_id, date__gte=today).select_related("community").order_by("date", "pk")
    if community_id is not None:
        community = Community.objects.get(pk=community_id)
        if person_id in persons_holding(STAFF, community, on=today):
            return
        duties = duties.filter(community=community)
    first: dict[Community, Duty] = {}
    for duty in duties:
        first.setdefault(duty.community, duty)
    for community, duty in first.items():
        chairs = persons_holding({RoleKind.COMMITTEE_CHAIR}, community, on=today)
        to = [key for key in chairs if key != person_id] or persons_holding(
            {RoleKind.ADMINISTRATOR}, community, on=today
        )
        values = {"day": duty.date.isoformat()}
        tell(
            by, DUTY_FREE, to=to, values=values, path="/desk/team/rota/", now=now, community_id=community.pk, even_self=True,
            may_be_nobody=True,  # neither chair nor administrator is left
        )  # fmt: skip
    duties.delete()


EXPORTS.add("team", export_team)
ERASERS.add("team", erase_team)
OBLIGATIONS.add("team", give_back_duties)
