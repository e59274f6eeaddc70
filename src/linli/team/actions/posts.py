"""Posts are opened and closed, taken up and left; days away are written down."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import held, open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.people.models import Person
from linli.places.models import Community

from .. import facts
from ..models import Absence, Holding, Post
from ..permissions import keep_team
from .handover import open_handover

MINUTES_IN_A_WEEK = 7 * 24 * 60


@action
def open_post(
    by: Actor,
    community: Community,
    *,
    name: str,
    kind: str,
    minutes_a_week: int,
    from_date: date,
    now: datetime,
    paid_by: str = "",
    name_en: str = "",
) -> Post:
    """Open a post of the community. Safe: it only adds a row. Invalid for an unknown kind or a week that no week holds."""
    keep_team.require(by, community)
    if kind not in Post.Kind.values:
        raise Invalid(_("Choose the kind of post."), field="kind")
    if not 0 < minutes_a_week <= MINUTES_IN_A_WEEK:
        raise Invalid(_("A week has no such working time."), field="hours")
    post = Post.objects.create(
        community=community,
        name=words(name, field="name", longest=120),
        name_en=words(name_en, field="name_en", longest=160, required=False),
        kind=kind,
        minutes_a_week=minutes_a_week,
        paid_by=words(paid_by, field="paid_by", longest=120, required=False),
        from_date=from_date,
    )
    happened(by, post, facts.OPENED, now)
    return post


@action
def close_post(by: Actor, post: Post, *, on: date, now: datetime) -> Post:
    """The post is no more from that day. Safe by the lock on the post. Refused while somebody holds it beyond that day."""
    post = open_row(by, Post.objects.select_related("community"), post.pk, right=keep_team, of="community")
    if on < post.from_date:
        raise Invalid(_("It ends before it begins."), field="on")
    if post.holdings.filter(Q(to_date__isnull=True) | Q(to_date__gt=on)).exists():
        raise Refused(_("Somebody still holds this post: write down first when they leave."))
    post.to_date = on
    post.save(update_fields=["to_date"])
    happened(by, post, facts.CLOSED, now)
    return post


@action
def take_up_post(by: Actor, post: Post, person_id: int, *, from_date: date, now: datetime) -> Holding:
    """Somebody of the community's staff takes up the post. Safe by the lock on the post and the unique open holding.

    Refused where another holds it on that day or later; Invalid outside the post's own days.
    """
    post = open_row(by, Post.objects.select_related("community"), post.pk, right=keep_team, of="community")
    if from_date < post.from_date or (post.to_date and from_date >= post.to_date):
        raise Invalid(_("The post does not exist on that day."), field="from_date")
    if post.holdings.filter(Q(to_date__isnull=True) | Q(to_date__gt=from_date)).exists():
        raise Refused(_("Somebody holds this post on that day. A post is held by one person at a time."))
    if not Person.objects.filter(pk=person_id, erased_at__isnull=True).exists():
        raise Missing(_("There is no such person."))
    held = Holding.objects.create(post=post, person_id=person_id, from_date=from_date)
    happened(by, post, facts.HELD, now)
    return held


@action
def leave_post(by: Actor, holding: Holding, *, on: date, now: datetime) -> Holding:
    """Who holds it leaves on that day, the first that no longer counts; what is in their hands is listed to be handed over.

    Safe by the lock on the post.
    """
    post = open_row(by, Post.objects.select_related("community"), holding.post.pk, right=keep_team, of="community")
    holding = held(Holding, holding.pk)
    if holding.to_date is not None:
        raise Refused(_("It was written down already when they left."))
    if on < holding.from_date:
        raise Invalid(_("It ends before it begins."), field="on")
    holding.to_date = on
    holding.save(update_fields=["to_date"])
    happened(by, post, facts.LEFT, now)
    open_handover(by, holding, on=on, now=now)
    return holding


@action
def note_absence(
    by: Actor, community: Community, person_id: int, *, from_date: date, to_date: date, now: datetime
) -> Absence:
    """Somebody is away from a day until the first day back; no reason is asked for. Safe by the unique row.

    Refused for who holds no post here; by the chair, or by the person themselves.
    """
    if by.person_id != person_id:
        keep_team.require(by, community)
    if to_date <= from_date:
        raise Invalid(_("The first day back comes after the first day away."), field="to_date")
    if not Holding.objects.filter(post__community=community, person=person_id).exists():
        raise Refused(_("Only who holds a post here can be away from it."))
    away, _made = Absence.objects.update_or_create(
        community=community, person_id=person_id, from_date=from_date, defaults={"to_date": to_date}
    )
    return away


def happened(by: Actor, post: Post, kind: FactKind, now: datetime) -> None:
    record(by, kind.key, post, now=now, community_id=post.community_id, post_kind=post.kind)
