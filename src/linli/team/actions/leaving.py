"""Somebody who held posts or was on duty is gone: duties are free again, the chair is told, and what was in their hands is listed."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.rows import all_held
from linli.notices.actions import tell_who_must
from linli.people.queries import persons_holding
from linli.places.models import Community

from .. import facts
from ..models import Duty, Handover, Holding
from ..notices import DUTY_FREE, POST_ALONE
from ..permissions import STAFF, keep_team
from .handover import list_hands
from .posts import happened


@action
def give_back_duties(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """Duties to come of who is gone are free again, and the chair is told of each community's first free day. Safe by single statements."""
    duties = Duty.objects.filter(person=person_id, date__gte=localdate(now)).select_related("community")
    if community_id is not None:
        if _still_works(person_id, community_id, now):
            return
        duties = duties.filter(community=community_id)
    first: dict[Community, Duty] = {}
    for duty in duties.order_by("date", "pk"):
        first.setdefault(duty.community, duty)
    for community, duty in first.items():
        values = {"day": duty.date.isoformat()}
        tell_who_must(
            by,
            DUTY_FREE,
            keep_team,
            community,
            values=values,
            path="/desk/team/rota/",
            now=now,
            but_not=[person_id],
            even_self=True,
        )
    duties.delete()


@action
def give_back_posts(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """The chair is told of each post whose holder cannot act any more. It writes no row.

    A post is not lost with a role or a suspended account: the chair writes down when they left (`leave_post`). With erased data it ends (`end_posts`).
    """
    if community_id is not None and _still_works(person_id, community_id, now):
        return
    rows = _held(person_id, now).select_related("post__community")
    if community_id is not None:
        rows = rows.filter(post__community=community_id)
    for holding in rows.order_by("pk"):
        post = holding.post
        tell_who_must(
            by,
            POST_ALONE,
            keep_team,
            post.community,
            values={"post": post.label},
            path=f"/desk/team/{post.pk}/",
            now=now,
            but_not=[person_id],
            even_self=True,
        )


def end_posts(by: Actor, person_id: int, now: datetime) -> None:
    """For erasing: who has no name any more holds no post. What was in their hands is listed for the chair to pass on. Safe by the lock on each holding."""
    today = localdate(now)
    for holding in all_held(_held(person_id, now).select_related("post__community")):
        holding.to_date = max(today, holding.from_date)
        holding.save(update_fields=["to_date"])
        if not Handover.objects.filter(holding=holding).exists():
            happened(by, holding.post, facts.LEFT, now)
            list_hands(by, holding, on=holding.to_date, now=now)


def _held(person_id: int, now: datetime) -> QuerySet[Holding]:
    return Holding.objects.filter(Q(to_date__isnull=True) | Q(to_date__gt=localdate(now)), person=person_id)


def _still_works(person_id: int, community_id: int, now: datetime) -> bool:
    return person_id in persons_holding(STAFF, Community.objects.get(pk=community_id), on=localdate(now))
